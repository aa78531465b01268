"""Signs between and before values, as torch and NumPy understand them."""

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.code.limits import LABEL, TooMuch, bounded, checked_pair, shape_of
from maskviz.matrices.code.products import matmul

TWO: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: lambda one, other: power(one, other),
    ast.LShift: lambda one, other: shifted(one, other),
    ast.RShift: lambda one, other: shifted(one, -np.asarray(other)),
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, other: np.isin(one, other),
    ast.NotIn: lambda one, other: ~np.isin(one, other),
}
EXACT = 2.0**53  # below it a float has every whole number
SIGNS = {ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^"}


def alone(sign: ast.unaryop, value: Any) -> Any:
    """A value with a sign before it; ~ and `not` turn truths over."""
    array = np.asarray(value)
    match sign:
        case ast.USub():
            return -(array.astype(float) if array.dtype == bool else value)
        case ast.UAdd():
            return value
        case ast.Invert() if array.dtype != bool:
            return np.invert(array)
    return np.logical_not(value)


def both(sign: ast.operator, left: Any, right: Any) -> Any:
    """Two values with a sign between them; lists are repeated and joined."""
    if isinstance(right, list) and isinstance(sign, ast.Mult) and np.ndim(left) == 0:
        left, right = right, left
    if isinstance(left, list) and isinstance(sign, ast.Mult) and np.ndim(right) == 0:
        times = min(max(int(right), 0), POSITIONS)
        shape_of([len(left), times])
        return bounded(np.asarray(left * times)).tolist() if plain(left) else left * times
    if isinstance(left, list) and isinstance(sign, ast.Add) and isinstance(right, list):
        return left + right
    if isinstance(left, str) and isinstance(right, str) and isinstance(sign, ast.Add):
        return (left + right)[:LABEL]
    if isinstance(left, str) or isinstance(right, str):
        raise TooMuch("words are not calculated with")
    if isinstance(sign, ast.MatMult):
        return matmul(left, right)
    one, other = checked_pair(left, right)
    truths = one.dtype == other.dtype == bool
    if type(sign) in SIGNS and not truths:
        one, other = (a.astype(np.int64) if a.dtype != bool else a for a in (one, other))
    if isinstance(sign, ast.Sub) and truths:
        one, other = one.astype(np.int64), other.astype(np.int64)
    if isinstance(sign, ast.Mult):
        return product(one, other)
    return TWO[type(sign)](one, other)


def plain(values: list[Any]) -> bool:
    """Whether a list is one of numbers, or of lists of one length."""
    return len({np.shape(value) for value in values}) < 2


def product(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """0 times −∞ is NaN, as in every library."""
    if one.dtype == other.dtype == bool:
        return one & other
    return np.asarray(one, dtype=float if one.dtype == bool else None) * other


def shifted(one: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Bits moved to the left, or to the right by less than 0."""
    whole = one.astype(np.int64)
    return np.where(by >= 0, whole << np.clip(by, 0, 62), whole >> np.clip(-by, 0, 63))


def power(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """In floating point, as large as it gets; whole where both are and it is exact."""
    found = np.power(one.astype(float), other.astype(float))
    whole = one.dtype.kind in "iu" and other.dtype.kind in "iu" and (abs(found) < EXACT).all()
    return found.astype(np.int64) if whole and (other >= 0).all() else found
