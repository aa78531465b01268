"""Masks of images: the width is looked for, then the numbers that it leaves open.

The axial mask has one number and is fitted exactly. Those with three are judged first by what
their nearest pixels say, which no mask can do better than, and the most promising cell by cell.
"""

import heapq
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.matrices.closest.blocks import chunk_gains
from maskviz.matrices.closest.distances import strides
from maskviz.matrices.closest.sample import SMALL, WORTH
from maskviz.matrices.closest.tally import Fit, Tally, best
from maskviz.turns import step

WORK = 40_000_000  # cells of candidates that are compared one by one
ROWS = 4  # in which all candidates are compared first
SLIPS = 0.05  # of the cells: what differs in fewer may be a mask with slips in it
MOST = 64  # candidates compared one by one
Candidate = tuple[int, dict[str, int]]  # at least so many cells differ, and the numbers


def axial(sums: Tally) -> Fit:
    """Rows are chunks and columns are strides; both have only the diagonal."""
    widths = sums.sizes(MASKS["axial"].parameters["width"])
    gains = chunk_gains(sums, widths) + strides(sums)[widths - 1] - sums.back[0]
    gain, width = best(gains, widths)
    return Fit(gain, {"width": width})


def hopeless(sums: Tally, differ: int, cells: int, limit: int) -> bool:
    """Whether a mask that differs so often in some of the cells of a large matrix will hardly be
    near, nor clearly closer than the limit, in all of them."""
    whole = sums.weights.size
    return whole > SMALL * SMALL and differ * whole > max(WORTH * limit, SLIPS * whole) * cells


def gain_of(sums: Tally, name: str, params: dict[str, int]) -> int:
    cells = matrix(MASKS[name], sums.queries, sums.keys, params, offset=sums.offset)
    return int(sums.weights.sum(where=cells, dtype=np.int64))


def sampled(
    sums: Tally, name: str, candidates: list[dict[str, int]], limit: int
) -> list[Candidate]:
    """In how many cells of a few rows each candidate differs, all judged together; without those
    that will hardly be closer than the limit."""
    rows = np.unique(np.linspace(0, sums.queries - 1, ROWS).astype(int))
    q, k = (rows + sums.offset)[None, :, None], np.arange(sums.keys)[None, None, :]
    words = {
        number: np.array([params[number] for params in candidates])[:, None, None]
        for number in candidates[0]
    }
    cells = MASKS[name].rule(q, k, **words)
    found = (cells != (sums.weights[rows] > 0)).sum(axis=(1, 2))
    return [
        (int(differ), params)
        for differ, params in zip(found, candidates, strict=True)
        if differ < limit and not hopeless(sums, differ, rows.size * sums.keys, limit)
    ]


def sift(sums: Tally, name: str, candidates: list[Candidate]) -> Fit:
    """The best of the candidates, most promising first, until no other can be better."""
    opened = sums.opened
    most = min(MOST, max(8, WORK // sums.weights.size))
    found = Fit(-sums.weights.size)
    for bound, params in sorted(candidates, key=lambda candidate: candidate[0])[:most]:
        if bound >= opened - found.gain:
            break
        step()
        if (gain := gain_of(sums, name, params)) > found.gain:
            found = Fit(gain, params)
    return found


def pairs(sums: Tally, step: int) -> np.ndarray:
    """Tokens `step` apart, three rows: the first one, what both ways weigh, how many cells."""
    first = np.arange(min(sums.offset, 0), sums.span)
    found = np.stack([first, np.zeros_like(first), np.zeros_like(first)])
    for query, key in ((first + step, first), (first, first + step)):
        row = query - sums.offset
        inside = (row >= 0) & (row < sums.queries) & (key >= 0) & (key < sums.keys)
        found[1, inside] += sums.weights[row[inside], key[inside]]
        found[2] += inside
    return found


def neighbours(sums: Tally, width: int, beside: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """What the border after each column weighs, the same for each row, and how many cells."""
    first, weight, cells = beside[:, (beside[0] + 1) % width > 0]
    columns = np.bincount(first % width, weight, minlength=width)
    above, below, others = pairs(sums, width)
    rows = np.bincount(above // width - above[0] // width, below)
    return columns, rows, int(cells.sum() + others.sum())


@lru_cache(maxsize=64)
def grids(most: int) -> tuple[np.ndarray, np.ndarray]:
    """Every way to cut places 0 to most - 1 into equal pieces, once: window and shift.

    One cut can be made by many windows; the one that leaves the larger piece whole is taken.
    """
    window, shift = np.divmod(np.arange(most * (most + 1), dtype=np.int32), most + 1)
    window += 1
    several = np.where(shift > 0, shift, window) + window < most
    once = (shift == 0) | ((shift + window == most) & (2 * shift < most))
    kept = (shift < window) & (several | once)
    return window[kept].astype(np.int16), shift[kept].astype(np.int16)  # 64 of them: 8 MB


def at_cuts(after: np.ndarray, weights: np.ndarray, most: int) -> np.ndarray:
    """Entry (window, shift): what the borders weigh that the grid cuts."""
    windows = np.arange(1, most + 1)[:, None]
    cell = windows * (most + 1) + after % windows
    spread = np.broadcast_to(weights, cell.shape)
    size = (most + 1) * (most + 1)
    return np.bincount(cell.ravel(), spread.ravel(), minlength=size).reshape(most + 1, most + 1)


def cuts(sums: Tally, limit: int) -> Iterator[tuple[int, int, int, int]]:
    """For every width and window the grid whose borders differ least, with its width and shift.

    Yields (cells that differ at least, width, window, shift), those below the limit only.
    """
    beside, numbers = pairs(sums, 1), MASKS["shifted_window"].parameters
    lowest, high = int(beside[0, 0]), numbers["window"].kind.high
    for width in map(int, sums.sizes(numbers["width"])):
        step()
        columns, rows, cells = neighbours(sums, width, beside)
        fewest = (cells - np.abs(columns).sum() - np.abs(rows).sum()) / 2
        if fewest >= limit or hopeless(sums, fewest, cells, limit):
            continue
        most = min(max(width, len(rows)), high)
        cut = at_cuts(np.arange(1, width + 1), columns, most)
        cut += at_cuts(np.arange(len(rows)) + lowest // width + 1, rows, most)
        windows, shifts = grids(most)
        bounds = np.ceil((cells - columns.sum() - rows.sum()) / 2 + cut[windows, shifts])
        least = np.full(most + 1, np.inf)
        np.minimum.at(least, windows, bounds)
        for i in np.flatnonzero((bounds < limit) & (bounds == least[windows])):
            yield int(bounds[i]), width, int(windows[i]), int(shifts[i])


def shifted_window(sums: Tally, limit: int) -> Fit | None:
    names = ("width", "window", "shift")
    found = heapq.nsmallest(MOST, cuts(sums, limit))
    candidates = [dict(zip(names, numbers, strict=True)) for _, *numbers in found]
    judged = sampled(sums, "shifted_window", candidates, limit) if candidates else []
    return sift(sums, "shifted_window", judged) if judged else None


FITTERS = {"axial": axial}
SEARCHED = {"shifted_window": shifted_window}
