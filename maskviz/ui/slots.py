"""Whose mask the controls set: every head's, or that of the head looked at."""

import streamlit as st

from maskviz.models import PLANS
from maskviz.models.plans import Part
from maskviz.settings import CUSTOM, mask_text, slot_of
from maskviz.ui import state
from maskviz.use import read_use


def current_part() -> Part:
    return PLANS[state.kept("model")].part(state.kept("part"))


def current_slot() -> str:
    return slot_of(current_part().name, state.kept("head") if state.kept("each") else "all")


def change_slot() -> None:
    """When another head or part is looked at, its own mask comes into the controls."""
    slot, before = current_slot(), st.session_state["slot"]
    if before == slot:
        return
    st.session_state["slot"] = slot
    text = st.session_state["slots"].get(slot)
    if text is None:
        if before and before.split(".")[0] != slot.split(".")[0] and "." in slot:
            state.put(mask="causal" if "causal" in current_part().own else "full")
        store_slot()
        return
    use = None if text == CUSTOM else read_use(text)[0]
    state.put(mask=use.name if use else CUSTOM)
    if use:
        state.put(**{f"{use.name}.{name}": value for name, value in use.params.items()})


def set_slot(slot: str, text: str) -> None:
    """Give a slot its mask from code; the controls take it over."""
    st.session_state["slots"][slot] = text
    st.session_state["slot"] = None


def store_slot() -> None:
    """Write the mask of the controls into its slot."""
    st.session_state["slots"][current_slot()] = mask_text(st.session_state["kept"])
