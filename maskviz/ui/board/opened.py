"""What is opened by hand on, under and beside the board; it stays open while other masks are looked
at. What is folded is neither worked out nor sent."""

from typing import Any

import streamlit as st

from maskviz.ui.state import BEGUN

OPEN = "panels_open"  # names
OFFERED = "panels_offered"  # names of the buttons on the page
STEPS = "steps"  # the locked row step by step, which the board itself opens
WHOLE = "whole"  # the model around the picture, on the board
USED = "used"  # how the model uses the mask, in the sidebar
LED = "led"  # what the board's script says where a lesson or the first page led here
LEAD = ("start", "learn")  # pages for those who begin with the picture alone


def opened() -> frozenset[str]:
    """Names. The whole model is open until it is folded, unless the visit began with a lesson or on
    the first page."""
    led = st.session_state.get(BEGUN) in LEAD
    return st.session_state.get(OPEN, frozenset() if led else frozenset({WHOLE, USED}))


def offer(names: list[str]) -> None:
    """Say which can be opened here."""
    st.session_state[OFFERED] = (*names, STEPS, WHOLE)


def toggle(name: Any) -> None:
    """Open what is closed, close what is open; a name that is not offered does nothing."""
    if isinstance(name, str) and name in st.session_state.get(OFFERED, ()):
        turn(name)


def turn(name: str) -> None:
    st.session_state[OPEN] = opened() ^ {name}


def keep(name: str) -> None:
    """Take over what a panel of Streamlit's own with this key says."""
    if st.session_state[name] != (name in opened()):
        turn(name)


def fold_whole() -> bool:
    """Fold the whole model for somebody led here by another page of the app, of which this session
    knows nothing; whether that changes anything."""
    if OPEN in st.session_state:
        return False
    st.session_state[OPEN] = frozenset()
    st.session_state.pop(USED, None)
    return True
