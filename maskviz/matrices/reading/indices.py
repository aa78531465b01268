"""Cells by their places: pairs of a query and a key, or for each query the keys it may read."""

from collections.abc import Iterator, Sequence

import numpy as np

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.startend import NAMED, Cells

LISTED = "told by the keys that each query may read"
FEWEST = 3  # pairs, so that two spans are none


def pairs(brought: Brought) -> list[Cells]:
    """The mask of which each cell that may be read stands as (query, key): a row each, as argwhere
    has them, or a column each, as nonzero has them; [] where they are none."""
    values = brought.values
    if brought.signs or values.ndim != 2 or NAMED.search(brought.name.lower()):
        return []
    ways = [values] if values.shape[1] == 2 else [values.T] if len(values) == 2 else []
    return [
        ("the cells that may be read, (query, key) each", f"{len(places):,} places", whole(places))
        for places in ways
        if are_places(places) and (places is values or each_query(places))
    ]


def in_order(brought: Brought) -> bool:
    """Whether pairs stand as a mask is read, row by row."""
    values = brought.values if brought.values.shape[1] == 2 else brought.values.T
    listed = list(map(tuple, values.tolist()))
    return listed == sorted(listed)


def are_places(places: np.ndarray) -> bool:
    if len(places) < FEWEST or not np.isfinite(places).all() or (places % 1).any():
        return False
    inside = places.min() >= 0 and places.max() < POSITIONS
    if not (places[:, 0] >= places[:, 1]).any():
        return False  # starts and ends: no query would read itself, nor what came before
    return bool(inside and len(np.unique(places, axis=0)) == len(places))


def each_query(places: np.ndarray) -> bool:
    """Whether every query up to the last has a key, as two lists of anything seldom have it."""
    return bool(len(np.unique(places[:, 0])) == places[:, 0].max() + 1)


def whole(places: np.ndarray) -> np.ndarray:
    """Bool (q, k): open at the places, int (n, 2), and nowhere else."""
    at = places.astype(int)
    cells = np.zeros(tuple(at.max(axis=0) + 1), dtype=bool)
    cells[tuple(at.T)] = True
    return cells


def keys_of_rows(rows: Sequence[Sequence[float]]) -> np.ndarray | None:
    """Bool (q, k) of lists of keys, one for each query; None where they are no such lists: of one
    length, with a number twice, of 0 and 1, or of more keys than there are."""
    if len({len(row) for row in rows}) < 2 or len(rows) > POSITIONS:
        return None
    places = [(query, key) for query, row in enumerate(rows) for key in row]
    numbers = np.array([key for _, key in places], dtype=float)
    if not np.isfinite(numbers).all() or (numbers % 1).any():
        return None
    keys = max(len(rows), *map(len, rows))
    if numbers.min() < 0 or not 2 <= numbers.max() < min(keys, POSITIONS):
        return None  # of 0 and 1 alone a cell is missing, and what goes on are other numbers
    if len(set(places)) < len(places):
        return None
    cells = np.zeros((len(rows), keys), dtype=bool)
    cells[tuple(np.array(places, dtype=int).T)] = True
    return cells


def readings_of(brought: Brought) -> tuple[Iterator[Cells], Iterator[Cells]]:
    """The reading as pairs, before the others where they stand in order, else after them."""
    found = pairs(brought)
    first = bool(found) and in_order(brought)
    return iter(found if first else ()), iter(() if first else found)
