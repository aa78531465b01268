"""A program of a few lines: assignments, loops over ranges, functions of places."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import shape_of
from maskviz.matrices.code.expression import Reader
from maskviz.matrices.code.fault import CodeError, at
from maskviz.matrices.code.mods import Mod, joined, mod_of, ready
from maskviz.matrices.code.names import KEYS, QUERIES, Names, Places
from maskviz.matrices.code.parsing import parsed
from maskviz.matrices.code.result import Made
from maskviz.matrices.error import MatrixError

DEEP = 12  # calls in calls
REFUSED = (TypeError, ValueError, OverflowError, IndexError, RuntimeError)  # of NumPy
SAID = 120  # characters of its words


def made(text: str, given: Mapping[str, Any] | None = None, places: Places | None = None) -> Made:
    """The mask that the lines make; `given` sets names that they leave open, `places` says over
    which queries and keys a function of places is drawn.

    Errors: CodeError with its place for whatever is not on the list, and over the limits.
    """
    program = Program(dict(given or {}), places or Places())
    value, name = program.run(parsed(text))
    return program.drawn(value, name)


class Program:
    """Reads statements one after the other; what was said last is what it makes."""

    def __init__(self, given: Mapping[str, Any], places: Places):
        self.places = places
        shape_of([places.queries, places.keys])
        self.q = np.arange(places.queries)[:, None] + places.first
        self.k = np.arange(places.keys)[None, :]
        grids = dict.fromkeys(QUERIES, self.q) | dict.fromkeys(KEYS, self.k)
        least = max(places.queries, places.keys)
        self.names = Names(given, known=dict(grids), places=grids, least=least)
        self.read = Reader(self.names, self.call)
        self.value: Any = None
        self.name, self.depth, self.returned = "", 0, False

    def run(self, body: Sequence[ast.stmt]) -> tuple[Any, str]:
        for node in body:
            if self.returned:
                break
            try:
                self.statement(node)
            except MatrixError:
                raise
            except REFUSED as error:
                raise at(node, f"NumPy cannot work this out: {str(error)[:SAID]}.") from None
        return self.value, self.name

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Pass():
                return
            case ast.Expr(value=ast.Constant(value=str())):
                return
            case ast.Expr(value=value) | ast.Return(value=ast.AST() as value):
                self.value = self.read_value(value)
                self.returned = isinstance(node, ast.Return)
            case ast.FunctionDef():
                self.value = self.names.known[node.name] = mod_of(node)
                self.name = node.name
            case ast.Assign(targets=[target]):
                self.assign(target, self.read_value(node.value))
            case ast.AnnAssign(value=ast.AST() as value):
                self.assign(node.target, self.read_value(value))
            case ast.AugAssign():
                whole = ast.BinOp(node.target, node.op, node.value)
                self.assign(node.target, self.read(ast.copy_location(whole, node)))
            case ast.For(target=ast.Name(id=name), orelse=[]):
                for step in np.atleast_1d(self.read(node.iter)).tolist():
                    self.names.known[name] = step
                    self.run(node.body)
            case ast.If():
                truth = np.asarray(self.read(node.test))
                if truth.size != 1:
                    raise at(node, "An “if” needs one truth, not an array of them.")
                self.run(node.body if truth.all() else node.orelse)
            case _:
                said = ast.unparse(node).split("\n")[0][:40]
                raise at(node, f"“{said}” is not on the list of what can be read.")

    def read_value(self, node: ast.AST) -> Any:
        return mod_of(node) if isinstance(node, ast.Lambda) else self.read(node)

    def assign(self, target: ast.AST, value: Any) -> None:
        if isinstance(target, ast.Name):
            self.names.known[target.id] = value
            self.value, self.name = value, target.id
        elif isinstance(target, ast.Tuple | ast.List) and all(
            isinstance(item, ast.Name) for item in target.elts
        ):
            if not isinstance(value, tuple | list) and not np.ndim(value):
                raise at(target, "One number is no list of values.")
            if len(parts := list(value)) != (count := len(target.elts)):
                raise at(target, f"Names and values differ in number: {count} and {len(parts)}.")
            for item, part in zip(target.elts, parts, strict=True):
                self.assign(item, part)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            array = np.array(self.read(target.value), dtype=float)
            try:
                array[self.read.place(target.slice)] = value
            except (IndexError, ValueError) as error:
                raise at(target, f"That place cannot be set: {error}.") from None
            self.assign(target.value, array)
        else:
            raise at(target, f"“{ast.unparse(target)[:30]}” cannot be set.")

    def call(self, node: ast.Call, name: str, given: Sequence[Any]) -> Any:
        """A function that the text defines, or one of the mask functions that libraries have."""
        if name in ("and_masks", "or_masks"):
            return joined(name, [self.mod(item) for item in node.args])
        known = self.names.known.get(name) or ready(name)
        if isinstance(known, Mod):
            return self.applied(known, given)
        raise at(node, f"“{name}” is not on the list of what can be read.")

    def mod(self, node: ast.AST) -> Mod:
        if isinstance(node, ast.Name):
            known = self.names.known.get(node.id) or ready(node.id)
            if isinstance(known, Mod):
                return known
            raise at(node, f"Nothing says what the mask “{node.id}” is; write its function above.")
        found = self.read_value(node)
        if not isinstance(found, Mod):
            raise at(node, "and_masks and or_masks take functions.")
        return found

    def applied(self, mod: Mod, given: Sequence[Any]) -> Any:
        """The value of a function for what it is given; its own names end with it."""
        if mod.parts:
            found = [self.applied(part, given) for part in mod.parts]
            join = np.logical_and if mod.how == "and_masks" else np.logical_or
            return join.reduce(np.broadcast_arrays(*found))
        if self.depth >= DEEP:
            raise CodeError(f"The functions call each other more than {DEEP} deep.")
        before, said = dict(self.names.known), (self.value, self.name)
        self.names.known |= dict(zip(mod.arguments, given, strict=False))
        for name, node in mod.defaults.items():
            if name not in mod.arguments[: len(given)]:
                self.names.known[name] = self.read(node)
        self.value, self.depth = None, self.depth + 1
        self.run(mod.body)
        self.depth, self.returned = self.depth - 1, False
        found, self.names.known = self.value, before
        self.value, self.name = said
        return found

    def drawn(self, value: Any, name: str) -> Made:
        """What was made, as an array; a function is drawn over queries and keys."""
        mod = isinstance(value, Mod)
        if mod:
            value = self.over_places(value)
        try:
            array = np.asarray(value)
        except ValueError:
            raise CodeError("The lines make lists of different lengths, so no array.") from None
        if value is None or array.dtype == object or array.dtype.kind not in "biuf":
            raise CodeError("The lines make no array; end them with the mask.")
        opened, kind = tuple(self.names.opened.values()), array.dtype.kind
        placed = mod or self.names.placed
        size = self.places.queries, self.places.keys
        if placed and array.shape in ((1, size[1]), (size[0], 1)):
            array = np.broadcast_to(array, size)
        return Made(array.astype(np.float64), opened, name, mod, kind, placed)

    def over_places(self, mod: Mod) -> np.ndarray:
        """A function over all queries and keys, (q, k); (head, q, k) where heads differ by it."""
        size, heads = (self.places.queries, self.places.keys), self.places.heads
        if heads > 1 and mod.asks_head:
            try:
                each = np.arange(heads)[:, None, None]
                found = self.applied(mod, mod.placed(self.q, self.k, each))
                whole = np.broadcast_to(np.asarray(found), (heads, *size))
            except (CodeError, ValueError):  # an “if” asks for one head at a time
                whole = np.stack([self.of_head(mod, head) for head in range(heads)])
            return whole if (whole != whole[0]).any() else whole[0]
        return self.of_head(mod, 0)

    def of_head(self, mod: Mod, head: int) -> np.ndarray:
        """A function over all queries and keys for one head, (q, k)."""
        self.depth, self.returned = 0, False
        found = self.applied(mod, mod.placed(self.q, self.k, head))
        size = self.places.queries, self.places.keys
        try:
            return np.broadcast_to(np.asarray(found), size)
        except ValueError:
            over = f"{size[0]} queries x {size[1]} keys"
            raise CodeError(f"The function gives no answer for each cell of {over}.") from None
