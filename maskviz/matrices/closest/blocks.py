"""Masks of blocks: fitted from the sums of rectangles, four look-ups a block."""

from collections.abc import Callable

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.tally import Fit, Tally, best, rectangle
from maskviz.turns import step


def edges(sums: Tally, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the blocks that hold a query, and the positions where each begins and the last
    one ends."""
    first, last = sums.offset // size, (sums.offset + sums.queries - 1) // size
    numbers = np.arange(first, last + 2)
    return numbers[:-1], numbers * size


def within(sums: Tally, area: np.ndarray, size: int) -> int:
    """The sum of the blocks on the diagonal."""
    _, edge = edges(sums, size)
    step()
    rows, keys = sums.row(edge), sums.key(edge)
    return int(rectangle(area, (rows[:-1], rows[1:]), (keys[:-1], keys[1:])).sum())


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
        _, edge = edges(sums, size)
        rows, right = sums.row(edge), sums.key(edge[1:])
        up_to = sums.area[rows[1:], right] - sums.area[rows[:-1], right]
        gains.append(up_to.sum())
    gain, size = best(np.array(gains), sizes)
    return Fit(gain, {"size": size})


def chunk_lookback(sums: Tally) -> Fit:
    """For each size the sums of all its blocks, added up along their diagonals."""
    numbers, found = MASKS["chunk_lookback"].parameters, []
    for size in map(int, sums.sizes(numbers["size"])):
        step()
        rows, edge = edges(sums, size)
        keys = np.arange(-(-sums.keys // size))
        tops = sums.row(edge)
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
    half, area = sums.keys // 2, sums.area
    for size in map(int, sizes):
        edge = np.minimum(edges(sums, size)[1], half)
        rows, keys = sums.row(edge), sums.key(edge)
        noised = rows[:-1], rows[1:]
        gain = rectangle(area, noised, (keys[:-1], keys[1:])).sum()
        clean = sums.key(half + keys[:-1])
        gain += rectangle(area, noised, (np.full_like(clean, half), clean)).sum()
        edge = half + np.arange(0, sums.span + 2 * size, size)
        rows, clean = sums.row(edge), sums.key(edge[1:])
        gain += rectangle(area, (rows[:-1], rows[1:]), (np.full_like(clean, half), clean)).sum()
        gains.append(gain)
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
