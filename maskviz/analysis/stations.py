"""The way of one token through the model: its vector at every station, in the model's order."""

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from maskviz.models.gpt import Run

TOP = 10  # logits kept at the last station

SENTENCES = {
    "embed": "The token's own vector, looked up in a table; it knows no neighbour yet.",
    "norm_attention": "Divided by its root mean square and scaled by learned weights.",
    "attention": "What all heads took from the tokens that the mask lets it read, projected.",
    "add_attention": "What attention found, added to the vector as it was before the norm.",
    "norm_feed_forward": "Divided by its root mean square and scaled by learned weights.",
    "feed_forward": "What two layers of weights make of this token alone; no mask plays a part.",
    "add_feed_forward": "What the feed-forward made, added to the vector before the norm.",
    "norm": "The last norm, before the vector is compared with every token of the vocabulary.",
    "logits": "How well the vector fits each token as the next one: the ten that fit best.",
}
TITLES = {
    "norm_attention": "norm",
    "add_attention": "add",
    "norm_feed_forward": "norm",
    "feed_forward": "feed-forward",
    "add_feed_forward": "add",
}


@dataclass(frozen=True, eq=False)
class Station:
    """One token's vector at one place in the model.

    layer   counts from 0; None before the first and after the last layer
    vector  float32 (d_model,); at "logits" the largest few logits, best first
    before  index of the station it was made from, which it is compared with: a sum with the vector
            it was added to, so that `moved` tells how far it went; None for embed and logits
    tokens  at "logits" the vocabulary entries of `vector`, elsewhere empty
    """

    layer: int | None
    slug: str
    vector: np.ndarray
    before: int | None = None
    moved: float | None = None  # ‖x − before‖
    tokens: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return TITLES.get(self.slug, self.slug)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.slug]

    @property
    def norm(self) -> float:
        """‖x‖, the length of the vector; NaN when one of its numbers is."""
        return float(np.linalg.norm(self.vector))


def stations(run: Run, token: int) -> list[Station]:
    """Every station of one token of the first text of a run, from embed to logits.

    Errors: a token outside the run raises IndexError with both numbers.
    """
    length = run.embedded.shape[-2]
    if not 0 <= token < length:
        raise IndexError(f"token {token} is not one of the {length} tokens of this run")
    found: list[Station] = []

    def stop(layer: int | None, slug: str, x: Tensor, before: int | None) -> int:
        vector = x[0, token].float().numpy(force=True)
        moved = None if before is None else float(np.linalg.norm(vector - found[before].vector))
        found.append(Station(layer, slug, vector, before, moved))
        return len(found) - 1

    stream = stop(None, "embed", run.embedded, None)
    for i, layer in enumerate(run.layers):
        norm = stop(i, "norm_attention", layer.norm_attention, stream)
        stop(i, "attention", layer.projected, norm)
        stream = stop(i, "add_attention", layer.add_attention, stream)
        norm = stop(i, "norm_feed_forward", layer.norm_feed_forward, stream)
        stop(i, "feed_forward", layer.feed_forward, norm)
        stream = stop(i, "add_feed_forward", layer.add_feed_forward, stream)
    stop(None, "norm", run.normed, stream)
    best = run.logits[0, token].float().topk(min(TOP, run.logits.shape[-1]))
    values = best.values.numpy(force=True)
    return [*found, Station(None, "logits", values, tokens=tuple(best.indices.tolist()))]
