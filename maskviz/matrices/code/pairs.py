"""Words between two arrays, and words over one."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import checked_pair, side_of
from maskviz.matrices.code.operators import both

SPELLED: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("add",),
    ast.Sub: ("sub", "subtract"),
    ast.Mult: ("mul", "multiply"),
    ast.Div: ("div", "divide", "true_divide"),
    ast.FloorDiv: ("floor_divide", "floordiv"),
    ast.Mod: ("remainder", "mod"),
    ast.Pow: ("pow", "power"),
    ast.BitAnd: ("bitwise_and",),
    ast.BitOr: ("bitwise_or",),
    ast.BitXor: ("bitwise_xor",),
}
NUMPY: dict[str, Callable[..., Any]] = {
    "eq": np.equal,
    "equal": np.equal,
    "ne": np.not_equal,
    "not_equal": np.not_equal,
    "ge": np.greater_equal,
    "greater_equal": np.greater_equal,
    "gt": np.greater,
    "greater": np.greater,
    "le": np.less_equal,
    "less_equal": np.less_equal,
    "lt": np.less,
    "less": np.less,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "logical_and": np.logical_and,
    "logical_or": np.logical_or,
    "logical_xor": np.logical_xor,
}


def of_sign(sign: type[ast.operator]) -> Callable[..., Any]:
    return lambda a, b: both(sign(), np.asarray(a), np.asarray(b))


def of_numpy(join: Callable[..., Any]) -> Callable[..., Any]:
    return lambda a, b: join(*checked_pair(a, b))


PAIRS: dict[str, Callable[..., Any]] = {
    **{name: of_sign(sign) for sign, names in SPELLED.items() for name in names},
    **{name: of_numpy(join) for name, join in NUMPY.items()},
}


def every(join: Callable[..., Any]) -> Callable[..., Any]:
    """The same word over all pairs of two vectors: np.less.outer."""

    def outer(a: Any, b: Any) -> np.ndarray:
        one, other = np.asarray(a), np.asarray(b)
        return join(one.reshape(*one.shape, *[1] * other.ndim), other)

    return outer


def folded(join: Callable[..., Any]) -> Callable[..., Any]:
    """A word over all arrays of a list, or over one side of an array: np.logical_and.reduce."""

    def reduced(arrays: Any, axis: Any = 0) -> Any:
        parts = arrays if isinstance(arrays, list) else np.moveaxis(np.asarray(arrays), axis, 0)
        first, *others = parts
        for other in others:
            first = join(first, other)
        return first

    return reduced


REDUCED = {f"{name}.reduce": folded(join) for name, join in PAIRS.items()}
OUTER = {f"{name}.outer": every(join) for name, join in PAIRS.items()}


def cumsum(array: Any, dim: Any = None, axis: Any = None) -> np.ndarray:
    return np.cumsum(np.asarray(array), axis=side_of(dim, axis))


def over(join: Callable[..., Any]) -> Callable[..., Any]:
    """A word over a side of an array, or over all of it."""
    return lambda array, dim=None, axis=None: join(np.asarray(array), axis=side_of(dim, axis))


def largest(two: Callable[..., Any], one: Callable[..., Any]) -> Callable[..., Any]:
    """max and min: of two arrays cell by cell, of one over all of it or over a side."""

    def found(*given: Any, dim: Any = None, axis: Any = None) -> Any:
        if len(given) == 1:
            return one(np.asarray(given[0]), axis=side_of(dim, axis))
        whole = given[0]
        for other in given[1:]:
            whole = two(*checked_pair(whole, other))
        return whole

    return found


def clip(array: Any, least: Any = None, most: Any = None, *, min: Any = None, max: Any = None):
    return np.clip(array, least if min is None else min, most if max is None else max)


ALONE: dict[str, Callable[..., Any]] = {
    "abs": np.abs,
    "absolute": np.abs,
    "logical_not": np.logical_not,
    "bitwise_not": lambda array: np.invert(np.asarray(array)),
    **{name: getattr(np, name) for name in ("log", "log2", "exp", "sqrt", "floor", "ceil", "sign")},
    **{name: getattr(np, name) for name in ("isinf", "isnan", "isfinite", "isneginf")},
    "cumsum": cumsum,
    "any": over(np.any),
    "all": over(np.all),
    "sum": over(np.sum),
    "max": largest(np.maximum, np.max),
    "min": largest(np.minimum, np.min),
    "clamp": clip,
    "clip": clip,
}
