"""What a teacher can choose to be seen, by titles."""

from collections.abc import Mapping

from maskviz.masks.call import CATALOGUE
from maskviz.settings.declared import Settings
from maskviz.stage.rings import STAGES
from maskviz.ui.state.seen import PLACES, Seen

COVERED = "prediction"  # the place that a switch of its own covers
PARTS = {name: title for name, title in PLACES.items() if name != COVERED}
NUMBERS = "numbers"  # stands for all parameters of the mask
CONTROLS_TOLD: Mapping[str, str] = {  # what a class may play with -> as the sidebar calls it
    "model": "Model",
    "text": "Text",
    "texts": "Texts",
    "pad_to": "Pad to",
    "queries": "Last queries",
    "answer": "Answer",
    "mask": "Mask",
    NUMBERS: "The numbers of the mask",
    "each": "Each head its own mask",
    "each_layer": "Each layer its own mask",
    "layer": "Layer",
    "output": "Output shows",
    "and_causal": "And causal",
    "and_padding": "And padding",
    "layers": "Layers with this mask",
    "divide": "Divide by",
    "blocking": "Blocked scores",
    "bias": "Besides the mask",
    "precision": "Number format",
}
STAGES_TOLD = {
    "mask": "Mask",
    "raw": "Raw scores",
    "masked": "Masked scores",
    "weights": "Weights",
    "output": "Output",
}
NO_STAGE = "none"
LARGE_TOLD = {NO_STAGE: "None"} | STAGES_TOLD
assert tuple(STAGES_TOLD) == STAGES


def keys_of(name: str, settings: Settings | None) -> frozenset[str]:
    """The settings that a control of the list stands for."""
    if name != NUMBERS:
        return frozenset({name})
    mask = CATALOGUE.get(settings.mask) if settings else None
    return frozenset(f"{mask.name}.{p.name}" for p in mask.controls) if mask else frozenset()


def together(chosen: Seen, before: Seen) -> Seen:
    """What was chosen here, over what a pasted link had said already."""
    return Seen(
        chosen.hide | before.hide,
        chosen.show or before.show,
        chosen.stage or before.stage,
        chosen.type or before.type,
    )
