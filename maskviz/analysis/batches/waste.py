"""What padding wastes: of the places of tokens, of the scores, of the multiply-adds."""

from collections.abc import Sequence
from dataclasses import dataclass

from torch import nn

from maskviz.models import Shipped


@dataclass(frozen=True)
class Work:
    """What texts of some lengths take in one forward pass.

    places  tokens
    scores  query x key in all heads of all layers, whatever the mask
    adds    multiply-adds of every matrix product: projections, scores, outputs, feed-forward
            layers and logits
    """

    places: int
    scores: int
    adds: int


@dataclass(frozen=True)
class Waste:
    """The work of the rectangle beside that of its real tokens alone."""

    padded: Work
    real: Work

    def share(self, name: str) -> float:
        """The part that is padding's, 0 to 1, of `places`, `scores` or `adds`."""
        return 1 - getattr(self.real, name) / getattr(self.padded, name)


def waste(shipped: Shipped, lengths: Sequence[int], width: int) -> Waste:
    """Texts with so many real tokens in rows of `width`."""
    return Waste(work(shipped, [width] * len(lengths)), work(shipped, lengths))


def work(shipped: Shipped, lengths: Sequence[int]) -> Work:
    """Texts of these lengths, each without padding."""
    shape = shipped.shape
    weights = sum(m.weight.numel() for m in shipped.model.modules() if isinstance(m, nn.Linear))
    a_token = weights + shape.vocab * shape.d_model  # the logits are made with the embedding
    places = sum(lengths)
    scores = shape.layers * shape.heads * sum(n * n for n in lengths)
    return Work(places, scores, places * a_token + 2 * shape.d_head * scores)
