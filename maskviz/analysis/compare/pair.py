"""From A to B: what the masks, scores, weights, outputs and predictions of two runs differ by."""

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from maskviz.analysis.effect import Effect, effect
from maskviz.analysis.predictions import row_entropies
from maskviz.analysis.view import View


@dataclass(frozen=True, eq=False)
class Pair:
    """Two views of one text, looked at in the same layer; every difference is B − A.

    Shapes: cells (head, query, key) is 1 where B alone may read and −1 where A alone may; raw and
    weights (head, query, key), outputs (head, query, d_head), for the queries looked at.
    """

    a: View
    b: View

    @property
    def offset(self) -> int:
        return self.b.region.offset

    @cached_property
    def cells(self) -> Tensor:
        before, after = (
            torch.stack([torch.from_numpy(mask.allowed) for mask in view.shown]).int()
            for view in (self.a, self.b)
        )
        return after - before

    def difference(self, stage: str) -> Tensor:
        """Of "raw", "weights" or "output", each (head, query, …)."""
        before, after = (
            getattr(v.trace, stage)[0, :, self.offset :].float().cpu() for v in (self.a, self.b)
        )
        return after - before

    @cached_property
    def entropies(self) -> tuple[Tensor, Tensor]:
        """Bits of every row of A and of B, (head, query)."""
        before, after = (
            row_entropies(v.trace.weights[0, :, self.offset :].cpu()) for v in (self.a, self.b)
        )
        return before, after

    @cached_property
    def moved(self) -> Tensor:
        """How far each output of each head went, (head, query)."""
        return torch.linalg.vector_norm(self.difference("output"), dim=-1)

    @cached_property
    def logits(self) -> Tensor:
        """The largest difference in each row of the logits, (row,); 0 is bit for bit."""
        return (self.b.run.logits - self.a.run.logits)[0].abs().amax(dim=-1).cpu()

    @property
    def same_logits(self) -> bool:
        return torch.equal(self.a.run.logits, self.b.run.logits)

    @cached_property
    def effects(self) -> tuple[Effect, Effect]:
        return effect(self.a), effect(self.b)

    @cached_property
    def divergence(self) -> Tensor:
        """KL(A ‖ B) of each row's prediction in nats, (row,): how surprised A would be by B."""
        before, after = (
            v.run.logits[0].float().cpu().log_softmax(dim=-1) for v in (self.a, self.b)
        )
        return (before.exp() * (before - after)).sum(dim=-1)

    @cached_property
    def best(self) -> tuple[Tensor, Tensor]:
        """The likeliest token of each row, (row,), of A and of B."""
        before, after = (v.run.logits[0].argmax(dim=-1).cpu() for v in (self.a, self.b))
        return before, after


def comparable(a: View, b: View) -> bool:
    """Whether two views have the same rectangle, heads and vocabulary."""
    sizes = [(v.trace.raw.shape, v.run.logits.shape, v.region.offset) for v in (a, b)]
    return sizes[0] == sizes[1]
