"""What the page asks: which array, what it was taken for, which of a stack, sizes, open names."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import streamlit as st

from maskviz.checking import Checked, CheckError, Understood
from maskviz.masks.kinds import Int
from maskviz.masks.painting import POSITIONS
from maskviz.matrices.code.names import Open
from maskviz.matrices.reading import Reading
from maskviz.ui.check.box import OPEN
from maskviz.ui.check.ways import show_strip, show_ways
from maskviz.ui.kit.controls import own_control
from maskviz.ui.kit.words import plain

PICKED = 16  # of a stack side by side; of more one is chosen from a list
NAMES = 8  # boxes for what is left open
LONGEST, NARROW = 20_000, 110  # characters of a vector; pixels
TAKEN = "check_taken"  # what was taken for an open name before anybody sets it
KEYS = Int(
    0, POSITIONS, f"0 takes as many as the text of the playground has tokens. Up to {POSITIONS:,}."
)
QUERIES = Int(0, POSITIONS, "0 takes as many queries as there are keys.")
SIZES = {"rule_queries": QUERIES, "rule_tokens": KEYS}


def array(understood: Understood) -> int:
    """Which array is looked at, where a text has several."""
    names = [plain(name) for name in understood.arrays]
    key = f"check_array_{mark(names)}"
    return st.radio(
        "Which of the arrays?", range(len(names)), format_func=names.__getitem__, key=key
    )


def sizes(words: int) -> tuple[int, int]:
    """Over how many queries and keys a rule or a function of places is drawn."""
    with st.container(horizontal=True, gap="small"):
        queries = own_control(QUERIES, "Queries", 0, key="rule_queries", width=NARROW + 20)
        keys = own_control(KEYS, "Keys", 0, key="rule_tokens", width=NARROW + 20)
    keys = keys or words
    return queries or keys, keys


def opened_now() -> dict[str, object]:
    """The values of the names that are left open, where somebody has changed them in their boxes;
    what was taken for the others may change with the sizes."""
    found, taken = {}, st.session_state.get(TAKEN, {})
    for key, value in st.session_state.items():
        if isinstance(key, str) and key.startswith(OPEN) and value not in (None, taken.get(key)):
            name = key.removeprefix(OPEN)
            found[name] = vector(value) if isinstance(value, str) else value
    return found


def show_opened(opened: Sequence[Open]) -> None:
    """A box for each name that is left open: a number, or a number a token."""
    state = st.session_state
    taken = state.setdefault(TAKEN, {})
    if not opened:
        return
    with st.container(horizontal=True, gap="small"):
        for name in opened[:NAMES]:
            key, value = f"{OPEN}{name.name}", written(name)
            if state.get(key) in (None, taken.get(key)):
                state[key] = taken[key] = value
            if name.vector:
                st.text_input(f"{name.name}, a number a token", key=key, max_chars=LONGEST)
            else:
                st.number_input(name.name, -POSITIONS, POSITIONS, key=key, width=NARROW)


def written(name: Open) -> str | int:
    """A value as its box has it."""
    if not name.vector:
        return int(name.value)
    return " ".join(map(str, np.atleast_1d(name.value).tolist()))


def vector(text: str) -> list[int]:
    """Whole numbers out of a box; CheckError for a word that is none."""
    words = text.replace(",", " ").split()
    wrong = next((word for word in words if not whole(word)), None)
    if wrong is not None:
        raise CheckError(f"“{wrong[:20]}” is no whole number.")
    return [int(word) for word in words]


def whole(word: str) -> bool:
    digits = word.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 10


def reading(checks: Sequence[Checked]) -> int:
    """What it was taken for, with the other ways to read it as choices; the likeliest is taken."""
    ways = [checked.reading for checked in checks]
    said = [plain(f"{way.means} ({way.form})") for way in ways]
    if len(ways) == 1:
        st.markdown(f"Taken for {plain(ways[0].form)}: {plain(ways[0].means)}.")
        return 0
    at = st.radio(
        "What was it taken for?",
        range(len(ways)),
        format_func=said.__getitem__,
        key=f"check_reads_{mark([*said, ways[0].samples[0].tobytes()])}",
    )
    show_ways(checks, at)
    return at


def sample(found: Reading) -> int:
    """Which of a stack is looked at, picked under a strip of their pictures."""
    if len(found.samples) == 1:
        return 0
    show_strip(found)
    key = f"check_sample_{mark(found.names)}"
    many = f"Which of the {len(found.samples)}?"
    if len(found.samples) > PICKED:
        return st.selectbox(
            many, range(len(found.samples)), format_func=found.names.__getitem__, key=key
        )
    return st.pills(
        many,
        range(len(found.samples)),
        format_func=found.names.__getitem__,
        default=0,
        required=True,
        key=key,
    )


def mark(parts: Sequence[object]) -> str:
    """What tells one question from another, so that another begins at its first answer."""
    return f"{crc32(repr(parts).encode()):x}"
