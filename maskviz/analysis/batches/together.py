"""The same text alone and in a batch: how far its numbers are apart."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.batches.given import Given, given
from maskviz.models.run import Run
from maskviz.turns import step

ROUNDING = 1e-3  # logits; what another order of the same sums can do stays far below


@dataclass(frozen=True)
class Difference:
    """The largest |difference| of two runs' numbers, and whether they are equal bit for bit."""

    most: float
    equal: bool

    @property
    def rounding(self) -> bool:
        """Whether it is so small that only the order of the sums can be behind it."""
        return self.most <= ROUNDING


@dataclass(frozen=True)
class Compared:
    """One text in the batch beside the same text alone.

    moved      of the logits at its real rows
    same_best  at how many of them the best guess is the same
    last       of the logits at the last row of the rectangle beside the last row of the text alone
    all_rows, real_rows
               cosine of the text as one vector, alone and in the batch: the mean over all rows,
               or over the real ones; NaN where a vector is
    """

    tokens: int
    moved: Difference
    same_best: int
    last: Difference
    all_rows: float
    real_rows: float


@dataclass(frozen=True, eq=False)
class Together:
    """A batch run once, and each of its texts run alone.

    rows   None for a text without a real token
    best   the id of the best guess of each row, (text, token); `share` its probability, NaN where
           the logits are
    """

    rows: tuple[Compared | None, ...]
    best: Tensor
    share: Tensor


def difference(these: Tensor, others: Tensor) -> Difference:
    most = (these - others).abs().max().item() if len(these) else 0.0
    return Difference(most, torch.equal(these, others))


def alone(batched: Given) -> tuple[Run | None, ...]:
    """Each text of a batch run without the others and without padding, under the same settings."""
    found: list[Run | None] = []
    for row, length in enumerate(batched.batch.lengths):
        step()
        text = batched.batch.alone(row)
        found.append(given(batched.settings, batched.shipped, text).run() if length else None)
    return tuple(found)


def together(batched: Given, singles: tuple[Run | None, ...]) -> Together:
    """Run the batch once and compare each text with its run alone."""
    run, real = batched.run(), batched.batch.real.bool()
    rows = tuple(
        None if single is None else compared(run, row, real[row], single)
        for row, single in enumerate(singles)
    )
    best = run.logits.float().softmax(dim=-1).max(dim=-1)
    return Together(rows, best.indices.cpu(), best.values.cpu())


def compared(run: Run, row: int, real: Tensor, single: Run) -> Compared:
    """One row of a run beside the run of its text alone; real bool (token,)."""
    logits, other = run.logits[row].cpu(), single.logits[0].cpu()
    vectors, others = run.residual["self"][-1].x[row].cpu(), single.residual["self"][-1].x[0].cpu()
    here = logits[real]
    return Compared(
        int(real.sum()),
        difference(here, other),
        int((here.argmax(-1) == other.argmax(-1)).sum()) if not here.isnan().any() else 0,
        difference(logits[-1], other[-1]),
        cosine(vectors.mean(0), others.mean(0)),
        cosine(vectors[real].mean(0), others.mean(0)),
    )


def cosine(a: Tensor, b: Tensor) -> float:
    """1 for one direction, 0 for a right angle; NaN with a vector of zeros or NaN."""
    lengths = torch.linalg.norm(a.double()) * torch.linalg.norm(b.double())
    return (a.double() @ b.double() / lengths).item() if lengths else math.nan
