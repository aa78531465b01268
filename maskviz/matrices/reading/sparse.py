"""Prints that say only the cells that hold something, and where these stand."""

import re
from collections.abc import Sequence

import numpy as np

from maskviz.matrices.error import MatrixError, check_size, told
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.words import number_of

CELL = re.compile(r"^\s*\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*\)\s*:?\s+(\S+)\s*$")
MARKET = re.compile(r"\s*%%MatrixMarket matrix coordinate", re.I)
COMPRESSED = (("crow_indices", "col_indices"), ("ccol_indices", "row_indices"))  # of torch
SHAPE = re.compile(r"\bshape \((\d+), (\d+)\)")


def coordinates(text: str) -> Brought | None:
    """The lines (row, column) value of SciPy, or those of Matrix Market, all else 0; None where
    lines are anything else."""
    if MARKET.match(text):
        return of_market([line.split() for line in text.splitlines() if line[:1] not in ("%", "")])
    lines = [line for line in text.splitlines() if line.strip()]
    cells = [found for line in lines if (found := CELL.match(line))]
    said = SHAPE.search(text)
    if not cells or (len(cells) < len(lines) and not said):
        return None
    values = [number_of(found[3]) for found in cells]
    if None in values:
        return None
    places = np.array([[int(found[1]), int(found[2])] for found in cells])
    return whole(places, values, [int(side) for side in said.groups()] if said else ())


def of_market(lines: Sequence[Sequence[str]]) -> Brought:
    """Its cells: the sides and the count, then row, column and value, counted from 1; a pattern has
    no values. MatrixError where a line is none of these."""
    try:
        numbers = [[float(word) for word in line] for line in lines]
        (rows, columns, count), *cells = numbers
        places = np.array([line[:2] for line in cells], dtype=int).reshape(-1, 2) - 1
    except ValueError:
        raise MatrixError("A line of the Matrix Market file is no row, column and value.") from None
    if len(cells) != count:
        raise MatrixError(f"The Matrix Market file has {len(cells):,} cells of {count:,.0f}.")
    return whole(places, [line[2] if len(line) > 2 else 1.0 for line in cells], (rows, columns))


def of_parts(found: Sequence[Brought], sizes: Sequence[tuple[int, ...]]) -> Brought | None:
    """The indices and values of a sparse tensor of torch, as one array; None where there is none.

    MatrixError where they do not fit each other.
    """
    parts = {each.name: each.values for each in found}
    places, values = parts.get("indices"), parts.get("values")
    for at, names in enumerate(COMPRESSED):
        if set(names) <= set(parts):
            places = spread(*(parts[name] for name in names))
            places = places[::-1] if at else places
    if places is None or values is None or places.ndim != 2:
        return None
    if values.ndim != 1 or places.shape != (2, len(values)):
        raise MatrixError(
            f"{told(places.shape)} indices and {told(values.shape)} values do not fit."
        )
    size = next((size for size in sizes if len(size) == 2), ())
    return whole(places.T.astype(int), values, size)


def spread(ends: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The row of each value, of which is known where each row ends, and its column."""
    counts = np.diff(ends).astype(int)
    if others.ndim != 1 or (counts < 0).any() or counts.sum() != len(others):
        raise MatrixError("The rows of the sparse tensor do not end where its values do.")
    return np.stack([np.repeat(np.arange(len(counts)), counts), others])


def whole(
    places: np.ndarray, values: Sequence[float] | np.ndarray, size: Sequence[float]
) -> Brought:
    """A matrix of so many rows and columns, as many as there are where nothing says it."""
    queries, keys = size or (places.max(axis=0) + 1)
    check_size(int(queries), int(keys))
    if (places < 0).any() or (places >= (queries, keys)).any():
        raise MatrixError(f"A cell stands outside of {queries:,} rows and {keys:,} columns.")
    cells = np.zeros((int(queries), int(keys)))
    cells[tuple(places.T)] = values
    return Brought(cells)
