"""Expressions of a program: each kind of node of the parsed text, and nothing else."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import FUNCTIONS, TooMuch, bounded, checked_pair, where
from maskviz.matrices.code.fault import CodeError, at
from maskviz.matrices.code.methods import AS_TYPE, KEEPS, METHODS, attribute, typed
from maskviz.matrices.code.names import LIBRARIES, TOKENS, TYPES, Names, dotted, lowest
from maskviz.matrices.code.operators import TWO, alone, both
from maskviz.turns import step

BATCH = ("b", "batch", "batch_idx")  # in brackets, where nobody says which text is meant
STEPS = 100_000  # nodes that are looked at, loops counted out
WORK = 300_000_000  # cells of all arrays on the way
WRONG = (TooMuch, ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError)
Call = Callable[[ast.Call, str, Sequence[Any]], Any]


class Reader:
    """Reads expressions with the names of one program; `calls` answers for its own functions."""

    def __init__(self, names: Names, calls: Call):
        self.names, self.calls = names, calls
        self.steps = self.cells = 0

    def __call__(self, node: ast.AST) -> Any:
        self.steps += 1
        if self.steps > STEPS:
            raise at(node, f"The program takes more than {STEPS:,} steps.")
        read = getattr(self, f"read_{type(node).__name__.lower()}", None)
        if read is None:
            raise at(node, f"“{ast.unparse(node)[:30]}” is not on the list of what can be read.")
        try:
            with np.errstate(all="ignore"):
                found = read(node)
        except CodeError:
            raise
        except (
            TooMuch,
            ValueError,
            TypeError,
            IndexError,
            ZeroDivisionError,
            OverflowError,
        ) as error:
            told = str(error).split("\n")[0][:120].rstrip(".")
            raise at(node, f"“{ast.unparse(node)[:40]}” cannot be made: {told}.") from None
        self.cells += found.size if isinstance(found, np.ndarray) else 1
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

    def read_tuple(self, node: ast.Tuple) -> Any:
        return [self(item) for item in node.elts]

    read_list = read_tuple

    def read_unaryop(self, node: ast.UnaryOp) -> Any:
        return alone(node.op, self(node.operand))

    def read_binop(self, node: ast.BinOp) -> Any:
        if type(node.op) not in TWO:
            raise at(node, f"“{ast.unparse(node)[:30]}” has a sign that is not on the list.")
        return both(node.op, self(node.left), self(node.right))

    def read_boolop(self, node: ast.BoolOp) -> Any:
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        found = self(node.values[0])
        for value in node.values[1:]:
            found = join(*checked_pair(found, self(value)))
        return found

    def read_compare(self, node: ast.Compare) -> Any:
        left, found = self(node.left), None
        for sign, right_ in zip(node.ops, node.comparators, strict=True):
            right = self(right_)
            if type(sign) not in TWO:
                raise at(node, f"“{ast.unparse(node)[:30]}” compares in a way not on the list.")
            one = TWO[type(sign)](*checked_pair(left, right))
            found = one if found is None else np.logical_and(found, one)
            left = right
        return found

    def read_ifexp(self, node: ast.IfExp) -> Any:
        return where(self(node.test), self(node.body), self(node.orelse))

    def read_attribute(self, node: ast.Attribute) -> Any:
        whole = dotted(node)
        if whole and whole.split(".")[0] in LIBRARIES:
            last = whole.split(".")[-1]
            return last if last in TYPES else self.names.number(last)
        if isinstance(node.value, ast.Call) and getattr(node.value.func, "attr", "") == "finfo":
            return (
                lowest(str(self(node.value.args[0])).split(".")[-1]) if node.attr == "min" else None
            )
        if node.attr in ("dtype", "device"):
            return "float32"
        found = attribute(np.asarray(self(node.value)), node.attr)
        if found is None:
            raise at(node, f"“.{node.attr}” is not on the list of what can be read.")
        return found

    def read_slice(self, node: ast.Slice) -> slice:
        ends = (
            None if end is None else int(self(end)) for end in (node.lower, node.upper, node.step)
        )
        return slice(*ends)

    def place(self, node: ast.AST) -> Any:
        """What stands between the brackets behind an array."""
        if isinstance(node, ast.Tuple):
            return tuple(self.place(item) for item in node.elts)
        if isinstance(node, ast.Name) and node.id in BATCH and node.id not in self.names.known:
            return 0
        found = self(node)
        if isinstance(found, list) or (isinstance(found, np.ndarray) and found.ndim):
            array = np.asarray(found)
            return array if array.dtype == bool else array.astype(np.int64)
        return int(found) if isinstance(found, np.generic | np.ndarray | float) else found

    def read_subscript(self, node: ast.Subscript) -> Any:
        place = self.place(node.slice)
        if isinstance(node.value, ast.Name) and node.value.id not in self.names.known:
            return self.looked_up(node.value.id, place)
        return bounded(np.asarray(np.asarray(self(node.value))[place]))

    def looked_up(self, name: str, place: Any) -> Any:
        """A vector that the program leaves open, at places: document_id[q], lengths[b]."""
        parts = place if isinstance(place, tuple) else (place,)
        arrays = [part for part in parts if isinstance(part, np.ndarray)]
        if any(part is None or isinstance(part, slice) for part in parts):  # doc[:, None]
            return self.names.vector(name, TOKENS)[place]
        if not arrays:
            return self.names.number(name)
        last = int(arrays[-1].max(initial=0))
        vector = self.names.vector(name, max(last + 1, self.names.least))
        if last >= len(vector):
            raise ValueError(f"{name} has {len(vector)} numbers and is looked up at {last}")
        return vector[arrays[-1]]

    def read_call(self, node: ast.Call) -> Any:
        if isinstance(node.func, ast.Attribute):
            whole = dotted(node.func)
            if not whole or whole.split(".")[0] not in LIBRARIES:
                return self.method(node, node.func)
            name = whole.split(".")[-1]
        elif isinstance(node.func, ast.Name):
            name = node.func.id
        else:
            raise at(node, "Only a name can be called.")
        given = [self(item) for item in node.args] if name not in ("and_masks", "or_masks") else []
        if name == "float" and node.args and isinstance(given[0], str):
            return (
                float(given[0])
                if given[0].strip("+-").lower() in ("inf", "infinity", "nan")
                else 0.0
            )
        if name in FUNCTIONS:
            return FUNCTIONS[name](*given, **self.named(node))
        if name == "finfo":
            return None
        return self.calls(node, name, given)

    def named(self, node: ast.Call) -> dict[str, Any]:
        """The arguments by name, without those that only say type and place."""
        aside = ("dtype", "device", "requires_grad", "layout", "dtypes", "copy", "keepdim")
        return {k.arg: self(k.value) for k in node.keywords if k.arg and k.arg not in aside}

    def method(self, node: ast.Call, dot: ast.Attribute) -> Any:
        value = self(dot.value)
        array, name = np.asarray(value), dot.attr
        given = [self(item) for item in node.args]
        types = [self(k.value) for k in node.keywords if k.arg == "dtype"]
        if name in AS_TYPE:
            return typed(array, [*given, *types])
        if name in KEEPS:
            return array
        if name in METHODS:
            return bounded(np.asarray(METHODS[name](array, *given, **self.named(node))))
        raise at(dot, f"“.{name}()” is not on the list of what can be read.")
