"""The words that make arrays and change their shape, on NumPy arrays of a bounded size."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.masks.painting import POSITIONS

CELLS = POSITIONS * POSITIONS


class TooMuch(ValueError):
    """An array that would be larger than a mask may be, or a size that is none."""


def shape_of(sides: Any) -> tuple[int, ...]:
    """Sides as people give them, one by one or as a list, all whole and together small enough."""
    flat = [int(side) for side in np.atleast_1d(np.asarray(sides, dtype=object)).ravel()]
    if any(side < 0 for side in flat):
        raise TooMuch(f"a side of {min(flat)} is none")
    if math.prod(flat) > CELLS or max(flat, default=0) > CELLS:
        told = " x ".join(f"{side:,}" for side in flat)
        raise TooMuch(f"{told} are more than {POSITIONS:,} x {POSITIONS:,} cells")
    return tuple(flat)


def sides(given: Sequence[Any]) -> tuple[int, ...]:
    """The shape in the arguments: ones(3, 3), ones((3, 3)), ones([3, 3])."""
    return shape_of(given[0] if len(given) == 1 else list(given))


def arange(*bounds: Any) -> np.ndarray:
    numbers = [float(bound) for bound in bounds]
    first, last, by = (0.0, *numbers, 1.0) if len(numbers) == 1 else (*numbers, 1.0)[:3]
    if not by or not all(map(math.isfinite, numbers)):
        raise TooMuch(f"steps of {by:g} lead nowhere")
    shape_of([max(0, math.ceil((last - first) / by))])
    made = np.arange(first, last, by)
    return made.astype(np.int64) if all(number == int(number) for number in numbers) else made


def triangle(keep: Callable[[np.ndarray, int], np.ndarray]) -> Callable[..., np.ndarray]:
    def cut(array: Any, diagonal: Any = 0, k: Any = None) -> np.ndarray:
        array = np.asarray(array)
        if array.ndim < 2:
            raise TooMuch(f"a triangle needs two sides and this has {array.ndim}")
        return keep(array, int(diagonal if k is None else k))

    return cut


def eye(rows: Any, columns: Any = None, k: Any = 0) -> np.ndarray:
    shape = shape_of([rows, rows if columns is None else columns])
    return np.eye(*shape, k=int(k))


def tri(rows: Any, columns: Any = None, k: Any = 0) -> np.ndarray:
    shape = shape_of([rows, rows if columns is None else columns])
    return np.tri(*shape, k=int(k))


def full(shape: Any, value: Any = 0) -> np.ndarray:
    return np.full(shape_of(shape), value)


def cat(arrays: Sequence[Any], dim: Any = 0, axis: Any = None) -> np.ndarray:
    made = np.concatenate([np.asarray(a) for a in arrays], int(dim if axis is None else axis))
    return bounded(made)


def stack(arrays: Sequence[Any], dim: Any = 0, axis: Any = None) -> np.ndarray:
    return bounded(np.stack([np.asarray(a) for a in arrays], int(dim if axis is None else axis)))


def bounded(array: np.ndarray) -> np.ndarray:
    shape_of(array.shape)
    return array


def where(condition: Any, yes: Any, no: Any) -> np.ndarray:
    shapes = np.broadcast_shapes(*(np.shape(part) for part in (condition, yes, no)))
    shape_of(shapes)
    return np.where(np.asarray(condition, dtype=bool), yes, no)


def subsequent(size: Any, *_: Any) -> np.ndarray:
    """torch.nn.Transformer.generate_square_subsequent_mask: −inf above the diagonal."""
    shape = shape_of([size, size])
    return np.where(np.tri(*shape, dtype=bool), 0.0, -np.inf)


def cumsum(array: Any, dim: Any = None, axis: Any = None) -> np.ndarray:
    side = axis if dim is None else dim
    return np.cumsum(np.asarray(array), axis=None if side is None else int(side))


def repeat(array: Any, times: Any, dim: Any = None, axis: Any = None) -> np.ndarray:
    """np.repeat and torch.repeat_interleave: each value so many times."""
    array, side = np.asarray(array), axis if dim is None else dim
    total = int(np.sum(np.broadcast_to(times, array.shape[:1] if array.ndim else (1,))))
    shape_of([max(total, 0), max(array.size // max(len(array), 1), 1) if array.ndim else 1])
    return bounded(np.repeat(array, times, axis=None if side is None else int(side)))


def tile(array: Any, *times: Any) -> np.ndarray:
    reps, array = sides(times), np.asarray(array)
    shape_of([array.size, max(math.prod(reps), 1)])
    return np.tile(array, reps)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ones": lambda *given: np.ones(sides(given)),
    "zeros": lambda *given: np.zeros(sides(given)),
    "empty": lambda *given: np.zeros(sides(given)),
    "full": full,
    "ones_like": lambda array: np.ones(np.shape(array)),
    "zeros_like": lambda array: np.zeros(np.shape(array)),
    "full_like": lambda array, value: np.full(np.shape(array), value),
    "eye": eye,
    "identity": eye,
    "tri": tri,
    "arange": arange,
    "range": arange,
    "iota": arange,
    "tril": triangle(np.tril),
    "triu": triangle(np.triu),
    "where": where,
    "cat": cat,
    "concat": cat,
    "concatenate": cat,
    "stack": stack,
    "cumsum": cumsum,
    "repeat_interleave": repeat,
    "tile": tile,
    "tensor": np.asarray,
    "array": np.asarray,
    "asarray": np.asarray,
    "as_tensor": np.asarray,
    "constant": np.asarray,
    "from_numpy": np.asarray,
    "Tensor": np.asarray,
    "LongTensor": np.asarray,
    "BoolTensor": lambda array: np.asarray(array, dtype=bool),
    "generate_square_subsequent_mask": subsequent,
    "outer": lambda a, b: bounded(np.outer(*checked_pair(a, b))),
    "abs": np.abs,
    "absolute": np.abs,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "logical_and": lambda a, b: np.logical_and(*checked_pair(a, b)),
    "logical_or": lambda a, b: np.logical_or(*checked_pair(a, b)),
    "logical_xor": lambda a, b: np.logical_xor(*checked_pair(a, b)),
    "logical_not": np.logical_not,
    "bitwise_and": lambda a, b: np.logical_and(*checked_pair(a, b)),
    "bitwise_or": lambda a, b: np.logical_or(*checked_pair(a, b)),
    "bitwise_not": np.logical_not,
    "flip": lambda array, *axes: np.flip(array, sides(axes) if axes else None),
    "bool": lambda value: np.asarray(value, dtype=bool),
    "int": lambda value: np.asarray(value).astype(np.int64),
    "float": float,
    "len": lambda array: len(np.atleast_1d(array)),
    "max": lambda *given: np.max(given[0]) if len(given) == 1 else np.maximum(*given[:2]),
    "min": lambda *given: np.min(given[0]) if len(given) == 1 else np.minimum(*given[:2]),
    "sum": lambda array, dim=None, axis=None: np.sum(array, axis=dim if axis is None else axis),
}


def checked_pair(a: Any, b: Any) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays that fit each other, and not to something too large."""
    shape_of(np.broadcast_shapes(np.shape(a), np.shape(b)))
    return np.asarray(a), np.asarray(b)
