"""The words that make arrays, on NumPy arrays of a bounded size."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import TooMuch, bounded, checked_pair, shape_of, sides


def filled_with(number: float) -> Callable[..., np.ndarray]:
    def make(*given: Any, size: Any = None, shape: Any = None) -> np.ndarray:
        asked = shape if size is None else size
        told = [side for side in given if not isinstance(side, str)]  # a type is no side
        made = np.full(sides(told if asked is None else [asked]), number)
        return made.astype(bool) if given[len(told) :] in (("bool",), ("bool_",)) else made

    return make


def arange(*bounds: Any, start: Any = 0, end: Any = None, step: Any = 1) -> np.ndarray:
    if any(map(np.ndim, bounds)):
        raise TooMuch("a range goes between numbers, and here is an array of them")
    given = bounds if bounds or end is None else (start, end, step)
    numbers = [float(bound) for bound in given]
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


def band_part(array: Any, lower: Any, upper: Any) -> np.ndarray:
    """tf.linalg.band_part: so many diagonals below and above the main one, all where negative."""
    array = np.asarray(array)
    kept = array if lower < 0 else triangle(np.triu)(array, -int(lower))
    return kept if upper < 0 else triangle(np.tril)(kept, int(upper))


def eye(rows: Any, columns: Any = None, k: Any = 0) -> np.ndarray:
    shape = shape_of([rows, rows if columns is None else columns])
    return np.eye(*shape, k=int(k))


def tri(rows: Any, columns: Any = None, k: Any = 0) -> np.ndarray:
    shape = shape_of([rows, rows if columns is None else columns])
    return np.tri(*shape, k=int(k))


def full(shape: Any = None, value: Any = 0, fill_value: Any = None, size: Any = None) -> np.ndarray:
    sides = shape_of(shape if size is None else size)
    return np.full(sides, value if fill_value is None else fill_value)


def full_like(array: Any, value: Any = 0, fill_value: Any = None) -> np.ndarray:
    return full(np.shape(array), value, fill_value)


def where(condition: Any, yes: Any, no: Any) -> np.ndarray:
    shapes = np.broadcast_shapes(*(np.shape(part) for part in (condition, yes, no)))
    shape_of(shapes)
    return np.where(np.asarray(condition, dtype=bool), yes, no)


def subsequent(size: Any, *_: Any) -> np.ndarray:
    """torch.nn.Transformer.generate_square_subsequent_mask: −inf above the diagonal."""
    shape = shape_of([size, size])
    return np.where(np.tri(*shape, dtype=bool), 0.0, -np.inf)


def diag(array: Any, diagonal: Any = 0, k: Any = None) -> np.ndarray:
    """A square with a vector on one of its diagonals; of a square, that diagonal."""
    array, by = np.asarray(array), int(diagonal if k is None else k)
    if array.ndim == 1:
        shape_of([len(array) + abs(by)] * 2)
    return np.diag(array, by)


def broadcasted_iota(_: Any, shape: Any, dimension: Any) -> np.ndarray:
    """jax.lax: an array whose cells are their places along one side."""
    return np.indices(shape_of(shape), sparse=True)[int(dimension)] + np.zeros(shape_of(shape), int)


MAKERS: dict[str, Callable[..., Any]] = {
    "ones": filled_with(1.0),
    "zeros": filled_with(0.0),
    "empty": filled_with(0.0),
    "full": full,
    "ones_like": lambda array: np.ones(np.shape(array)),
    "zeros_like": lambda array: np.zeros(np.shape(array)),
    "empty_like": lambda array: np.zeros(np.shape(array)),
    "full_like": full_like,
    "eye": eye,
    "identity": eye,
    "tri": tri,
    "arange": arange,
    "range": arange,
    "iota": lambda *given: arange(*(n for n in given if not isinstance(n, str))),
    "lax.select": where,
    "broadcasted_iota": broadcasted_iota,
    "tril": triangle(np.tril),
    "triu": triangle(np.triu),
    "band_part": band_part,
    "diag": diag,
    "where": where,
    "tensor": np.array,
    "array": np.array,
    **dict.fromkeys(("np.copy", "numpy.copy", "copy.copy", "copy.deepcopy"), np.array),
    "asarray": np.asarray,
    "as_tensor": np.asarray,
    "convert_to_tensor": np.asarray,
    "constant": np.asarray,
    "from_numpy": np.asarray,
    "Tensor": np.asarray,
    "FloatTensor": np.asarray,
    "IntTensor": np.asarray,
    "LongTensor": np.asarray,
    "BoolTensor": lambda array: np.asarray(array, dtype=bool),
    "generate_square_subsequent_mask": subsequent,
    "outer": lambda a, b: bounded(np.outer(*checked_pair(np.ravel(a)[:, None], np.ravel(b)))),
}
