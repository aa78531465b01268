"""Why a row moved though the mask keeps the news from it, or did not move though it may."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.leak import leaks
from maskviz.analysis.moves.moved import Moved
from maskviz.analysis.view import View
from maskviz.models.run import Run


@dataclass(frozen=True)
class Beyond:
    """Rows that moved outside the reach of the mask; the first of them, and what it got there.

    cells   (place, row) that moved, embedding left out
    layer   where the first row moved, `row` is which
    leak    the largest share of its sum that blocked keys have in that layer; NaN when it is NaN
    times   whether its weights on the changed keys are 0 and the sum is NaN all the same: 0 * NaN
    """

    cells: int
    layer: int
    row: int
    leak: float
    times: bool


@dataclass(frozen=True)
class Short:
    """Rows that did not move inside the reach; the first of them, and why.

    weight  the largest weight, in any head and either run, on keys that had moved
    gap     how far under the row's largest score the best of them is, where that weight is 0 and
            the mask let it be read; None where it was not
    dropped whether a dynamic mask dropped every one of them
    """

    cells: int
    layer: int
    row: int
    weight: float
    gap: float | None
    dropped: bool


def beyond(view: View, before: Run, after: Run, moved: Moved, reach: np.ndarray) -> Beyond | None:
    """The first row that moved outside the reach, bool (layers + 1, row); None when none did."""
    cells = np.argwhere(~moved.same[1:-1] & ~reach[1:])
    if not len(cells):
        return None
    layer, row = cells[0].tolist()
    mods = view.score_mods.get(view.part)
    trace = after.heads[view.part][layer].trace
    old = before.heads[view.part][layer].trace
    share = leaks(old, view.settings.recipe, mods[layer] if mods else None)[0, :, row]
    changed = torch.from_numpy(~moved.same[layer])  # the keys that came in changed
    weights = trace.weights[0, :, row].cpu()[:, changed]
    times = bool((weights == 0).all()) and bool(trace.output[0, :, row].isnan().any())
    return Beyond(len(cells), layer, row, largest(share), times)


def short(view: View, before: Run, after: Run, moved: Moved, reach: np.ndarray) -> Short | None:
    """The first row that did not move inside the reach; None when all did."""
    cells = np.argwhere(moved.same[1:-1] & reach[1:])
    if not len(cells):
        return None
    layer, row = cells[0].tolist()
    keys = torch.from_numpy(~moved.same[layer])
    open_cells = view.allowed[view.part][layer, 0, :, row]
    traces = [run.heads[view.part][layer].trace for run in (before, after)]
    weights = [trace.weights[0, :, row].cpu()[:, keys] for trace in traces]
    weight = max(largest(found) for found in weights)
    left = torch.stack([trace.allowed[0, :, row].cpu() for trace in traces])[..., keys]
    gap = None
    if weight == 0 and left.any():
        scores = traces[0].masked[0, :, row].float().cpu()
        under = scores.amax(dim=-1, keepdim=True) - scores
        wanted = keys & open_cells
        gap = under[wanted].min().item() if wanted.any() else None
    return Short(len(cells), layer, row, weight, gap, not bool(left.any()))


def largest(numbers: Tensor) -> float:
    return numbers.max().item() if numbers.numel() else 0.0
