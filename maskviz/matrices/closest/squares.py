"""The neighbourhood of a pixel: how many keys most pixels read along their row and column."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.images import sampled, sift
from maskviz.matrices.closest.tally import Fit, Tally
from maskviz.turns import step

WIDTHS = 12  # the widths on which most queries agree
NARROW = 8  # widths that are always tried


def usual(counts: np.ndarray) -> tuple[int, int]:
    """The count above 0 that most have, and how many have it."""
    many = np.bincount(counts[counts > 0], minlength=1)
    return int(np.argmax(many)), int(many.max())


def along_row(sums: Tally, width: int) -> np.ndarray:
    """How many keys each query reads in its own row of the image."""
    row = np.arange(sums.queries)
    left = (row + sums.offset) // width * width
    ends = np.clip(left, 0, sums.keys), np.clip(left + width, 0, sums.keys)
    area = sums.area
    weigh = area[row + 1, ends[1]] - area[row, ends[1]] - area[row + 1, ends[0]]
    return (weigh + area[row, ends[0]] + ends[1] - ends[0]) // 2


def along_column(sums: Tally, width: int) -> np.ndarray:
    """How many keys each query reads in its own column of the image."""
    counts = np.zeros(sums.queries, dtype=np.int64)
    step()
    for column in range(min(width, sums.queries)):
        first = (column + sums.offset) % width
        counts[column::width] = (sums.weights[column::width, first::width] > 0).sum(axis=1)
    return counts


def squares(sums: Tally, width: int) -> Iterator[dict[str, int]]:
    """The radii that the usual counts speak of, with every height that fits them."""
    numbers = MASKS["neighbourhood"].parameters
    beside, above = along_row(sums, width), along_column(sums, width)
    across, down = usual(beside)[0], usual(above)[0]
    last = int(above[-1])
    radii = {across // 2, down // 2, width // 2, max(width, down) // 2, last - 1, last // 2, 0}
    used = np.flatnonzero(sums.columns > -sums.queries)
    end = -(-int(used[-1] + 1) // width) if len(used) else 1
    rows = -(-sums.keys // width)
    for radius in filter(lambda r: 0 <= r <= numbers["radius"].kind.high, radii):
        heights = {down, end - 1, end, end + 1}
        if end >= rows:
            heights |= set(range(rows, rows + 2 * radius + 2))
        for height in heights:
            if 1 <= height <= numbers["height"].kind.high:
                yield {"width": width, "height": height, "radius": radius}


def rectangles(sums: Tally, width: int) -> Iterator[dict[str, int]]:
    """The two radii that the usual counts speak of, with every height that fits them."""
    numbers = MASKS["neighbourhood_rectangle"].parameters
    above = along_column(sums, width)
    wide, high, last = usual(along_row(sums, width))[0], usual(above)[0], int(above[-1])
    used = np.flatnonzero(sums.columns > -sums.queries)
    end = -(-int(used[-1] + 1) // width) if len(used) else 1
    for across, down in product({wide // 2, width // 2, 0}, {high // 2, last // 2, last - 1, 0}):
        for height in {high, end - 1, end, end + 1, end + down}:
            params = {"width": width, "height": height, "across": across, "down": down}
            if not any(numbers[name].kind.problem(value) for name, value in params.items()):
                yield params


def neighbourhood(sums: Tally, limit: int) -> Fit | None:
    widths = sums.sizes(MASKS["neighbourhood"].parameters["width"])
    agreed = [usual(along_row(sums, int(width)))[1] for width in widths]
    most = widths[np.argsort(agreed, kind="stable")[::-1][:WIDTHS]]
    tried = sorted({*map(int, most), *map(int, widths[:NARROW])})
    candidates = [params for width in tried for params in squares(sums, width)]
    judged = sampled(sums, "neighbourhood", candidates, limit)
    return sift(sums, "neighbourhood", judged) if judged else None


def neighbourhood_rectangle(sums: Tally, limit: int) -> Fit | None:
    name = "neighbourhood_rectangle"
    widths = sums.sizes(MASKS[name].parameters["width"])
    agreed = [usual(along_row(sums, int(width)))[1] for width in widths]
    most = widths[np.argsort(agreed, kind="stable")[::-1][:WIDTHS]]
    tried = sorted({*map(int, most), *map(int, widths[:NARROW])})
    candidates = [params for width in tried for params in rectangles(sums, width)]
    judged = sampled(sums, name, candidates, limit)
    return sift(sums, name, judged) if judged else None


SEARCHED = {
    "neighbourhood": neighbourhood,
    "neighbourhood_rectangle": neighbourhood_rectangle,
}
