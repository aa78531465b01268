"""Masks of blocks: fitted from the sums of rectangles, four look-ups a block."""

from collections.abc import Callable

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.tally import Fit, Tally, best, rectangle
from maskviz.turns import step


def edges(sums: Tally, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the blocks that hold a query, and the position where each begins."""
    first, last = sums.offset // size, (sums.offset + sums.queries - 1) // size
    numbers = np.arange(first, last + 1)
    return numbers, numbers * size


def within(sums: Tally, area: np.ndarray, size: int) -> int:
    """The sum of the blocks on the diagonal."""
    _, start = edges(sums, size)
    step()
    rows = sums.row(start), sums.row(start + size)
    keys = np.clip(start, 0, sums.keys), np.clip(start + size, 0, sums.keys)
    return int(rectangle(area, rows, keys).sum())


def chunk_gains(sums: Tally, sizes: np.ndarray) -> np.ndarray:
    return np.array([within(sums, sums.area, int(size)) for size in sizes])


def chunk(sums: Tally) -> Fit:
    sizes = sums.sizes(MASKS["chunk"].parameters["size"])
    gain, size = best(chunk_gains(sums, sizes), sizes)
    return Fit(gain, {"size": size})


def chunked_causal(sums: Tally) -> Fit:
    sizes = sums.sizes(MASKS["chunked_causal"].parameters["size"])
    gains = np.array([within(sums, sums.past_area, int(size)) for size in sizes])
    gain, size = best(gains, sizes)
    return Fit(gain, {"size": size})


def block_causal(sums: Tally) -> Fit:
    """Each row of blocks is one rectangle, from the first key to the end of its own block."""
    sizes, gains = sums.sizes(MASKS["block_causal"].parameters["size"]), []
    for size in sizes:
        _, start = edges(sums, size)
        right = np.clip(start + size, 0, sums.keys)
        rows = sums.row(start), sums.row(start + size)
        gains.append(rectangle(sums.area, rows, (np.zeros_like(right), right)).sum())
    gain, size = best(np.array(gains), sizes)
    return Fit(gain, {"size": size})


def chunk_lookback(sums: Tally) -> Fit:
    """For each size the sums of all its blocks, added up along their diagonals."""
    numbers, found = MASKS["chunk_lookback"].parameters, []
    for size in map(int, sums.sizes(numbers["size"])):
        step()
        rows, start = edges(sums, size)
        keys = np.arange(-(-sums.keys // size))
        tops = np.append(sums.row(start), sums.queries)
        lefts = np.append(keys * size, sums.keys)
        blocks = np.diff(np.diff(sums.area[np.ix_(tops, lefts)], axis=0), axis=1)
        backs = sums.sizes(numbers["back"])[: -(-sums.span // size)]
        behind = rows[:, None] - keys
        near = (behind >= 0) & (behind < len(backs))
        gains = np.bincount(behind[near], blocks[near], minlength=len(backs))
        gain, back = best(np.cumsum(gains), backs)
        found.append((gain, -back, -size))
    gain, back, size = max(found)
    return Fit(gain, {"size": -size, "back": -back})


def sparse_fixed(sums: Tally) -> Fit:
    """The blocks, and then how much each place in a block is read by all later blocks."""
    numbers, found = MASKS["sparse_fixed"].parameters, []
    keys = np.arange(sums.keys)
    most = sums.sizes(numbers["summary"])[-1]
    for size in map(int, sums.sizes(numbers["size"])):
        step()
        later = sums.below(keys, (keys // size + 1) * size)
        places = np.bincount(keys % size, later, minlength=size)
        summaries = np.arange(1, min(size, most) + 1)
        gain, summary = best(np.cumsum(places[::-1])[summaries - 1], summaries)
        found.append((gain + within(sums, sums.past_area, size), -summary, -size))
    gain, summary, size = max(found)
    return Fit(int(gain), {"size": -size, "summary": -summary})


def block_diffusion(sums: Tally) -> Fit:
    """For each block of the noised half two rectangles, for each of the clean half one."""
    sizes, gains = sums.sizes(MASKS["block_diffusion"].parameters["size"]), []
    half = sums.keys // 2
    for size in map(int, sizes):
        _, start = edges(sums, size)
        end = np.minimum(start + size, half)
        rows = sums.row(np.minimum(start, half)), sums.row(end)
        keys = np.clip(start, 0, half), np.clip(end, 0, half)
        gain = rectangle(sums.area, rows, keys).sum()
        clean = np.full_like(start, half), np.clip(half + start, half, sums.keys)
        gain += rectangle(sums.area, rows, clean).sum()
        begin = half + np.arange(0, sums.span + size, size)
        rows = sums.row(begin), sums.row(begin + size)
        clean = np.full_like(begin, half), np.clip(begin + size, half, sums.keys)
        gains.append(gain + rectangle(sums.area, rows, clean).sum())
    gain, size = best(np.array(gains), sizes)
    return Fit(gain, {"size": size})


FITTERS: dict[str, Callable[[Tally], Fit]] = {
    "chunk": chunk,
    "chunked_causal": chunked_causal,
    "block_causal": block_causal,
    "chunk_lookback": chunk_lookback,
    "sparse_fixed": sparse_fixed,
    "block_diffusion": block_diffusion,
}
