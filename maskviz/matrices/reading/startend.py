"""Starts and ends: documents from one token to before another, or FlashMask's rows of each key."""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.vectors import Documents

NAMED = re.compile(r"start_?end\w*|row_indices")
Cells = tuple[str, str, np.ndarray]  # the form, what the numbers mean, bool (q, k)


def table(brought: Brought) -> np.ndarray | None:
    """Whole numbers (token, 1 or 2 or 4), of which axes of length 1 are left out before; or None.

    Of 0 and 1 alone only where the name says that they are this.
    """
    values = brought.values
    while values.ndim > 2 and len(values) == 1:
        values = values[0]
    if brought.signs or values.ndim != 2 or not np.isfinite(values).all():
        return None
    if not values.size or (values % 1).any() or values.min() < 0 or values.max() > POSITIONS:
        return None
    plain = values.max() <= 1 and not NAMED.search(brought.name.lower())
    return None if plain or len(values) > POSITIONS else values.astype(int)


def spans(brought: Brought) -> Documents | None:
    """Documents from one token to before another; what no document has is padding."""
    found = table(brought)
    if found is None or found.shape[1] != 2 or NAMED.search(brought.name.lower()):
        return None
    if any(first >= end for first, end in found) or any(
        before[1] > after[0] for before, after in pairwise(found)
    ):
        return None
    document = np.full(int(found[-1, 1]), -1)
    for number, (first, end) in enumerate(found):
        document[first:end] = number
    said = f"where each of {len(found)} documents begins, and one past its end"
    return Documents("spans", said, tuple(map(int, document)))


def flash_mask(brought: Brought) -> Iterator[Cells]:
    """For each key the rows in which it is blocked, as FlashMask is told; the causal way first."""
    found = table(brought)
    if found is None or found.shape[1] not in (1, 2, 4) or found.max() > len(found):
        return
    keys, many = found.shape
    row, past = np.arange(keys)[:, None], np.tri(keys, dtype=bool)
    first, *rest = found.T
    form = f"FlashMask's rows of {keys} keys"
    if many == 1:
        said = "the row from which on each key is blocked, and causal"
        yield form, said, past & (row < first)
    elif many == 2:
        said = "the rows in which each key is blocked, from one to before the other, and causal"
        yield form, said, past & ~((row >= first) & (row < rest[0]))
        said = "the row from which on each key is blocked, and the row before which it is"
        yield form, said, ~((row >= first) | (row < rest[0]))
    else:
        said = "the rows in which each key is blocked: from, to, and again from, to"
        shut = (row >= first) & (row < rest[0]) | (row >= rest[1]) & (row < rest[2])
        yield form, said, ~shut
