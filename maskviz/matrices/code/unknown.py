"""Tensors of which nobody says what they hold: their sides, and how they are masked as scores."""

import ast
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.fault import CodeError, Spent
from maskviz.matrices.code.names import CACHED, MASKISH, Lost, Names, dotted

SCORES = re.compile(r"score|attn|att|wei|logit|dots|sim|energy|affin|product|qk", re.I)
TURNS = (
    "transpose",
    "permute",
    "t",
    "swapaxes",
    "softmax",
    "matmul",
    "bmm",
    "mm",
    "split",
    "chunk",
)
BLOCKS = -99.0  # a number that is added to scores and blocks
WHOLE, LENGTH = "whole", "length"


def nobody_says(node: ast.AST, names: Names) -> bool:
    """Whether it is the name of something that no line sets: left open, lost, or a name of places
    that is used as a tensor."""
    whole = dotted(node)
    if not whole or whole in names.given or whole.split(".")[-1] in names.given:
        return False
    if whole in names.known:
        known = names.known[whole]
        return isinstance(known, Lost) or any(known is grid for grid in names.places.values())
    return names.is_open(root := whole.split(".")[0]) or (root == "self" and whole != root)


def whole_of(node: ast.AST) -> ast.AST | None:
    """What all the sides are asked of: x in x.shape, x.size(), tf.shape(x)."""
    match node:
        case ast.Attribute(value=value, attr="shape"):
            return value
        case ast.Call(func=ast.Attribute(value=value, attr="size" | "get_shape"), args=[]):
            return value
        case ast.Call(func=ast.Attribute(attr="shape"), args=[value]):
            return value
    return None


def asked(node: ast.AST) -> tuple[ast.AST, Any] | None:
    """What a side is asked of, and which: a number, a slice, WHOLE, LENGTH; None for all else."""
    match node:
        case ast.Subscript(value=inside, slice=place) if (value := whole_of(inside)) is not None:
            at = slice_of(place) if isinstance(place, ast.Slice) else literal(place)
            return None if at is None else (value, at)
        case ast.Call(func=ast.Attribute(value=value, attr="size"), args=[place]):
            return None if (at := literal(place)) is None else (value, at)
        case ast.Call(func=ast.Name(id="len"), args=[value]):
            return value, LENGTH
    value = whole_of(node)
    return None if value is None else (value, WHOLE)


def literal(node: ast.AST | None) -> int | None:
    match node:
        case ast.Constant(value=int() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return -value
    return None


def slice_of(node: ast.Slice) -> slice:
    return slice(literal(node.lower), literal(node.upper))


def side_asked(node: ast.AST, names: Names) -> bool:
    """Whether a value is a side of something of which nobody says what it holds."""
    found = asked(node)
    return found is not None and nobody_says(found[0], names)


def sides_of(node: ast.AST, names: Names) -> Any:
    """A side, or several, of what nobody says: as many tokens as are set, and one text."""
    value, at = asked(node) or (node, WHOLE)
    known = names.known.get(dotted(value))
    shape: Sequence[int] | None = known.fault.shape if isinstance(known, Lost) else None
    if shape is not None:
        return list(shape) if at == WHOLE else shape[0 if at == LENGTH else at]
    if at == 0 and names.batched:
        return names.number("batch")
    if not isinstance(at, slice):
        tokens = names.number("tokens")
        return [tokens, tokens] if at == WHOLE else tokens
    last = at.stop is None and at.start is not None and at.start < 0
    return [names.number("tokens" if last or i else "batch") for i in range(2)]


def as_scores(node: ast.AST, read: Callable[[ast.AST], Any], names: Names) -> Any:
    """A value, or scores of 0 where nobody says what it is; a mask that cannot be read is no
    scores."""
    if nobody_says(node, names) and not MASKISH.search(dotted(node)):
        return 0.0
    try:
        return read(node)
    except Spent:
        raise
    except CodeError:
        if MASKISH.search(ast.unparse(node)):
            raise
        return 0.0


def added_to(node: ast.BinOp, read: Callable[[ast.AST], Any], names: Names) -> Any:
    """What is added to scores, or taken from them, where it blocks; None where this is no sum of
    scores and a mask."""
    if not isinstance(node.op, ast.Add | ast.Sub):
        return None
    pairs = [(node.left, node.right)]
    pairs += [(node.right, node.left)] if isinstance(node.op, ast.Add) else []
    for scores, mask in pairs:
        if nobody_says(scores, names) and SCORES.search(dotted(scores)):
            found = np.asarray(read(mask))
            signed = -found if isinstance(node.op, ast.Sub) and found.dtype != bool else found
            if found.ndim > 1 and found.dtype.kind in "if" and signed.min(initial=0) <= BLOCKS:
                return signed
    return None


def is_kind(node: ast.Compare, names: Names) -> bool | None:
    """Whether something that nobody says is of a kind, `attention_type == "local"`, which is asked
    under the name of the kind; a device is none."""
    match node:
        case ast.Compare(left, [ast.Eq() | ast.NotEq() as sign], [ast.Constant(str(kind))]):
            if kind.isidentifier() and nobody_says(left, names):
                holds = "device" not in dotted(left) and bool(names.number(kind, 1))
                return holds is isinstance(sign, ast.Eq)
    return None


def given_by_nobody(node: ast.Compare, names: Names) -> bool:
    """Whether a mask or a cache is asked for, as `mask is not None`, that nobody gives."""
    asks = isinstance(node.ops[0], ast.Is | ast.IsNot) and CACHED.search(dotted(node.left))
    if not asks or not nobody_says(node.left, names):
        return False
    return not isinstance(names.known.get(dotted(node.left)), Lost)
