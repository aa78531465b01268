"""Whose mask the controls set: every head's, or that of the head looked at."""

import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Typed, read_term
from maskviz.models import PLANS
from maskviz.models.plans import AttentionKind
from maskviz.settings.declared import COMPOSED, CUSTOM, PARTS, TYPED, mask_text, slot_of
from maskviz.ui import state


def current_part() -> AttentionKind:
    return PLANS[state.kept("model")].part(state.kept("part"))


def current_slot() -> str:
    head = state.kept("head") if state.kept("each") else "all"
    return slot_of(current_part().name, head, current_layer())


def current_layer() -> int | None:
    """The layer looked at, where each has a mask of its own."""
    return state.kept("layer") if state.kept("each_layer") else None


def change_slot() -> None:
    """When another head or part is looked at, its own mask comes into the controls."""
    slot, before = current_slot(), st.session_state["slot"]
    if before == slot:
        return
    st.session_state["slot"] = slot
    text = st.session_state["slots"].get(slot)
    if text is None:
        if before and part_in(before) != part_in(slot):
            state.put(mask="causal" if "causal" in current_part().own else "full")
        store_slot()
        return
    match None if text == CUSTOM else read_term(text)[0]:
        case None:
            state.put(mask=CUSTOM)
        case MaskCall() as mask_call:
            numbers = {
                f"{mask_call.name}.{name}": value for name, value in mask_call.params.items()
            }
            state.put(mask=mask_call.name, **numbers)
        case Typed() as typed:
            state.put(mask=TYPED, typed_rule=typed.text)
        case term:
            state.put(mask=COMPOSED, composition=str(term))


def part_in(slot: str) -> str:
    """The part of the model in a slot's name, "" where there is one kind of attention."""
    first = slot.split(".")[0]
    return first if first in PARTS else ""


def set_slot(slot: str, text: str) -> None:
    """Give a slot its mask from code; the controls take it over."""
    st.session_state["slots"][slot] = text
    st.session_state["slot"] = None


def store_slot() -> None:
    """Write the mask of the controls into its slot; what is no mask leaves the last one there."""
    if text := mask_text(st.session_state["kept"]):
        st.session_state["slots"][current_slot()] = text
