"""What the page "Does it cheat?" makes for its visitor: links into the playground, live scores."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch

from maskviz.analysis.cheat import score_gaps
from maskviz.masks.call import MaskCall
from maskviz.models import PLANS, Shipped
from maskviz.models.gpt import Shape
from maskviz.settings.declared import STORY, Settings
from maskviz.settings.link import LinkError
from maskviz.ui import state
from maskviz.ui.kit.link import playground_link

SHAPE = Shape()  # of the model that the figures speak of


@dataclass(frozen=True)
class Live:
    """The visitor's text and what the model that runs here makes of it.

    gaps     mean and largest difference of raw scores, one pair a layer; none without a model
    told     what the text is, in a few words
    weights  SHA-256 of the weights that run here; None without a model
    """

    text: str
    gaps: tuple[tuple[float, float], ...] = ()
    told: str = ""
    weights: str | None = None

    def link(self, layers: Iterable[int] = range(SHAPE.layers), head: int | None = None) -> str:
        """The address of the playground with these layers opened, all unless told, or one head."""
        layers = tuple(layers)
        values = {"mask": "full", "and_causal": False, "layers": layers, "layer": layers[0]}
        slots = {}
        if head is not None:
            values |= {"each": True, "head": head}
            slots = {
                str(h): MaskCall("full" if h == head else "causal") for h in range(SHAPE.heads)
            }
        try:
            return playground_link(Settings.of(**values, text=self.text, slots=slots))
        except LinkError:  # a text that no link can carry
            return playground_link(Settings.of(**values, slots=slots))


def live(shipped: Shipped | None) -> Live:
    """Read the text that the visitor has set, as much of it as the model takes."""
    settings = state.settings()
    mine = PLANS[settings.model].shelf == PLANS["gpt"].shelf  # other models read other texts
    text = settings.text if mine else STORY
    if shipped is None:
        return Live(text)
    ids = shipped.tokenizer.row(text).ids[: shipped.shape.context]
    gaps = score_gaps(shipped.model, torch.tensor([ids], device=shipped.device))
    begin = text if len(text) <= 40 else f"{text[:40]}…"
    told = f"“{begin}”, {len(ids)} tokens"
    return Live(text, tuple(gaps), told, shipped.card["weights"]["sha256"])
