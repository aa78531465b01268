"""How far each token's vector moved in each layer, and whether every bit of it stayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import torch
from torch import Tensor

from maskviz.models.run import Activation, Run


@dataclass(frozen=True, eq=False)
class Moved:
    """Two runs compared, place by place: the embedding, each layer's end, the logits.

    Shapes: all (place, row), layers + 2 places. `distance` is ‖x' − x‖, at the logits the largest
    difference of one of them; NaN where a number is NaN in one run only. `same` says that every bit
    is equal. `gates` counts for each layer the cells that dynamic masks chose otherwise.
    """

    distance: np.ndarray
    same: np.ndarray
    gates: tuple[int, ...]

    @property
    def layers(self) -> int:
        return len(self.distance) - 2

    def moved(self, rows: Sequence[int] | np.ndarray) -> bool:
        """Whether a bit of one of these rows changed anywhere after the embedding."""
        return not bool(self.same[1:, rows].all())

    def farthest(self, rows: Sequence[int] | np.ndarray, place: int = -1) -> float:
        """The largest distance of these rows at a place, NaN when one is; 0.0 without rows."""
        found = self.distance[place, rows]
        return float(found.max()) if found.size else 0.0


def ends(way: Sequence[Activation]) -> list[Tensor]:
    """What goes into the first layer and what leaves each, (batch, token, d_model)."""
    found = [list(stops)[-1].x for _, stops in groupby(way, key=lambda stop: stop.layer)]
    return found[:-1]  # the last is a norm before the logits


def same_bits(one: Tensor, other: Tensor) -> Tensor:
    """Of each row whether every bit is the same, NaN like any number; (…, row, n) -> (…, row)."""
    return (one.contiguous().view(torch.int32) == other.contiguous().view(torch.int32)).all(dim=-1)


def compare(before: Run, after: Run, part: str = "self") -> Moved:
    """Two runs of one text, float32."""
    pairs = [*zip(ends(before.residual[part]), ends(after.residual[part]), strict=True)]
    pairs.append((before.logits, after.logits))
    same = torch.stack([same_bits(a[0], b[0]) for a, b in pairs])
    far = [(b[0].double() - a[0].double()).norm(dim=-1) for a, b in pairs[:-1]]
    far.append((after.logits[0].double() - before.logits[0].double()).abs().amax(dim=-1))
    distance = torch.stack(far).masked_fill(same, 0.0)
    gates = tuple(
        int((a.trace.allowed != b.trace.allowed).sum())
        for a, b in zip(before.heads[part], after.heads[part], strict=True)
    )
    return Moved(distance.numpy(force=True), same.numpy(force=True), gates)
