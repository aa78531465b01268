"""What stands behind a dot: methods and attributes of an array."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import where
from maskviz.matrices.code.functions import FUNCTIONS
from maskviz.matrices.code.limits import TooMuch, bounded, shape_of
from maskviz.matrices.code.pairs import ALONE, PAIRS


def flattened(given: Sequence[Any]) -> list[int]:
    """Sides one by one or as a list, −1 among them."""
    return [int(s) for s in np.ravel(given[0] if len(given) == 1 else given)]


def reshaped(array: np.ndarray, *given: Any) -> np.ndarray:
    """view and reshape: one side may be −1."""
    flat = flattened(given)
    if flat.count(-1) > 1 or any(side < -1 for side in flat):
        raise TooMuch(f"{flat} has more than one side left open")
    known = math.prod(side for side in flat if side != -1)
    if (known == 0 or array.size % known) if -1 in flat else known != array.size:
        raise TooMuch(f"{array.size:,} cells do not fit a shape of {flat}")
    return array.reshape(flat)


def expanded(array: np.ndarray, *given: Any) -> np.ndarray:
    """expand and broadcast_to: −1 keeps a side."""
    flat = flattened(given)
    old = (1,) * (len(flat) - array.ndim) + array.shape
    new = shape_of([o if s == -1 else s for s, o in zip(flat, old, strict=True)])
    return np.broadcast_to(array, new)


def filled_where(array: np.ndarray, mask: Any, value: Any) -> np.ndarray:
    """masked_fill: the value where the mask holds."""
    truths = array.dtype == bool
    return where(mask, bool(value) if truths else value, array if truths else array.astype(float))


def repeated(array: np.ndarray, *times: Any) -> np.ndarray:
    """repeat of torch: the whole so many times along each side."""
    return FUNCTIONS["tile"](array, *times)


def squeezed(array: np.ndarray, *axes: Any) -> np.ndarray:
    return np.squeeze(array, int(axes[0]) if axes else None)


def permuted(array: np.ndarray, *axes: Any, dims: Any = None) -> np.ndarray:
    return np.transpose(array, flattened(axes if dims is None else [dims]))


def swapped(array: np.ndarray, *axes: Any, dim0: Any = None, dim1: Any = None) -> np.ndarray:
    """Two sides exchanged; all of them where NumPy is told of all, or of none."""
    flat = flattened(axes) if dim0 is None else [int(dim0), int(dim1)]
    return np.swapaxes(array, *flat) if len(flat) == 2 else np.transpose(array, flat or None)


def filled(array: np.ndarray, value: Any) -> np.ndarray:
    return np.full(array.shape, value)


def places_of(array: np.ndarray, *, as_tuple: Any = None) -> Any:
    """nonzero behind a dot, where torch and NumPy differ unless as_tuple is said."""
    if as_tuple is None:
        raise TooMuch("say torch.nonzero(x) or np.nonzero(x), which are arranged differently")
    return FUNCTIONS["torch.nonzero"](array, as_tuple)


AFTER_DOT = ("tril", "triu", "diag", "flip", "roll", "repeat_interleave", "scatter", "gather")
AFTER_DOT += ("index_fill", "fill_diagonal", "diff", "softmax", "topk", "unfold", "matmul", "mm")
AFTER_DOT += ("bmm", "dot", "argwhere", "nan_to_num")
METHODS: dict[str, Callable[..., Any]] = {
    "view": reshaped,
    "reshape": reshaped,
    "unsqueeze": lambda array, dim=0: np.expand_dims(array, int(dim)),
    "squeeze": squeezed,
    "expand": expanded,
    "broadcast_to": expanded,
    "repeat": repeated,
    "t": lambda array: array.T,
    "transpose": swapped,
    "swapaxes": swapped,
    "permute": permuted,
    "masked_fill": filled_where,
    "fill": filled,
    "zero": lambda array: np.zeros(array.shape),
    "expand_dims": lambda array, dim=0, axis=None: np.expand_dims(
        array, int(dim if axis is None else axis)
    ),
    "bool": lambda array: array.astype(bool),
    "int": lambda array: array.astype(np.int64),
    "long": lambda array: array.astype(np.int64),
    "float": lambda array: array.astype(float),
    "half": lambda array: array.astype(float),
    "double": lambda array: array.astype(float),
    "size": lambda array, *side: array.shape[int(side[0])] if side else array.shape,
    "numel": lambda array: array.size,
    "flatten": lambda array: array.reshape(-1),
    "item": lambda array: array.reshape(-1)[0],
    "dim": lambda array: array.ndim,
    "argsort": lambda array, dim=-1: np.argsort(array, int(dim), kind="stable"),
    "sort": FUNCTIONS["torch.sort"],
    "nonzero": places_of,
    "type_as": lambda array, other: typed(array, [np.asarray(other).dtype.name]),
    "expand_as": lambda array, other: expanded(array, np.shape(other)),
    "view_as": lambda array, other: reshaped(array, np.shape(other)),
    **{name: FUNCTIONS[name] for name in (*ALONE, *PAIRS, *AFTER_DOT)},
}
COPIES = ("clone", "copy", "tolist")
KEEPS = ("to", "cuda", "cpu", "contiguous", "detach", "numpy", "type", "requires_grad", *COPIES)
KEEPS += ("to_dense", "materialize", "eval", "block_until_ready")
AS_TYPE = ("astype", "to", "type")


def attribute(array: np.ndarray, name: str) -> Any:
    """What an array is asked without brackets; None for anything that is not on the list."""
    if name == "mT" and array.ndim > 1:
        return np.swapaxes(array, -1, -2)
    whole = {"T": array.T, "shape": array.shape, "ndim": array.ndim, "size": array.size}
    return (whole | {"data": array}).get(name)


def typed(array: np.ndarray, given: Sequence[Any]) -> np.ndarray:
    """The array in another type, where a type is among what is given."""
    for word in given:
        if word == "bool":
            return bounded(array.astype(bool))
        if isinstance(word, str) and word.startswith(("int", "uint", "long")):
            return array.astype(np.int64)
    numbers = bool(given) and str(given[0]).startswith("float")
    return array.astype(float) if numbers and array.dtype == bool else array
