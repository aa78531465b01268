"""Whose mask the controls set: all heads', one head's, one layer's; and patterns of layers."""

import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.models import Shipped
from maskviz.settings.declared import CONTROLS
from maskviz.settings.presets import HEAD_MASKS
from maskviz.settings.slots import PAINTED, slot_of
from maskviz.ui import state
from maskviz.ui.state import control
from maskviz.ui.state.hidden import is_fixed, unless_hidden
from maskviz.ui.state.slots import current_layer, current_part, current_slot, set_slot

PATTERNS = {  # layers with the mask -> what is said of the pattern; the next layer is full
    1: "1 with this mask, then 1 full",
    3: "3 with this mask, then 1 full",
    5: "5 with this mask, then 1 full",
}

SET_BY_PATTERN = ("mask", "each", "each_layer", "layers")


def whose(shipped: Shipped) -> bool:
    """The two switches and the head; returns whether heads part ways."""
    each = control(
        st.toggle,
        "Each head its own mask",
        key="each",
        on_change=part_heads,
        help="On: the controls below set the mask of the head looked at.",
    )
    if each:
        heads = list(range(shipped.shape.heads))
        control(st.segmented_control, "Head", heads, key="head", required=True)
    control(
        st.toggle,
        "Each layer its own mask",
        key="each_layer",
        on_change=part_layers,
        help="On: the controls below set the mask of the layer looked at.",
    )
    return each


def layer_patterns(layers: int) -> None:
    if any(map(is_fixed, SET_BY_PATTERN)):
        return

    def called() -> None:
        if period := st.session_state["layer_pattern"]:
            follow(period, layers)

    st.menu_button(
        "Layer pattern",
        list(PATTERNS),
        key="layer_pattern",
        format_func=PATTERNS.get,
        on_click=unless_hidden("each_layer", called),
        type="tertiary",
        help="Local layers with a full one after every few, as Gemma 3 (5, then 1) and "
        "Llama 4 (3, then 1) have them.",
    )


def part_heads() -> None:
    """When heads part ways the head looked at keeps its mask, the others show what is possible."""
    if not (st.session_state.get("each") or state.kept("each")):
        return
    slots, part = state.extra("slots"), current_part().name
    for head, mask in enumerate(HEAD_MASKS):
        if (slot := slot_of(part, head, current_layer())) not in slots:
            set_slot(slot, mask)


def part_layers() -> None:
    """When layers part ways each begins with the mask that all had."""
    if not (st.session_state.get("each_layer") or state.kept("each_layer")):
        return
    slots, book, part = state.extra("slots"), state.extra("book"), current_part().name
    heads = CONTROLS["head"].kind.options if state.kept("each") else ("all",)
    for head in heads:
        before = slot_of(part, head)
        mask = state.settings().mask_of(before)
        for layer in CONTROLS["layer"].kind.options:
            after = slot_of(part, head, layer)
            slots.setdefault(after, mask)
            if slots[after] == PAINTED and before in book:
                book.setdefault(after, book[before])


def follow(period: int, layers: int) -> None:
    """The mask of the controls in so many layers, then one layer that reads everything it may."""
    mask = state.extra("slots")[current_slot()]
    painted = state.extra("book").get(current_slot())
    state.put(each=False, each_layer=True, layers=CONTROLS["layers"].kind.options)
    part = current_part().name
    for layer in CONTROLS["layer"].kind.options:
        slot, full = slot_of(part, "all", layer), (layer + 1) % (period + 1) == 0
        if painted and mask == PAINTED and not full:
            state.extra("book")[slot] = painted
        set_slot(slot, MaskCall("full") if full else mask)
    if period >= layers:
        state.note(f"No layer of {state.kept('model')} is the full one: it has {layers} layers.")


def copy_to_all() -> None:
    slots, book = state.extra("slots"), state.extra("book")
    mask = slots[current_slot()]
    painted = book.get(current_slot())
    for head in CONTROLS["head"].kind.options:
        slot = slot_of(current_part().name, head, current_layer())
        slots[slot] = mask
        if painted and mask == PAINTED:
            book[slot] = painted
