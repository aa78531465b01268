"""What the model puts on top of a mask: it stands beside the title, one click switches it."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import counted
from maskviz.ui import state

SWITCHES = {"causal": ("and_causal", "And causal"), "key_padding": ("and_padding", "And padding")}


def show_added(view: View) -> None:
    """A chip for each mask that is on top of the drawn one, and for each that could be."""
    chips = added(view)
    if not chips:
        return
    with st.container(horizontal=True, gap="small"):
        for key, (label, told) in chips.items():
            st.button(label, key=f"chip_{key}", on_click=turn, args=(key,), help=told)


def added(view: View) -> dict[str, tuple[str, str]]:
    """The setting to turn over -> the chip's words and its help; only what takes a cell."""
    settings, mask, found = view.settings, view.mask, {}
    if settings.layer not in settings.layers:
        return found  # this layer has the model's own mask, and nothing on top
    on_top = {rule.title for rule in mask.added}
    for name in settings.attention.own:
        key, label = SWITCHES[name]
        call = MaskCall(name)
        if settings[key] and call.title in on_top:
            told = f"{call.title} is on top of this mask. Click to switch it off."
            found[key] = (f"{label} :material/close:", told)
        elif not settings[key]:
            more = int((mask.allowed & ~view.region.cells(call)).sum())
            if more:
                told = f"The model's own mask, switched off. On top it would take {counted(more)}."
                found[key] = (f":material/add: {label}", told)
    return found


def turn(key: str) -> None:
    state.acted()
    state.put(**{key: not state.kept(key)})
