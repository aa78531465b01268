"""A mask changed by hand: a base mask, the cells that were flipped, and biases on single cells."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from maskviz.masks.kinds import quoted

POSITIONS = 2_048  # a cell is q * POSITIONS + k, in token positions, so it survives a new length
STEPS = 2  # steps of a painted bias in 1: it moves by 0.5
MOST = 20  # and goes from −20 to 20

# ((bias, (cell, …)), …): each bias once, smallest first, and each cell once, in order
Biases = tuple[tuple[float, tuple[int, ...]], ...]


def inside(cells: Iterable[int], shape: tuple[int, int], offset: int) -> tuple[np.ndarray, ...]:
    """Rows and columns of the cells that lie in a matrix whose first query is at `offset`."""
    q, k = np.divmod(np.fromiter(cells, dtype=np.int64), POSITIONS)
    row = q - offset
    within = (row >= 0) & (row < shape[0]) & (k < shape[1])
    return row[within], k[within]


def flipped(allowed: np.ndarray, flips: Iterable[int], offset: int = 0) -> np.ndarray:
    """Turn the flipped cells over; those outside the matrix wait until it is large enough.

    Shape: allowed bool (q, k), row r is the query at position r + offset; returns a new matrix.
    """
    painted = allowed.copy()
    painted[inside(flips, allowed.shape, offset)] ^= True
    return painted


def painted_bias(biases: Biases, queries: int, keys: int, offset: int = 0) -> np.ndarray:
    """What was painted to be added to the scores, float32 (queries, keys); 0 where nothing was."""
    added = np.zeros((queries, keys), dtype=np.float32)
    for value, cells in biases:
        added[inside(cells, added.shape, offset)] = value
    return added


def read_biases(found: Any) -> Biases:
    """The painted biases of a page that anybody may have written, in their one form.

    Errors: ValueError with a sentence when they are not a list of biases with their cells.
    """
    if not isinstance(found, list):
        raise ValueError(f"painted biases are a list, not {type(found).__name__}")
    pages, seen = {}, set()
    for entry in found:
        if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[1], list)):
            raise ValueError("each painted bias is a number and the list of its cells")
        value, cells = entry
        if type(value) not in (int, float) or not (-MOST <= value <= MOST) or value * STEPS % 1:
            raise ValueError(f"a painted bias is −{MOST} to {MOST} by 0.5, not {quoted(value)}")
        if not all(type(cell) is int and 0 <= cell < POSITIONS * POSITIONS for cell in cells):
            raise ValueError(f"a cell of bias {value:g} is no position in the text")
        if value == 0 or not cells or value in pages:
            raise ValueError(f"bias {value:g} is 0, has no cells or is listed twice")
        if len(set(cells)) < len(cells) or seen.intersection(cells):
            raise ValueError(f"a cell of bias {value:g} is listed twice")
        seen.update(cells)
        pages[float(value)] = tuple(sorted(cells))
    return tuple((value, pages[value]) for value in sorted(pages))
