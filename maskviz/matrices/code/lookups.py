"""The words that look for values in arrays, or say where cells stand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import TooMuch, checked_pair, shape_of, side_of


def searchsorted(
    edges: Any, values: Any, right: Any = False, side: Any = None, out_int32: Any = False
) -> np.ndarray:
    """How many edges stand before each value; where it meets one, that too if `right`."""
    edges = np.asarray(edges)
    if edges.ndim != 1:
        raise TooMuch(f"the edges are one row, and these have {edges.ndim} sides")
    return np.searchsorted(edges, np.asarray(values), side or ("right" if right else "left"))


def bucketize(
    values: Any, edges: Any, right: Any = False, boundaries: Any = None, out_int32: Any = False
) -> np.ndarray:
    return searchsorted(edges, values, right)


def digitize(values: Any, bins: Any, right: Any = False) -> np.ndarray:
    """np.digitize, which counts an edge that is met unless `right`."""
    return searchsorted(bins, values, not right)


def isin(values: Any, wanted: Any) -> np.ndarray:
    values, wanted = np.asarray(values), np.asarray(wanted)
    shape_of([values.size, wanted.size])
    return np.isin(values, wanted)


def indices(cut: Callable[..., Any]) -> Callable[..., np.ndarray]:
    """tril_indices and triu_indices: the rows of the cells, and their columns."""

    def found(
        rows: Any, columns: Any = None, *more: Any, offset: Any = None, k: Any = 0, m: Any = None
    ) -> np.ndarray:
        columns = m if columns is None else columns
        by = offset if offset is not None else more[0] if more else k
        shape = shape_of([rows, rows if columns is None else columns])
        return np.stack(cut(np.ones(shape), int(by)).nonzero())

    return found


def of_numpy(cut: Callable[..., Any]) -> Callable[..., list[np.ndarray]]:
    """The same in NumPy, as places to look up at; its second argument is the diagonal."""
    return lambda n, k=0, m=None: [*indices(cut)(n, m, k=k)]


def diff(array: Any, n: Any = 1, dim: Any = None, axis: Any = None, **ends: Any) -> np.ndarray:
    """Each value less the one before it; `prepend` and `append` are joined on first."""
    if int(n) != 1:
        raise TooMuch("only the difference of neighbours is read")
    side = side_of(dim, axis)
    return np.diff(np.asarray(array), axis=-1 if side is None else side, **ends)


def indices_of(shape: Any) -> np.ndarray:
    """np.indices: for each side an array of the places along it."""
    sides = shape_of(shape)
    shape_of([len(sides), *sides])
    return np.indices(sides)


def gathered(array: Any, dim: Any, index: Any) -> np.ndarray:
    return np.take_along_axis(np.asarray(array), np.asarray(index, dtype=np.int64), int(dim))


def scattered(
    array: Any, dim: Any = 0, index: Any = None, src: Any = None, value: Any = None
) -> np.ndarray:
    """The array with a value at the places in `index`, counted along one side."""
    made, at = np.array(array), np.asarray(index, dtype=np.int64)
    put = src if value is None else value
    put = np.asarray(put)[tuple(slice(n) for n in at.shape)] if np.ndim(put) else put
    np.put_along_axis(made, at, put, int(dim))
    return made


def filled_at(array: Any, dim: Any, index: Any, value: Any) -> np.ndarray:
    """index_fill of torch: whole rows or columns."""
    made = np.array(array)
    np.moveaxis(made, int(dim), 0)[np.asarray(index, dtype=np.int64)] = value
    return made


def filled_diagonal(array: Any, value: Any, wrap: Any = False) -> np.ndarray:
    made = np.array(array)
    np.fill_diagonal(made, value, bool(wrap))
    return made


def compared(a: Any, b: Any, *_: Any, **__: Any) -> np.ndarray:
    return np.isclose(*checked_pair(a, b))


LOOKUPS: dict[str, Callable[..., Any]] = {
    "searchsorted": searchsorted,
    "bucketize": bucketize,
    "digitize": digitize,
    "isin": isin,
    "tril_indices": indices(np.tril),
    "triu_indices": indices(np.triu),
    **{f"{root}.tril_indices": of_numpy(np.tril) for root in ("np", "numpy", "jnp")},
    **{f"{root}.triu_indices": of_numpy(np.triu) for root in ("np", "numpy", "jnp")},
    "indices": indices_of,
    "diff": diff,
    "gather": gathered,
    "scatter": scattered,
    "index_fill": filled_at,
    "fill_diagonal": filled_diagonal,
    "isclose": compared,
}
