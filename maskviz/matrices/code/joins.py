"""The words that put arrays together, or say them more than once."""

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import LOOPED, TooMuch, bounded, items, shape_of, side_of, sides


def joined_at(most: Sequence[Any], join: Callable[..., np.ndarray], *more: Any) -> np.ndarray:
    """Arrays joined, which together are not too large."""
    arrays = [np.asarray(array) for array in most]
    shape_of([sum(array.size for array in arrays)])
    return bounded(join(arrays, *more))


def cat(arrays: Sequence[Any], dim: Any = None, axis: Any = None) -> np.ndarray:
    return joined_at(arrays, np.concatenate, side_of(dim, axis) or 0)


def stack(arrays: Sequence[Any], dim: Any = None, axis: Any = None) -> np.ndarray:
    return joined_at(arrays, np.stack, side_of(dim, axis) or 0)


def block_diag(*arrays: Any) -> np.ndarray:
    """Squares along the diagonal, 0 elsewhere."""
    parts = [np.atleast_2d(np.asarray(array)) for array in arrays]
    whole = np.zeros(shape_of([sum(p.shape[0] for p in parts), sum(p.shape[1] for p in parts)]))
    row = column = 0
    for part in parts:
        rows, columns = part.shape
        whole[row : row + rows, column : column + columns] = part
        row, column = row + rows, column + columns
    return whole


def kron(a: Any, b: Any) -> np.ndarray:
    a, b = np.asarray(a), np.asarray(b)
    shape_of([a.size, b.size])
    return bounded(np.kron(a, b))


def repeat(
    array: Any, times: Any = 1, dim: Any = None, axis: Any = None, repeats: Any = None
) -> np.ndarray:
    """np.repeat and torch.repeat_interleave: each value so many times."""
    array, side = np.asarray(array), side_of(dim, axis)
    times = times if repeats is None else repeats
    along = array.size if side is None else array.shape[side]
    total = int(np.sum(np.broadcast_to(times, (along,))))
    shape_of([max(total, 0), array.size // max(along, 1)])
    return bounded(np.repeat(array, times, axis=side))


def tile(array: Any, *times: Any) -> np.ndarray:
    reps, array = sides(times), np.asarray(array)
    shape_of([array.size, max(math.prod(reps), 1)])
    return np.tile(array, reps)


def roll(
    array: Any,
    shift: Any = 0,
    dim: Any = None,
    dims: Any = None,
    shifts: Any = None,
    axis: Any = None,
) -> np.ndarray:
    side = dims if dims is not None else dim if dim is not None else axis
    by = shift if shifts is None else shifts
    tupled = [tuple(v) if isinstance(v, list) else v for v in (by, side)]
    return np.roll(np.asarray(array), *tupled)


def flip(array: Any, *given: Any, dims: Any = None, axis: Any = None) -> np.ndarray:
    """Turned over along some sides, along all where none is given."""
    named = dims if axis is None else axis
    flat = [int(side) for side in np.ravel(given if named is None else named)]
    return np.flip(np.asarray(array), tuple(flat) or None)


def pad(array: Any, widths: Any, mode: Any = "constant", value: Any = 0) -> np.ndarray:
    """F.pad of torch: how much before and after the last side, then the one before it."""
    array, flat = np.asarray(array), [int(w) for w in np.ravel(widths)]
    if mode != "constant" or np.ndim(widths) != 1 or len(flat) % 2 or len(flat) > 2 * array.ndim:
        raise TooMuch("a pad is read as torch has it: before and after, from the last side on")
    if min(flat, default=0) < 0:
        raise TooMuch(f"a pad of {min(flat)} cuts, and is not read")
    pairs = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)][::-1]
    whole = [(0, 0)] * (array.ndim - len(pairs)) + pairs
    shape_of([n + a + b for n, (a, b) in zip(array.shape, whole, strict=True)])
    return np.pad(array, whole, constant_values=value)


def meshgrid(*vectors: Any, indexing: Any = None) -> list[np.ndarray]:
    """Rows and columns as whole arrays; NumPy's way unless "ij" is said, as its documents do."""
    shape_of([len(vectors), *map(np.size, vectors)])
    made = np.meshgrid(*map(np.asarray, vectors), indexing=indexing or "xy")
    return [np.array(grid) for grid in made]


def grid_of(*, sparse: bool) -> Callable[..., list[np.ndarray]]:
    """np.mgrid and np.ogrid: the places along each side, from slices in brackets."""

    def found(*ends: Any) -> list[np.ndarray]:
        if not all(isinstance(end, slice) and end.stop is not None for end in ends):
            raise TooMuch("a grid is told where it ends")
        vectors = [np.arange(*shape_of([end.start or 0, end.stop]), end.step or 1) for end in ends]
        shape_of([len(vectors), *map(len, vectors)])
        return [np.array(g) for g in np.meshgrid(*vectors, indexing="ij", sparse=sparse)]

    return found


def products(*lists: Any, repeat: Any = 1) -> list[list[Any]]:
    """itertools.product: every choice of one from each list."""
    given = [items(values) for values in lists] * int(repeat)
    if math.prod(map(len, given)) > LOOPED:
        raise TooMuch(f"a list may have {LOOPED:,} things")
    return [list(parts) for parts in product(*given)]


JOINS: dict[str, Callable[..., Any]] = {
    "cat": cat,
    "concat": cat,
    "concatenate": cat,
    "stack": stack,
    "hstack": lambda arrays: joined_at(arrays, np.hstack),
    "vstack": lambda arrays: joined_at(arrays, np.vstack),
    "block_diag": block_diag,
    "kron": kron,
    "repeat_interleave": repeat,
    "tile": tile,
    "roll": roll,
    "pad": pad,
    "meshgrid": meshgrid,
    "flip": flip,
    "fliplr": lambda array: flip(array, 1),
    "flipud": lambda array: flip(array, 0),
    "zip": lambda *lists: [list(parts) for parts in zip(*map(items, lists), strict=False)],
    "enumerate": lambda values, start=0: [[i, x] for i, x in enumerate(items(values), int(start))],
    "reversed": lambda values: items(values)[::-1],
    "list": lambda values=(): items(values),
    "sorted": lambda values: sorted(items(values)),
    "set": lambda values=(): list(dict.fromkeys(items(values))),
    "itertools.product": products,
    "product": products,
    "mgrid": grid_of(sparse=False),
    "ogrid": grid_of(sparse=True),
    "tuple": items,
}
