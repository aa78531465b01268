"""What is opened by hand on and under the board; it stays open while other masks are looked at."""

from typing import Any

import streamlit as st

OPEN = "panels_open"  # names
OFFERED = "panels_offered"  # names of the buttons on the page
STEPS = "steps"  # the locked row step by step, which the board itself opens


def opened() -> frozenset[str]:
    return st.session_state.get(OPEN, frozenset())


def offer(names: list[str]) -> None:
    """Say which can be opened here."""
    st.session_state[OFFERED] = (*names, STEPS)


def toggle(name: Any) -> None:
    """Open what is closed, close what is open; a name that is not offered does nothing."""
    if isinstance(name, str) and name in st.session_state.get(OFFERED, ()):
        st.session_state[OPEN] = opened() ^ {name}
