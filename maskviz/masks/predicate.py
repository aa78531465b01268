"""A predicate's source as one expression over whole numbers, walked node by node, never run."""

import ast
import operator
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from maskviz.masks.kinds import Value

# q, k and parameters as numbers or names of options, facts as one number per token
Names = Mapping[str, Value | np.ndarray]

OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}
COMPARISONS = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


@lru_cache(maxsize=128)
def expression(code: str) -> ast.expr:
    """The one expression a predicate's source returns; ValueError when it is written otherwise."""
    match ast.parse(code).body:
        case [ast.FunctionDef(body=[ast.Return(value=ast.expr() as value)])]:
            return value
    raise ValueError(f"a predicate is one return, not: {code}")


def evaluate(node: ast.expr, names: Names) -> Value:
    """The value of an expression over whole numbers; nothing but rule 1's operations is known.

    The name of an option is a value that can only be compared.
    """
    match node:
        case ast.Constant(value=int()):
            return int(node.value)
        case ast.Constant(value=str()):
            return node.value
        case ast.Name():
            value = names[node.id]
            return value if isinstance(value, str) else int(value)
        case ast.Subscript(value=ast.Name()):
            return int(names[node.value.id][evaluate(node.slice, names)])
        case ast.Call(func=ast.Name(id="abs"), args=[inside]):
            return abs(evaluate(inside, names))
        case ast.UnaryOp(op=ast.USub()):
            return -evaluate(node.operand, names)
        case ast.BinOp() if type(node.op) in OPERATIONS:
            sides = evaluate(node.left, names), evaluate(node.right, names)
            return int(OPERATIONS[type(node.op)](*sides))
        case ast.Compare(ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            sides = evaluate(node.left, names), evaluate(right, names)
            return int(COMPARISONS[type(op)](*sides))
    raise ValueError(f"a predicate may not contain: {ast.unparse(node)}")


def conjuncts(node: ast.expr) -> list[ast.expr]:
    """The conditions that must all hold for the cell to be open."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        return conjuncts(node.left) + conjuncts(node.right)
    return [node]
