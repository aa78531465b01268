"""What cannot be read as a matrix, in one sentence; and how large one may be."""

from collections.abc import Sequence
from math import prod

from maskviz.masks.painting import POSITIONS

SIDES = 4  # text, head, query, key
CELLS = POSITIONS * POSITIONS


class MatrixError(ValueError):
    """Bytes or text that hold no mask; the message is one sentence with the numbers."""


def check_size(queries: int, keys: int) -> None:
    """MatrixError when a matrix is empty or too large."""
    if not queries or not keys:
        raise MatrixError(f"The matrix is {queries:,} x {keys:,}: it has no cells.")
    if max(queries, keys) > POSITIONS:
        raise MatrixError(
            f"The matrix is {queries:,} x {keys:,} and {POSITIONS:,} x {POSITIONS:,} is the most."
        )


def check_shape(shape: Sequence[int]) -> None:
    """MatrixError for an array that can be no mask, nor a stack or a vector of masks."""
    if not shape or len(shape) > SIDES:
        raise MatrixError(
            f"The shape is {told(shape)}; a mask has two sides, queries and keys, and before them "
            f"at most {SIDES - 2} more."
        )
    check_size(*((1, *shape)[-2:]))
    if (cells := prod(shape)) > CELLS:
        raise MatrixError(
            f"The shape is {told(shape)}: {cells:,} cells, and {CELLS:,} is the most."
        )


def told(shape: Sequence[int]) -> str:
    """A shape as Python writes it."""
    return f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"
