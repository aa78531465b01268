"""How a call finds its word on the closed list, and what it is given."""

import ast
from collections.abc import Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.fault import CodeError, at
from maskviz.matrices.code.functions import FUNCTIONS
from maskviz.matrices.code.limits import bounded
from maskviz.matrices.code.methods import AS_TYPE, COPIES, KEEPS, METHODS, typed

ASIDE = ("device", "requires_grad", "layout", "copy", "keepdim", "keepdims", "pin_memory", "name")
TYPE = ("dtype", "dtypes")  # by these a type is told


def known_as(whole: str) -> str:
    """The name on the list of a function as it is called, nothing where there is none; what stands
    right before the last dot may tell two of one name apart."""
    parts = whole.split(".")
    for name in (".".join(parts[-2:]), parts[-1]):
        if name in FUNCTIONS:
            outer = len(parts) > 1 and parts[-2] in FUNCTIONS and name == parts[-1]
            return "" if outer else name  # np.add.at is no word of its own
    return ""


def of_library(name: str, given: Sequence[Any], more: dict[str, Any]) -> Any:
    """What a word of the list makes, in the type that is told."""
    types = [more.pop(kind) for kind in TYPE if kind in more]
    found = FUNCTIONS[name](*given, **more)
    return typed(found, types) if types and isinstance(found, np.ndarray) else found


def of_method(node: ast.AST, array: np.ndarray, given: Sequence[Any], more: dict[str, Any]) -> Any:
    """What a method makes of an array; the node is that with the dot."""
    name = getattr(node, "attr", "")
    plain = name[:-1] if name.endswith("_") and not name.endswith("__") else name
    types = [more.pop(kind) for kind in TYPE if kind in more]
    if plain in AS_TYPE:
        return typed(array, [*given, *types])
    if plain in KEEPS:
        return array.copy() if plain in COPIES else array
    if plain in METHODS:
        found = METHODS[plain](array, *given, **more)
        return found if isinstance(found, list) else bounded(np.asarray(found))
    raise not_listed(node, f".{name}()")


def not_listed(node: ast.AST, said: str) -> CodeError:
    more = "write what it does, or paste what it prints"
    return at(node, f"“{said}” is not on the list of what can be read; {more}.")


def in_place(node: ast.AST) -> ast.expr | None:
    """What a call changes where it stands, as x.fill_(1) does; None for all others."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    name = node.func.attr
    changes = name.endswith("_") and name[:-1] in METHODS
    return node.func.value if changes else None
