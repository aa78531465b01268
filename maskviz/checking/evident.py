"""What anybody sees in a matrix before it has a name: one cell, one column, whole rows, itself."""

from collections.abc import Iterator

import numpy as np

SIDE = 3  # queries and keys from which on a single cell says more than a name
SHOWN = 6  # rows or keys


def evident(cells: np.ndarray, first: int) -> Iterator[str]:
    """A sentence each, nothing for most; cells bool (q, k), `first` the first query's position."""
    queries, keys = cells.shape
    if cells.all() or not cells.any() or min(queries, keys) == 1:
        return
    if alone := single(cells):
        yield alone
    elif np.array_equal(cells, np.arange(keys) == np.arange(queries)[:, None] + first):
        yield "Each token may read itself only."
    elif whole_rows(cells):
        rows = np.flatnonzero(~cells[:, 0])
        yield f"Each row may read every key or none: {listed('row', rows)} may read nothing."
    elif (cells == cells[:1]).all():
        shut = np.flatnonzero(~cells[0])
        yield f"Every query may read the same keys: {listed('key', shut)} may be read by none."


def single(cells: np.ndarray) -> str:
    """The one cell that is not as all others; "" where there are more, or few cells at all."""
    if min(cells.shape) < SIDE:
        return ""
    for found, said in ((cells, "may be read"), (~cells, "is blocked")):
        if found.sum() == 1:
            row, key = np.argwhere(found)[0]
            return f"One cell {said}: row {row}, key {key}."
    return ""


def whole_rows(cells: np.ndarray) -> bool:
    return bool((cells == cells[:, :1]).all())


def listed(noun: str, which: np.ndarray) -> str:
    """ "rows 2, 4", or how many of them where they are too many to be read."""
    if len(which) > SHOWN:
        return f"{len(which):,} {noun}s"
    return f"{noun}{'s' * (len(which) > 1)} {', '.join(map(str, which))}"


def mistaken(cells: np.ndarray, other: str) -> str:
    """What to say of a matrix that nobody can have meant as it is: nothing may be read, or there is
    one key for many queries. "" for all others.

    other  what its values mean where every cell would be open, "" where no reading is so
    """
    queries, keys = cells.shape
    if not cells.any():
        said = "Every cell is blocked: no query may read anything."
        return f"{said} If it means {other}, it is Full." if other else said
    if keys == 1 < queries and not cells.all():
        return (
            f"It is one column: over more keys it blocks whole rows. Key padding of {queries:,} "
            f"tokens is one row, 1 x {queries:,}."
        )
    return ""
