"""Expressions of a program: each kind of node of the parsed text, and nothing else."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import where
from maskviz.matrices.code.attributes import attribute_of
from maskviz.matrices.code.brackets import looked_up, place
from maskviz.matrices.code.callee import call_of
from maskviz.matrices.code.calls import ASIDE, not_listed
from maskviz.matrices.code.fault import CodeError, Spent, at
from maskviz.matrices.code.functions import FUNCTIONS
from maskviz.matrices.code.limits import LABEL, TooMuch, bounded, checked_pair, weight
from maskviz.matrices.code.names import TYPES, Names, dotted
from maskviz.matrices.code.operators import TWO, alone, both
from maskviz.matrices.code.unknown import (
    added_to,
    given_by_nobody,
    is_kind,
    side_asked,
    sides_of,
)
from maskviz.turns import step

STEPS = 100_000  # nodes that are looked at, loops counted out
WORK = 300_000_000  # cells of all arrays on the way
WRONG = (TooMuch, ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError)
Call = Callable[[ast.Call, str, Any], Any]
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
            raise at(node, f"The program takes more than {STEPS:,} steps.", Spent)
        if side_asked(node, self.names):
            return sides_of(node, self.names)
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
            raise at(node, f"The program makes more than {WORK:,} cells on the way.", Spent)
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

    read_list = read_set = read_tuple

    def read_dict(self, node: ast.Dict) -> dict[Any, Any]:
        keys = [None if key is None else self(key) for key in node.keys]
        if not all(isinstance(key, str | int | float) for key in keys):
            raise not_listed(node, ast.unparse(node)[:30])
        return dict(zip(keys, map(self, node.values), strict=True))

    def read_joinedstr(self, node: ast.JoinedStr) -> str:
        """An f-string, which names things and makes none."""
        parts = (self(part) for part in node.values)
        return "".join(str(part)[:LABEL] for part in parts)[:LABEL]

    def read_formattedvalue(self, node: ast.FormattedValue) -> Any:
        return self(node.value)

    def read_namedexpr(self, node: ast.NamedExpr) -> Any:
        self.names.known[node.target.id] = found = self(node.value)
        return found

    def read_listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> list[Any]:
        found: list[Any] = []
        self.each(node.generators, lambda: found.append(self(node.elt)))
        return found

    read_generatorexp = read_listcomp

    def read_unaryop(self, node: ast.UnaryOp) -> Any:
        return alone(node.op, self(node.operand))

    def read_binop(self, node: ast.BinOp) -> Any:
        if (found := added_to(node, self, self.names)) is not None:
            return found
        left, right = self(node.left), self(node.right)
        if isinstance(node.op, ast.LShift | ast.RShift) and self.names.placed:
            raise at(node, f"“{ast.unparse(node)[:30]}” moves bits, and places have none.")
        return both(node.op, left, right)

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
        if (truth := is_kind(node, self.names)) is not None:
            return truth
        left, found = None if given_by_nobody(node, self.names) else self(node.left), None
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
        return attribute_of(node, self, self.names)

    def read_slice(self, node: ast.Slice) -> slice:
        ends = (
            None if end is None else int(self(end)) for end in (node.lower, node.upper, node.step)
        )
        return slice(*ends)

    def read_subscript(self, node: ast.Subscript) -> Any:
        at_ = self.place(node.slice)
        if (grid := dotted(node.value).split(".")[-1]) in ("mgrid", "ogrid"):
            return FUNCTIONS[grid](*(at_ if isinstance(at_, tuple) else (at_,)))
        if isinstance(at_, str) and self.names.is_open(dotted(node.value).split(".")[0]):
            return self.names.number(at_)  # cfg["context_length"]
        if isinstance(node.value, ast.Name) and self.names.is_open(node.value.id):
            return looked_up(self.names, node.value.id, at_)
        value = self(node.value)
        if isinstance(value, list | tuple) and isinstance(at_, int | slice):
            return value[at_]
        if isinstance(value, dict):
            if at_ not in value:
                raise at(node, f"There is no “{str(at_)[:20]}” in it.")
            return value[at_]
        return bounded(np.asarray(np.asarray(value)[at_]))

    def place(self, node: ast.AST) -> Any:
        return place(node, self, self.names)

    def read_call(self, node: ast.Call) -> Any:
        return call_of(node, self, self.names, self.calls)

    def given(self, node: ast.Call) -> tuple[list[Any], dict[str, Any]]:
        """The arguments in their order, and those by name without those that only say a place."""
        named = {k.arg: self(k.value) for k in node.keywords if k.arg and k.arg not in ASIDE}
        return self.read_tuple(ast.Tuple(node.args)), named
