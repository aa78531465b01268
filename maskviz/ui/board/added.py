"""What the model puts on top of a mask: it stands beside the title, one click switches it."""

from typing import Any

from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import counted

SWITCHES = {"causal": ("and_causal", "And causal"), "key_padding": ("and_padding", "And padding")}


def chips(view: View) -> list[dict[str, Any]]:
    """A chip for each mask that is on top of the drawn one, and for each that could be."""
    settings, mask, found = view.settings, view.mask, []
    if settings.layer not in settings.layers:
        return []  # this layer has the model's own mask, and nothing on top
    on_top = {rule.title for rule in mask.added}
    for name in settings.attention.own:
        key, label = SWITCHES[name]
        call = MaskCall(name)
        if settings[key] and call.title in on_top:
            told = f"{call.title} is on top of this mask. Click to switch it off."
            found.append({"key": key, "label": label, "on": True, "help": told})
        elif not settings[key]:
            more = int((mask.allowed & ~view.region.cells(call)).sum())
            if more:
                told = f"The model's own mask, switched off. On top it would take {counted(more)}."
                found.append({"key": key, "label": label, "on": False, "help": told})
    return found
