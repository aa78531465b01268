"""The page "Your matrix": paste or upload a mask, say what its values mean, see what mask it is."""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.checking.faults import faults
from maskviz.masks.painting import POSITIONS
from maskviz.matrices.code import CodeError
from maskviz.matrices.error import told
from maskviz.matrices.reading import BYTES, Brought, MatrixError, Reading, arrays, readings
from maskviz.matrices.readoff import said
from maskviz.settings.declared import Settings
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.own.found import compare
from maskviz.ui.own.verdict import show_verdicts

TYPES = ("npy", "csv", "txt")
CLOSEST = Markup("<h2>What mask it is, or nearly is</h2>")
PASTED = 200_000  # characters of the box; more comes as a file
NAMES = 8  # boxes for what code leaves open
LONGEST, NARROW = 20_000, 110  # characters of a vector; pixels
WHOLE = re.compile(r"-?\d{1,9}")
EXAMPLES = {
    "A drawing": """#...........
##..........
###.....#...
####........
#####.......
#.####......
#..####.....
#...####....
#....####...
#...#.####..
#......####.
#.......####""",
    "A printed tensor": """tensor([[False,  True,  True,  True,  True],
        [False, False,  True,  True,  True],
        [False, False, False,  True,  True],
        [False, False, False, False,  True],
        [False, False, False, False, False]])""",
    "0 and -inf": """0, -inf, -inf, -inf, -inf, -inf
0, 0, -inf, -inf, -inf, -inf
-inf, -inf, 0, -inf, -inf, -inf
-inf, -inf, 0, 0, -inf, -inf
-inf, -inf, 0, 0, 0, -inf
-inf, -inf, -inf, -inf, -inf, 0""",
}


def show(settings: Settings) -> None:
    """The boxes, what was brought as it was understood, and the mask that it is or nearly is."""
    show_style("own")
    st.title("Your matrix", anchor=False)
    st.markdown(
        "Bring a mask as you have it: an array, a tensor, a table, a drawing, a vector of lengths "
        "or documents. The page says what it took it for and which known mask it is, or nearly is. "
        "Rows are queries, columns are keys."
    )
    left, right = st.columns([0.42, 0.58], gap="large")
    with left:
        raw = given()
        try:
            brought = one_of(opened(raw))
            found = readings(brought)
        except MatrixError as fault:
            st.error(plain(str(fault)))
            if isinstance(fault, CodeError) and isinstance(raw, str) and (at := fault.caret(raw)):
                show_code(at)
            return
        reading = asked(found)
        at = sample(reading)
        cells = reading.samples[at]
        st.markdown(" ".join([*said(cells), *map(plain, reading.remarks)]))
        for sentence in faults(cells):
            st.markdown(plain(sentence))
    with right:
        show_html(CLOSEST)
        compare(cells, settings)
    show_verdicts(brought, reading, at)


def given() -> bytes | str:
    """What is in the box or in the file, whichever was changed last."""
    state = st.session_state
    state.setdefault("own_text", state.get("own_words", EXAMPLES["A drawing"]))
    st.text_area(
        "Paste a matrix",
        key="own_text",
        height=220,
        max_chars=PASTED,
        on_change=chose,
        args=("text",),
        help="0 and 1, True and False, # and ., 0 and -inf, or any two signs; as NumPy, PyTorch "
        "or pandas print it, as a drawing with labels; lengths, cu_seqlens, document ids; lines "
        "of torch or NumPy that make a mask, and mask_mods. Nothing of it is run.",
    )
    with st.container(horizontal=True, gap="small"):
        for title, text in EXAMPLES.items():
            st.button(title, on_click=chose, args=("text", text))
    file = st.file_uploader(
        f"Or a file, at most {BYTES // 1_000_000} MB and {POSITIONS:,} x {POSITIONS:,}",
        type=TYPES,
        key="own_file",
        on_change=chose,
        args=("file",),
    )
    state["own_words"] = state["own_text"]
    by_file = file is not None and state.get("own_source") == "file"
    return file.getvalue() if by_file else state["own_text"]


def chose(source: str, text: str | None = None) -> None:
    """The box or the file was changed, or an example was taken into the box."""
    st.session_state["own_source"] = source
    if text is not None:
        st.session_state["own_text"] = text


def opened(raw: bytes | str) -> Sequence[Brought]:
    """The arrays of what was brought; each name that code leaves open has a box."""
    state, begins = st.session_state, "own_open_"
    given = {
        key.removeprefix(begins): vector(value) if isinstance(value, str) else value
        for key, value in state.items()
        if isinstance(key, str) and key.startswith(begins)
    }
    brought = arrays(raw, given)
    with st.container(horizontal=True, gap="small"):
        for name in brought[0].opened[:NAMES]:
            key = f"{begins}{name.name}"
            if name.vector:
                written = " ".join(map(str, np.atleast_1d(name.value).tolist()))
                st.text_input(f"{name.name}, a number a token", written, key=key, max_chars=LONGEST)
            else:
                st.number_input(
                    name.name, -POSITIONS, POSITIONS, int(name.value), key=key, width=NARROW
                )
    return brought


def vector(text: str) -> list[int]:
    """Whole numbers out of a box; MatrixError for a word that is none."""
    words = text.replace(",", " ").split()
    if wrong := next((word for word in words if not WHOLE.fullmatch(word)), None):
        raise MatrixError(f"“{wrong[:20]}” is no whole number.")
    return [int(word) for word in words]


def one_of(brought: Sequence[Brought]) -> Brought:
    """The array that is looked at, where a text has several."""
    if len(brought) == 1:
        return brought[0]
    names = [
        f"{found.name or f'array {i}'} {told(found.shape)}" for i, found in enumerate(brought, 1)
    ]
    key = f"own_array_{crc32(' '.join(names).encode()):x}"
    at = st.radio(
        "Which of the arrays?", range(len(brought)), format_func=lambda i: plain(names[i]), key=key
    )
    return brought[at]


def asked(found: Sequence[Reading]) -> Reading:
    """What it was taken for, with the other ways to read it as choices; the likeliest is taken."""
    ways = [plain(f"{way.means} ({way.form})") for way in found]
    if len(found) == 1:
        st.markdown(f"Taken for {plain(found[0].form)}: {plain(found[0].means)}.")
        return found[0]
    at = st.radio(
        "What was it taken for?",
        range(len(found)),
        format_func=ways.__getitem__,
        key=f"own_reads_{crc32(repr(ways).encode() + found[0].samples[0].tobytes()):x}",
    )
    return found[at]


def sample(reading: Reading) -> int:
    """Which of a stack is looked at."""
    if len(reading.samples) == 1:
        return 0
    key = f"own_sample_{crc32(repr(reading.names).encode()):x}"
    return st.selectbox(
        f"Which of the {len(reading.samples)}?",
        range(len(reading.samples)),
        format_func=reading.names.__getitem__,
        key=key,
    )
