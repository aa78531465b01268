"""What stands behind a dot without brackets: names of libraries and types, fields, sides."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.calls import known_as, not_listed
from maskviz.matrices.code.methods import attribute
from maskviz.matrices.code.names import TYPES, Names, dotted, limit_of
from maskviz.matrices.code.objects import Instance
from maskviz.matrices.code.products import Pair

Read = Callable[[ast.AST], Any]
PAIR = ("values", "indices")


def attribute_of(node: ast.Attribute, read: Read, names: Names) -> Any:
    whole = dotted(node)
    if whole in names.known:
        return names.get(whole)
    if whole and of_a_library(whole, names):
        return of_library(whole, names)
    if isinstance(node.value, ast.Call) and getattr(node.value.func, "attr", "") in (
        "finfo",
        "iinfo",
    ):
        named = str(read(node.value.args[0])).split(".")[-1]
        return limit_of(named, node.attr, node.value.func.attr)
    if node.attr in ("dtype", "device"):
        return typename(node.value, read, names)
    if whole and names.is_open(whole.split(".")[0]):  # config.block_size
        return node.attr if node.attr in TYPES else names.number(node.attr)
    value = read(node.value)
    if isinstance(value, Instance):
        return names.number(node.attr) if node.attr not in value.fields else value.fields[node.attr]
    if isinstance(value, Pair) and node.attr in PAIR:
        return value[PAIR.index(node.attr)]
    found = attribute(np.asarray(value), node.attr)
    if found is None:
        raise not_listed(node, f".{node.attr}")
    return found


def of_library(whole: str, names: Names) -> Any:
    """A name that a module has: a type, the least number of one, a constant."""
    *_, before, last = whole.split(".")
    if last in ("min", "max") and before in TYPES:
        return limit_of(before, last, "finfo" if before.startswith(("float", "bf")) else "iinfo")
    return last if last in TYPES else names.number(last)


def typename(node: ast.AST, read: Read, names: Names) -> str:
    """The type of an array that is known, that of scores of all else."""
    whole = dotted(node)
    known = names.known.get(whole)
    if isinstance(known, np.ndarray):
        return {"b": "bool", "i": "int64"}.get(known.dtype.kind, "float32")
    return "float32"


def of_a_library(whole: str, names: Names) -> bool:
    first = whole.split(".")[0]
    return (first in names.libraries and first not in names.known) or "." in known_as(whole)
