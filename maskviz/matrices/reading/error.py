"""What cannot be read as a matrix, in one sentence; and how large one may be."""

from collections.abc import Sequence

from maskviz.masks.painting import POSITIONS


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


def two_dimensions(shape: Sequence[int]) -> tuple[int, int]:
    """(queries, keys) of a shape that may begin with ones; MatrixError for any other."""
    told = f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"
    if len(shape) < 2:
        raise MatrixError(f"The shape is {told}; a mask has two sides, queries and keys.")
    if any(side != 1 for side in shape[:-2]):
        raise MatrixError(
            f"The shape is {told}; only sides of 1 may stand before queries and keys, so pick "
            "one matrix of the batch and one head."
        )
    queries, keys = shape[-2:]
    check_size(queries, keys)
    return queries, keys
