"""Expressions of a program: each kind of node of the parsed text, and nothing else."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import where
from maskviz.matrices.code.brackets import looked_up, place
from maskviz.matrices.code.calls import ASIDE, known_as, not_listed, of_library, of_method
from maskviz.matrices.code.fault import CodeError, at
from maskviz.matrices.code.limits import TooMuch, bounded, checked_pair, weight
from maskviz.matrices.code.methods import METHODS, attribute, typed
from maskviz.matrices.code.names import LIBRARIES, TYPES, Names, dotted, limit_of
from maskviz.matrices.code.operators import TWO, alone, both
from maskviz.turns import step

STEPS = 100_000  # nodes that are looked at, loops counted out
WORK = 300_000_000  # cells of all arrays on the way
WRONG = (TooMuch, ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError)
Call = Callable[[ast.Call, str], Any]
Each = Callable[[Sequence[ast.comprehension], Callable[[], None]], None]


class Reader:
    """Reads expressions with the names of one program; `calls` answers for its own functions, and
    `each` goes over the loops inside a list."""

    def __init__(self, names: Names, calls: Call, each: Each):
        self.names, self.calls, self.each = names, calls, each
        self.steps = self.cells = 0

    def __call__(self, node: ast.AST) -> Any:
        self.steps += 1
        if self.steps > STEPS:
            raise at(node, f"The program takes more than {STEPS:,} steps.")
        read = getattr(self, f"read_{type(node).__name__.lower()}", None)
        if read is None:
            raise not_listed(node, ast.unparse(node)[:30])
        try:
            with np.errstate(all="ignore"):
                found = read(node)
                self.cells += weight(found) if isinstance(found, list | np.ndarray) else 1
        except CodeError:
            raise
        except WRONG as error:
            told = str(error).split("\n")[0][:120].rstrip(".")
            raise at(node, f"“{ast.unparse(node)[:40]}” cannot be made: {told}.") from None
        if self.cells > WORK:
            raise at(node, f"The program makes more than {WORK:,} cells on the way.")
        step()
        return found

    def read_constant(self, node: ast.Constant) -> Any:
        if isinstance(node.value, str | bool | int | float) or node.value in (None, Ellipsis):
            return node.value
        raise at(node, f"“{ast.unparse(node)[:30]}” is no number.")

    def read_name(self, node: ast.Name) -> Any:
        if node.id in TYPES and node.id not in self.names.known:
            return node.id
        return self.names.number(node.id)

    def read_tuple(self, node: ast.Tuple | ast.List) -> Any:
        found: list[Any] = []
        for item in node.elts:
            if isinstance(item, ast.Starred):
                found += self(item.value)
            else:
                found.append(self(item))
        return found

    read_list = read_tuple

    def read_listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> list[Any]:
        found: list[Any] = []
        self.each(node.generators, lambda: found.append(self(node.elt)))
        return found

    read_generatorexp = read_listcomp

    def read_unaryop(self, node: ast.UnaryOp) -> Any:
        return alone(node.op, self(node.operand))

    def read_binop(self, node: ast.BinOp) -> Any:
        if type(node.op) not in TWO:
            raise at(node, f"“{ast.unparse(node)[:30]}” has a sign that is not on the list.")
        return both(node.op, self(node.left), self(node.right))

    def read_boolop(self, node: ast.BoolOp) -> Any:
        """Between single values as Python has it, between arrays cell by cell."""
        isand = isinstance(node.op, ast.And)
        found = self(node.values[0])
        for value in node.values[1:]:
            if np.ndim(found) == 0 and bool(found) is not isand:
                return found
            other = self(value)
            single = np.ndim(found) == 0 == np.ndim(other)
            join = np.logical_and if isand else np.logical_or
            found = other if single else join(*checked_pair(found, other))
        return found

    def read_compare(self, node: ast.Compare) -> Any:
        left, found = self(node.left), None
        for sign, right_ in zip(node.ops, node.comparators, strict=True):
            right = self(right_)
            if isinstance(sign, ast.Is | ast.IsNot) and right is None:
                one: Any = (left is None) is isinstance(sign, ast.Is)
            elif type(sign) not in TWO:
                raise at(node, f"“{ast.unparse(node)[:30]}” compares in a way not on the list.")
            else:
                one = TWO[type(sign)](*checked_pair(left, right))
            found = one if found is None else np.logical_and(found, one)
            left = right
        return found

    def read_ifexp(self, node: ast.IfExp) -> Any:
        test = self(node.test)
        if np.size(test) == 1:  # a choice of one, and the other need not make sense
            return self(node.body if np.all(test) else node.orelse)
        return where(test, self(node.body), self(node.orelse))

    def read_attribute(self, node: ast.Attribute) -> Any:
        whole = dotted(node)
        if whole in self.names.known:
            return self.names.known[whole]
        if whole and self.of_a_library(whole):
            last = whole.split(".")[-1]
            return last if last in TYPES else self.names.number(last)
        if isinstance(node.value, ast.Call) and getattr(node.value.func, "attr", "") in (
            "finfo",
            "iinfo",
        ):
            named = str(self(node.value.args[0])).split(".")[-1]
            return limit_of(named, node.attr, node.value.func.attr)
        if node.attr in ("dtype", "device"):
            return self.typename(node.value)
        if whole and self.names.is_open(whole.split(".")[0]):  # config.block_size
            return self.names.number(node.attr)
        found = attribute(np.asarray(self(node.value)), node.attr)
        if found is None:
            raise not_listed(node, f".{node.attr}")
        return found

    def typename(self, node: ast.AST) -> str:
        """The type of an array that is known, that of scores of all else."""
        if self.names.is_open(dotted(node).split(".")[0]) or not dotted(node):
            return "float32"
        kind = np.asarray(self(node)).dtype.kind
        return {"b": "bool", "i": "int64"}.get(kind, "float32")

    def read_slice(self, node: ast.Slice) -> slice:
        ends = (
            None if end is None else int(self(end)) for end in (node.lower, node.upper, node.step)
        )
        return slice(*ends)

    def read_subscript(self, node: ast.Subscript) -> Any:
        at_ = self.place(node.slice)
        if isinstance(node.value, ast.Name) and self.names.is_open(node.value.id):
            return looked_up(self.names, node.value.id, at_)
        value = self(node.value)
        if isinstance(value, list | tuple) and isinstance(at_, int | slice):
            return value[at_]
        return bounded(np.asarray(np.asarray(value)[at_]))

    def place(self, node: ast.AST) -> Any:
        return place(node, self, self.names)

    def read_call(self, node: ast.Call) -> Any:
        func = node.func
        whole = dotted(func)
        if isinstance(func, ast.Attribute) and not self.of_a_library(whole):
            given, more = self.given(node)
            return of_method(func, np.asarray(self(func.value)), given, more)
        name = whole.split(".")[-1]
        if name in ("finfo", "iinfo"):
            return None
        if self.names.known.get(name) is None and (word := known_as(whole)):
            return of_library(word, *self.given(node))
        if name == "cast":
            given, more = self.given(node)
            return typed(np.asarray(given[0]), [*given[1:], *more.values()])
        if isinstance(func, ast.Attribute) and name in METHODS:
            (array, *given), more = self.given(node)
            return of_method(func, np.asarray(array), given, more)
        return self.calls(node, name)

    def of_a_library(self, whole: str) -> bool:
        first = whole.split(".")[0]
        return (first in LIBRARIES and first not in self.names.known) or "." in known_as(whole)

    def given(self, node: ast.Call) -> tuple[list[Any], dict[str, Any]]:
        """The arguments in their order, and those by name without those that only say a place."""
        named = {k.arg: self(k.value) for k in node.keywords if k.arg and k.arg not in ASIDE}
        return self.read_tuple(ast.Tuple(node.args)), named
