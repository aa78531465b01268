"""Whose mask the controls set: every head's, or that of the head looked at."""

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term
from maskviz.models import PLANS
from maskviz.models.plans import AttentionKind
from maskviz.settings.slots import Painted, SlotMask, controls_of, part_in, slot_of
from maskviz.ui import state


def current_part() -> AttentionKind:
    return PLANS[state.kept("model")].part(state.kept("part"))


def current_slot() -> str:
    head = state.kept("head") if state.kept("each") else "all"
    return slot_of(current_part().name, head, current_layer())


def current_layer() -> int | None:
    """The layer looked at, where each has a mask of its own."""
    return state.kept("layer") if state.kept("each_layer") else None


def current_base() -> Term:
    """The mask that the controls set, or the one that was painted over."""
    mask, page = (state.extra(name).get(current_slot()) for name in ("slots", "book"))
    if isinstance(mask, Painted):
        return page.base if page else MaskCall("causal")
    return mask or MaskCall("causal")


def follow_slot() -> None:
    """When another head, layer or part is looked at, its own mask comes into the controls.

    Where it has none yet, a head or a layer begins with the mask that the controls have, and a
    part with the model's own.
    """
    slot, before = current_slot(), state.extra("slot")
    if slot == before:
        return
    state.set_extra("slot", slot)
    if own := state.extra("slots").get(slot):
        state.put(**controls_of(own))
    elif part_in(before) != part_in(slot):
        state.put(mask="causal" if "causal" in current_part().own else "full")


def set_slot(slot: str, mask: SlotMask) -> None:
    """Give a slot its mask from code; where the controls are that slot's, they take it over."""
    state.extra("slots")[slot] = mask
    if slot == current_slot():
        state.put(**controls_of(mask))
