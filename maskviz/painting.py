"""A mask changed by hand: a base mask and the cells that were flipped."""

from collections.abc import Iterable

import numpy as np

POSITIONS = 2_048  # a flip is q * POSITIONS + k, in token positions, so it survives a new length


def flipped(allowed: np.ndarray, flips: Iterable[int], offset: int = 0) -> np.ndarray:
    """Turn the flipped cells over; those outside the matrix wait until it is large enough.

    Shape: allowed bool (q, k), row r is the query at position r + offset; returns a new matrix.
    """
    painted = allowed.copy()
    q, k = np.divmod(np.fromiter(flips, dtype=np.int64), POSITIONS)
    row = q - offset
    inside = (row >= 0) & (row < allowed.shape[0]) & (k < allowed.shape[1])
    painted[row[inside], k[inside]] ^= True
    return painted
