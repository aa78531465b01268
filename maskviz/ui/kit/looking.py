"""Where a lab looks: the row, which the playground has locked, and the head."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.ui import state
from maskviz.ui.state import control


def row_and_head(view: View, key: str) -> None:
    """The two controls; with a mask for each head the sidebar has that of the head."""
    row_control(view, key)
    if not view.settings.each:
        heads = list(range(view.shipped.shape.heads))
        control(st.segmented_control, "Head", heads, key="head", alone=True, required=True)


def row_control(view: View, key: str) -> None:
    """The row looked at; `key` is that of its widget, which is filled from the settings."""
    first, k = view.region.offset, view.locked[1]

    def called() -> None:
        if (row := st.session_state[key]) is not None:
            state.set_extra("locked", (row, k))

    st.session_state[key] = view.locked[0]
    last = first + view.region.queries - 1
    options = {"min_value": first, "max_value": last, "width": 120}
    st.number_input("Row", key=key, on_change=called, help="Counted from 0.", **options)
