"""The button that times the same attention from every form, and what came out of it."""

import hashlib
import threading

import streamlit as st

from maskviz.matrices.storage import FORMS
from maskviz.matrices.storage.timing import LONGEST, ROUNDS, WIDTH, race
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.words import plain
from maskviz.ui.storage.choice import Stored
from maskviz.ui.storage.table import time_table, times_text

RESULT = "storage_timed"  # the last race as plain numbers, and what it belongs to
one_at_a_time = threading.Lock()  # two races would time each other; nobody waits for it


def identity(choice: Stored) -> str:
    """The same for the same cells in the same tiles."""
    shape = f"{choice.cells.shape} {choice.tile}"
    return hashlib.sha256(shape.encode() + choice.cells.tobytes()).hexdigest()


@st.fragment
def show_time(choice: Stored, sizes: dict[str, int]) -> None:
    """A button, and when it is pressed a table; nothing is timed until then."""
    tokens = len(choice.cells)
    if tokens > LONGEST:
        st.caption(f"Attention is timed up to {LONGEST:,} tokens; this mask has {tokens:,}.")
        return
    st.markdown(
        f"One head of {WIDTH} numbers a token, {tokens:,} tokens, under "
        f"**{plain(choice.call.title)}**: the same attention computed from each form, in turns, "
        f"the median of {ROUNDS}."
    )
    if st.button("Time it", type="primary", key="storage_time"):
        run(choice)
    result = st.session_state.get(RESULT)
    if result and result["of"] == identity(choice):
        show_html(time_table(sizes, result["ratios"], result["difference"]), "storage")
        st.markdown(" ".join(findings(sizes, result["ratios"])))
        st.caption(
            "Both columns are multiples of dense bool, whose time is that of torch's own attention "
            "(SDPA) with the bool matrix, in this run, on the processor of this server. The loops "
            "over rows are written in Python: a kernel written for the form would have other "
            "numbers. The largest difference is to the output of SDPA."
        )


def run(choice: Stored) -> None:
    """Time all forms and keep the numbers; one visitor at a time."""
    if not one_at_a_time.acquire(blocking=False):
        st.info("Somebody else is timing at this moment; try again.")
        return
    try:
        bar = st.progress(0.0, "Timing")
        for found in race(choice.cells, choice.tile):
            bar.progress(found.done / found.total, f"Run {found.done} of {found.total}")
        bar.empty()
    finally:
        one_at_a_time.release()
    st.session_state[RESULT] = {
        "of": identity(choice),
        "ratios": found.ratios,
        "difference": dict(found.difference),
    }


def findings(sizes: dict[str, int], ratios: dict[str, float]) -> list[str]:
    """What the numbers of this run say about bytes and time."""
    least, fastest = min(sizes, key=sizes.get), min(ratios, key=ratios.get)
    slowest = max(ratios, key=ratios.get)

    def both(name: str) -> str:
        size, time = times_text(sizes[name] / sizes["dense"]), times_text(ratios[name])
        return f"{FORMS[name].title} ({size} the bytes of dense bool, {time} its time)"

    said = [f"Smallest is {both(least)}."]
    if fastest == least:
        said.append("It is the fastest too.")
    else:
        said.append(f"Fastest is {both(fastest)}.")
    said.append(f"Slowest is {both(slowest)}.")
    return said
