"""The box in which facts of tokens are given as numbers, one a token."""

from collections.abc import Mapping, Sequence

import streamlit as st

from maskviz.masks.kinds.vector import LONGEST, Vector, read, written
from maskviz.ui import state
from maskviz.ui.kit.words import plain
from maskviz.ui.state.asking import draw_page
from maskviz.ui.state.hidden import is_hidden, unless_hidden

SHOWN, FAULT = "vectors_box", "vectors_fault"


def vector_box(asked: Mapping[str, Vector]) -> None:
    """A line for the numbers of these facts; what cannot be read stays there with what is wrong."""
    known = tuple(asked.values())
    if not known or is_hidden("picks"):
        return
    fault = st.session_state.get(FAULT)
    if not fault:
        st.session_state[SHOWN] = written(state.extra("vectors"), known)
    st.text_input(
        "As numbers, one a token",
        key=SHOWN,
        max_chars=LONGEST,
        placeholder=example(known),
        help=" ".join(f"{each.name}: {each.help}" for each in known) + " Empty: as it is guessed.",
        on_change=unless_hidden("picks", take),
        args=(known,),
    )
    if fault:
        st.caption(f":red[{plain(fault)}]")


def example(known: Sequence[Vector]) -> str:
    """How numbers are written, within the range of each."""
    shown = {each.name: numbers(each) for each in known}
    if len(known) == 1:
        return shown[known[0].name]
    return "; ".join(f"{name}: {told}" for name, told in shown.items())


def numbers(vector: Vector) -> str:
    if vector.low < 0:
        return "-1 0 0 1"
    return "0 0 1 1 2" if vector.high > 1 else "1 1 0 1"


def take(known: Sequence[Vector]) -> None:
    """What was typed becomes the numbers of these facts; nothing is lost where it cannot."""
    names = {each.name for each in known}
    try:
        found = read(st.session_state.get(SHOWN) or "", known)
    except ValueError as error:
        st.session_state[FAULT] = f"{str(error)[:1].upper()}{str(error)[1:]}."
    else:
        st.session_state.pop(FAULT, None)
        others = {k: v for k, v in state.extra("vectors").items() if k not in names}
        state.set_extra("vectors", {**others, **found})
    draw_page()
