"""The flow: the model as one line in its real order, with one token's vector at every station."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maskviz.analysis.stations import Station
from maskviz.stage.pack import pack
from maskviz.stage.scene import compact


@dataclass(frozen=True)
class Flow:
    """The way of one token through the model, ready to be drawn.

    Errors: stations whose order or number does not fit raise ValueError.
    """

    layers: int
    layer: int  # the one looked at
    masked_layers: Sequence[int]  # those the chosen mask applies to
    tokens: int
    d_model: int
    vocab: int
    heads: int
    token: str
    position: int
    stations: Sequence[Station]
    top: Sequence[str] = ()  # how the tokens of the last station are written
    masks: Sequence[str] = ()  # the name of each layer's mask, as it would be drawn
    looking: str = "attention"  # slug of the station that the stage shows
    through: str = "model"  # what the stations are a way through: a model, or a part of one

    def __post_init__(self):
        seen = sorted({s.layer for s in self.stations if s.layer is not None})
        if seen != list(range(self.layers)) or not 0 <= self.layer < self.layers:
            raise ValueError(f"stations of layers {seen}, layer {self.layer}, of {self.layers}")
        if not any(s.slug == self.looking for s in self.stations):
            raise ValueError(f"no station is called {self.looking!r}")
        if len(self.masks) not in (0, self.layers):
            raise ValueError(f"{len(self.masks)} names of masks for {self.layers} layers")
        if len(self.top) != len(self.stations[-1].tokens):
            raise ValueError(f"{len(self.top)} labels for {len(self.stations[-1].tokens)} logits")


def flow_message(flow: Flow) -> bytes:
    """The flow as the bytes that the browser draws; vectors as float16.

    They are the same whichever layer is looked at: that is sent beside it, as the part `layer`.
    An encoder's way ends in a vector like the others and has no logits.
    """
    inner = [s for s in flow.stations if s.slug != "logits"]
    logits = [s.vector for s in flow.stations if s.slug == "logits"]
    header = {
        "layers": flow.layers,
        "masked": list(flow.masked_layers),
        "tokens": flow.tokens,
        "width": flow.d_model,
        "vocab": flow.vocab,
        "heads": flow.heads,
        "token": flow.token,
        "position": flow.position,
        "masks": list(flow.masks) or [""] * flow.layers,
        "looking": flow.looking,
        "through": flow.through,
        "top": list(flow.top),
        "sentences": {s.slug: s.sentence for s in flow.stations},
        "stations": [
            {
                "layer": s.layer,
                "slug": s.slug,
                "title": s.title,
                "before": s.before,
            }
            for s in flow.stations
        ],
    }
    arrays = {
        "vectors": compact(np.stack([s.vector for s in inner])),
        "logits": np.concatenate([*logits, np.empty(0)]).astype(np.float32),
        "norms": np.array([s.norm for s in inner], np.float32),
        "moved": np.array([s.moved or 0 for s in inner], np.float32),
    }
    return pack(header, arrays)
