"""Prints that say only the cells that hold something, and where these stand."""

import re
from collections.abc import Sequence

import numpy as np

from maskviz.matrices.error import MatrixError, check_size
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.words import number_of

CELL = re.compile(r"^\s*\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*\)\s*:?\s+(\S+)\s*$")
SHAPE = re.compile(r"\bshape \((\d+), (\d+)\)")


def coordinates(text: str) -> Brought | None:
    """The lines (row, column) value of SciPy, all else 0; None where lines are anything else."""
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


def of_parts(found: Sequence[Brought], sizes: Sequence[tuple[int, ...]]) -> Brought | None:
    """The indices and values of a sparse tensor of torch, as one array."""
    if [each.name for each in found[:2]] != ["indices", "values"] or found[0].values.ndim != 2:
        return None
    places, values = found[0].values.T.astype(int), found[1].values
    if places.shape != (len(values), 2):
        return None
    return whole(places, values, next((size for size in sizes if len(size) == 2), ()))


def whole(places: np.ndarray, values: Sequence[float] | np.ndarray, size: Sequence[int]) -> Brought:
    """A matrix of so many rows and columns, as many as there are where nothing says it."""
    queries, keys = size or (places.max(axis=0) + 1)
    check_size(int(queries), int(keys))
    if (places < 0).any() or (places >= (queries, keys)).any():
        raise MatrixError(f"A cell stands outside of {queries:,} rows and {keys:,} columns.")
    cells = np.zeros((int(queries), int(keys)))
    cells[tuple(places.T)] = values
    return Brought(cells)
