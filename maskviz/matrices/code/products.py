"""Words that multiply, count and sort: what masks are made of beside comparisons."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import TooMuch, bounded, shape_of

PRODUCTS = 200_000_000  # multiplications of one word
LETTERS = re.compile(r"^[a-zA-Z]{1,8}(?:,[a-zA-Z]{1,8}){0,2}(?:->[a-zA-Z]{0,8})?$")


class Pair(list[Any]):
    """Two results that torch also calls by a name: values and indices."""


def exactly(found: np.ndarray, *given: np.ndarray) -> np.ndarray:
    """Whole numbers where all that was given is whole."""
    return found if any(a.dtype.kind == "f" for a in given) else found.astype(np.int64)


def matmul(a: Any, b: Any) -> np.ndarray:
    one, other = np.asarray(a), np.asarray(b)
    if not (one.ndim and other.ndim):
        raise TooMuch("one number is no matrix")
    if one.size * (other.shape[-1] if other.ndim > 1 else 1) > PRODUCTS:
        raise TooMuch(f"{one.shape} times {other.shape} are more than {PRODUCTS:,} products")
    return bounded(np.asarray(exactly(one.astype(float) @ other.astype(float), one, other)))


def einsum(pattern: Any, *arrays: Any) -> np.ndarray:
    """einsum over letters, as "bi,bj->bij"."""
    plain = str(pattern).replace(" ", "")
    given = [np.asarray(array) for array in arrays]
    terms = plain.split("->")[0].split(",")
    if not LETTERS.match(plain) or [len(t) for t in terms] != [a.ndim for a in given]:
        raise TooMuch(f"“{plain[:20]}” does not name every side by a letter")
    sides = {
        x: n for t, a in zip(terms, given, strict=True) for x, n in zip(t, a.shape, strict=True)
    }
    total = 1
    for side in sides.values():
        total *= side
    if total > PRODUCTS // 10:
        raise TooMuch(f"these sides are more than {PRODUCTS // 10:,} products")
    shape_of([sides.get(x, 1) for x in plain.split("->")[-1] if x.isalpha()][:8])
    found = np.einsum(plain, *(a.astype(float) for a in given), optimize=False)
    return bounded(np.asarray(exactly(found, *given)))


def one_hot(values: Any, classes: Any = -1, **more: Any) -> np.ndarray:
    """A side of 0 and 1 for each value: F.one_hot, jax.nn.one_hot, tf.one_hot."""
    given = np.asarray(values)
    count = int(more.get("num_classes", more.get("depth", classes)))
    count = int(given.max(initial=0)) + 1 if count < 0 else count
    shape_of([*given.shape, count])
    return (given[..., None] == np.arange(count)).astype(np.int64)


def softmax(array: Any, dim: Any = -1, axis: Any = None, **_: Any) -> np.ndarray:
    given, side = np.asarray(array, dtype=float), int(dim if axis is None else axis)
    raised = np.exp(given - given.max(axis=side, keepdims=True))
    return raised / raised.sum(axis=side, keepdims=True)


def topk(array: Any, k: Any, dim: Any = -1, **_: Any) -> Pair:
    """The largest values along a side, and where they stand; of equal ones the first."""
    given, side = np.asarray(array), int(dim)
    order = np.argsort(-given.astype(float), axis=side, kind="stable")
    order = np.take(order, range(min(int(k), given.shape[side])), axis=side)
    return Pair([np.take_along_axis(given, order, side), order])


def ordered(array: Any, dim: Any = -1, descending: Any = False, **_: Any) -> Pair:
    """torch.sort."""
    given = np.asarray(array)
    by = -given.astype(float) if descending else given
    order = np.argsort(by, axis=int(dim), kind="stable")
    return Pair([np.take_along_axis(given, order, int(dim)), order])


def toeplitz(column: Any, row: Any = None) -> np.ndarray:
    """scipy.linalg.toeplitz: the same value along each diagonal."""
    down = np.ravel(column)
    across = down if row is None else np.ravel(row)
    shape_of([len(down), len(across)])
    all_ = np.concatenate([down[::-1], across[1:]])
    return all_[np.arange(len(down))[::-1, None] + np.arange(len(across))]


def windows(array: Any, size: Any, side: Any = None, step: Any = 1) -> np.ndarray:
    """Every run of so many neighbours along a side, as a side of its own at the end."""
    given, wide, axis = np.asarray(array), int(size), int(-1 if side is None else side)
    if not 0 < wide <= given.shape[axis] or int(step) < 1:
        raise TooMuch(f"a side of {given.shape[axis]} has no runs of {wide}")
    shape_of([*given.shape, wide])
    made = np.lib.stride_tricks.sliding_window_view(given, wide, axis)
    return np.array(
        np.take(made, range(0, made.shape[axis % given.ndim], int(step)), axis % given.ndim)
    )


def pad_sequence(lists: Any, batch_first: Any = False, padding_value: Any = 0, **_: Any) -> Any:
    """torch.nn.utils.rnn.pad_sequence: rows of one length, those of a batch first or last."""
    rows = [np.asarray(row) for row in lists]
    longest = max(map(len, rows), default=0)
    made = np.full(shape_of([len(rows), longest]), padding_value, dtype=float)
    for i, row in enumerate(rows):
        made[i, : len(row)] = row
    return made if batch_first else made.T


def places_where(array: Any, as_tuple: Any = None) -> Any:
    """torch.nonzero: a row for each cell, or with as_tuple an array for each side."""
    given = np.asarray(array)
    found = given.nonzero()
    return [*found] if as_tuple else np.stack(found, axis=-1).reshape(-1, given.ndim)


def of_places(places: Any, values: Any, size: Any, **_: Any) -> np.ndarray:
    """torch.sparse_coo_tensor as it is dense: values at places, added where they meet."""
    made = np.zeros(shape_of(size))
    np.add.at(made, tuple(np.asarray(places, dtype=np.int64)), values)
    return made


WRAPPED = ("Parameter", "Buffer", "Variable", "stop_gradient", "device_put", "ascontiguousarray")
PRODUCT_WORDS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("matmul", "mm", "bmm", "dot"), matmul),
    "einsum": einsum,
    "one_hot": one_hot,
    "softmax": softmax,
    "topk": topk,
    "torch.sort": ordered,
    "toeplitz": toeplitz,
    "unfold": lambda array, dimension, size, step=1: windows(array, size, dimension, step),
    "sliding_window_view": lambda x, window_shape, axis=None: windows(x, window_shape, axis),
    "pad_sequence": pad_sequence,
    **{f"{root}.nonzero": lambda array: [*np.nonzero(array)] for root in ("np", "numpy", "jnp")},
    "torch.nonzero": places_where,
    "argwhere": places_where,
    "flatnonzero": lambda array: np.flatnonzero(np.asarray(array)),
    "nan_to_num": lambda array, nan=0.0, **_: np.where(np.isnan(array), nan, array),
    "divmod": lambda a, b: [np.floor_divide(a, b), np.mod(a, b)],
    "unravel_index": lambda at, shape: [*np.unravel_index(np.asarray(at), shape_of(shape))],
    **dict.fromkeys(WRAPPED, lambda array, *_, **__: np.asarray(array)),
    "sparse_coo_tensor": of_places,
    "is_available": lambda: False,
}
