"""How large an array on the way may be, and how the sides of one are given."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from maskviz.masks.painting import POSITIONS

CELLS = POSITIONS * POSITIONS
LABEL = 80  # characters of a word that is put together
LOOPED = 100_000  # things in a list that is gone through
LISTED = 30  # cells of an array that are as dear as one thing in a list


class TooMuch(ValueError):
    """An array that would be larger than a mask may be, or a size that is none."""


def shape_of(sides: Any) -> tuple[int, ...]:
    """Sides as people give them, one by one or as a list, all whole and together small enough."""
    flat = [int(side) for side in np.atleast_1d(np.asarray(sides, dtype=object)).ravel()]
    if any(side < 0 for side in flat):
        raise TooMuch(f"a side of {min(flat)} is none")
    if math.prod(flat) > CELLS or max(flat, default=0) > CELLS:
        told = " x ".join(f"{side:,}" for side in flat)
        raise TooMuch(f"{told} are more than {POSITIONS:,} x {POSITIONS:,} cells")
    return tuple(flat)


def sides(given: Sequence[Any]) -> tuple[int, ...]:
    """The shape in the arguments: ones(3, 3), ones((3, 3)), ones([3, 3])."""
    return shape_of(given[0] if len(given) == 1 else list(given))


def bounded(array: np.ndarray) -> np.ndarray:
    shape_of(array.shape)
    return array


def checked_pair(a: Any, b: Any) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays that fit each other, and not to something too large."""
    shape_of(np.broadcast_shapes(np.shape(a), np.shape(b)))
    return np.asarray(a), np.asarray(b)


def side_of(dim: Any, axis: Any) -> int | None:
    """The side that torch calls dim and NumPy axis; None where neither is given."""
    side = axis if dim is None else dim
    return None if side is None else int(side)


def items(value: Any) -> list[Any]:
    """What a loop goes over: the things in a list, the rows of an array."""
    if isinstance(value, str):
        return list(value)
    if not isinstance(value, list | tuple) and not np.ndim(value):
        raise TooMuch("one number is no list of values")
    if len(value) > LOOPED:
        raise TooMuch(f"{len(value):,} are more than the {LOOPED:,} that a list may have")
    if isinstance(value, list | tuple):
        return list(value)
    return value.tolist() if np.ndim(value) == 1 else list(value)


def weight(value: Any, known: dict[int, int] | None = None) -> int:
    """How much a value holds, in cells of an array; a list that stands in itself many times is
    weighed once and counted each time.

    Errors: TooMuch for a list that no array of a mask could be.
    """
    if not isinstance(value, list | tuple):
        return value.size if isinstance(value, np.ndarray) else LISTED
    known = {} if known is None else known
    if id(value) not in known:
        known[id(value)] = sum(weight(item, known) for item in value)
    if (total := known[id(value)]) > LISTED * CELLS:
        raise TooMuch(f"the list holds more than {CELLS:,} values")
    return total
