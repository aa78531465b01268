"""The way of one token through the model: its vector at every station, in the model's order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from maskviz.models.run import Activation, Run

TOP = 10  # logits kept at the last station

TITLES = {
    "norm_embed": "norm",
    "norm_attention": "norm",
    "add_attention": "add",
    "norm_cross": "norm",
    "cross": "cross-attention",
    "add_cross": "add",
    "norm_feed_forward": "norm",
    "feed_forward": "feed-forward",
    "add_feed_forward": "add",
}
SENTENCES = {  # what is so in every model
    "attention": "What all heads took from the tokens that the mask lets it read, projected.",
    "cross": "What all heads took from the tokens of the source that the mask lets it read.",
    "feed_forward": "What two layers of weights make of this token alone; no mask plays a part.",
}
ROOT_MEAN_SQUARE = "Divided by its root mean square and scaled by learned weights."
LAYER_NORM = (
    "Its mean taken off, divided by its standard deviation, then scaled and shifted by learned "
    "weights."
)
LAST_NORM = "The last norm, before the vector is compared with every token of the vocabulary."
PRE_NORM = {  # norm, attention, add: what is normed is not what is added to
    "norm_attention": ROOT_MEAN_SQUARE,
    "add_attention": "What attention found, added to the vector as it was before the norm.",
    "norm_cross": ROOT_MEAN_SQUARE,
    "add_cross": "What cross-attention found, added to the vector as it was before the norm.",
    "norm_feed_forward": ROOT_MEAN_SQUARE,
    "add_feed_forward": "What the feed-forward made, added to the vector before the norm.",
}
DECODER = {
    **PRE_NORM,
    "embed": "The token's own vector, looked up in a table; it knows no neighbour yet.",
    "norm": LAST_NORM,
    "logits": "How well the vector fits each token as the next one: the ten that fit best.",
}
ENCODER = {  # post-norm: attention, add, norm
    "embed": "Three vectors added: of the token, of its position, and of its segment.",
    "norm_embed": LAYER_NORM,
    "add_attention": "What attention found, added to the vector that went into it.",
    "norm_attention": LAYER_NORM,
    "add_feed_forward": "What the feed-forward made, added to the vector that went into it.",
    "norm_feed_forward": LAYER_NORM,
    "transform": "A layer of weights and a norm, before it is compared with the whole vocabulary.",
    "logits": "How well the vector fits each token in this very place: the ten that fit best.",
}
PAIR = {  # an encoder and a decoder of one model
    **PRE_NORM,
    "embed": "Two vectors added: of the token and of its position; it knows no neighbour yet.",
}
READER = {
    **PAIR,
    "norm": "The last norm; cross-attention makes keys and values of it.",
}
WRITER = {**PAIR, "norm": LAST_NORM, "logits": DECODER["logits"]}


@dataclass(frozen=True, eq=False)
class Station:
    """One token's vector at one place in the model.

    layer     counts from 0; None before the first and after the last layer
    vector    float32 (d_model,); at "logits" the largest few logits, best first
    sentence  what this vector is, in this model
    before    index of the station it was made from, which it is compared with: a sum with the
              vector it was added to, so that `moved` tells how far it went; None at the start and
              for logits
    tokens    at "logits" the vocabulary entries of `vector`, elsewhere empty
    """

    layer: int | None
    slug: str
    vector: np.ndarray
    sentence: str
    before: int | None = None
    moved: float | None = None  # ‖x − before‖
    norm: float = 0.0  # ‖x‖, the length of the vector; NaN when one of its numbers is
    tokens: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return TITLES.get(self.slug, self.slug)


def sentences(way: Sequence[Activation], part: str) -> dict[str, str]:
    """What the stations of a way are; only the post-norm encoder norms what it embeds."""
    own = {"encoder": READER, "decoder": WRITER, "cross": WRITER}.get(part, DECODER)
    return SENTENCES | (ENCODER if any(stop.slug == "norm_embed" for stop in way) else own)


def stations(run: Run, token: int, part: str = "self") -> list[Station]:
    """Every station of one token of the first text of a run, in the order of one of its ways.

    A way ends with the logits, but for an "encoder": what leaves it is read by a decoder.
    Errors: a token outside the way raises IndexError with both numbers.
    """
    way = run.residual[part]
    length = way[0].x.shape[-2]
    if not 0 <= token < length:
        raise IndexError(f"token {token} is not one of the {length} tokens of this run")
    said, found = sentences(way, part), []
    places = {id(stop.x): i for i, stop in enumerate(way)}
    vectors = torch.stack([stop.x[0, token] for stop in way]).float().numpy(force=True)
    made_from = [places[id(stop.x if stop.before is None else stop.before)] for stop in way]
    norms = np.linalg.norm(vectors, axis=1).tolist()
    steps = np.linalg.norm(vectors - vectors[made_from], axis=1).tolist()
    for i, stop in enumerate(way):
        before, moved = (None, None) if stop.before is None else (made_from[i], steps[i])
        told = said[stop.slug]
        found.append(Station(stop.layer, stop.slug, vectors[i], told, before, moved, norms[i]))
    if part == "encoder":
        return found
    best = run.logits[0, token].float().topk(min(TOP, run.logits.shape[-1]))
    values, tokens = best.values.numpy(force=True), tuple(best.indices.tolist())
    length = float(np.linalg.norm(values))
    return [*found, Station(None, "logits", values, said["logits"], norm=length, tokens=tokens)]
