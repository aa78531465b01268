"""A program of a few lines: assignments, loops over ranges, functions of places."""

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from maskviz.matrices.code.applying import called
from maskviz.matrices.code.brackets import laid
from maskviz.matrices.code.calls import in_place, not_listed
from maskviz.matrices.code.drawing import drawn
from maskviz.matrices.code.expression import Reader
from maskviz.matrices.code.fault import at
from maskviz.matrices.code.limits import items, shape_of
from maskviz.matrices.code.mods import Mod, mod_of
from maskviz.matrices.code.names import KEYS, QUERIES, Names, Places
from maskviz.matrices.code.parsing import parsed
from maskviz.matrices.code.result import Made
from maskviz.matrices.code.setting import bind, cells_of, handed_over, renamed, sides_of
from maskviz.matrices.error import MatrixError

REFUSED = (TypeError, ValueError, OverflowError, IndexError, RuntimeError)  # of NumPy
SAID = 120  # characters of its words
CLASS = "A class is not read; paste the lines of it that make the mask."


def made(text: str, given: Mapping[str, Any] | None = None, places: Places | None = None) -> Made:
    """The mask that the lines make; `given` sets names that they leave open, `places` says over
    which queries and keys a function of places is drawn.

    Errors: CodeError with its place for whatever is not on the list, and over the limits.
    """
    program = Program(dict(given or {}), places or Places())
    program.run(parsed(text))
    return drawn(program, program.value, program.name)


class Program:
    """Reads statements one after the other; what was said last is what it makes."""

    def __init__(self, given: Mapping[str, Any], places: Places):
        self.places = places
        shape_of([places.queries, places.keys])
        self.q = np.arange(places.queries)[:, None] + places.first
        self.k = np.arange(places.keys)[None, :]
        self.q.flags.writeable = self.k.flags.writeable = False
        grids = dict.fromkeys(QUERIES, self.q) | dict.fromkeys(KEYS, self.k)
        least = max(places.queries, places.keys)
        self.names = Names(given, known=dict(grids), places=grids, least=least)
        self.read = Reader(self.names, partial(called, self), self.each)
        self.value: Any = None
        self.name, self.depth, self.returned = "", 0, False

    def run(self, body: Sequence[ast.stmt]) -> None:
        for node in body:
            if self.returned:
                break
            try:
                self.statement(node)
            except MatrixError:
                raise
            except REFUSED as error:
                raise at(node, f"NumPy cannot work this out: {str(error)[:SAID]}.") from None

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Assert():
                return
            case ast.Expr(value=ast.Constant(value=str())) | ast.AnnAssign(value=None):
                return
            case ast.Expr(value=ast.Call() as call) if self.aside(call):
                return
            case ast.Expr(value=value) | ast.Return(value=ast.AST() as value):
                self.value = self.read_value(value)
                self.returned = isinstance(node, ast.Return)
            case ast.FunctionDef():
                self.value = self.names.known[node.name] = self.mod_here(node)
                self.name = node.name
            case ast.Assign(targets=targets, value=value):
                self.assigned(targets, value)
            case ast.AnnAssign(value=ast.AST() as value):
                self.assigned([node.target], value)
            case ast.AugAssign():
                whole = ast.BinOp(node.target, node.op, node.value)
                self.change(node.target, ast.copy_location(whole, node))
            case ast.For(orelse=[]):
                for step in items(self.read(node.iter)):
                    bind(node.target, step, self.names, self.read)
                    self.run(node.body)
            case ast.With():
                self.run(node.body)
            case ast.If():
                truth = np.asarray(self.read(node.test))
                if truth.size != 1:
                    raise at(node, "An “if” needs one truth, not an array of them.")
                self.run(node.body if truth.all() else node.orelse)
            case ast.ClassDef():
                raise at(node, CLASS)
            case _:
                raise not_listed(node, ast.unparse(node).split("\n")[0][:40])

    def aside(self, call: ast.Call) -> bool:
        """A call that makes nothing of its own: what changes an array where it stands, what a
        module keeps by a name, what is printed."""
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if where := in_place(call):
            if isinstance(where, ast.Call):
                return False
            self.change(where, call)
            return True
        if name == "register_buffer" and len(call.args) > 1:
            self.assigned([ast.Name(f"self.{self.read(call.args[0])}")], call.args[1])
            return True
        if name in ("print", "display") and "print" not in self.names.known:
            shown = [value for value in map(self.read, call.args) if np.ndim(value) > 1]
            self.value = shown[-1] if shown else self.value
            return True
        return False

    def change(self, where: ast.expr, node: ast.expr) -> None:
        """What stands there is changed, under all its names."""
        if isinstance(where, ast.Name | ast.Attribute):
            before, made = self.read(where), self.read(node)
            if isinstance(before, np.ndarray) and isinstance(made, np.ndarray):
                made = laid(before, made)
            renamed(before, made, self.names)
            self.set(where, made)
        else:
            self.assigned([where], node)

    def assigned(self, targets: Sequence[ast.expr], node: ast.expr) -> None:
        (target, *_), names = targets, self.names
        if isinstance(target, ast.Tuple) and sides_of(node, names):
            for side in target.elts:
                if isinstance(side, ast.Name):
                    names.known[side.id] = names.number(side.id)
            return
        if cells := cells_of(target, names):
            grids = (self.q, self.k)
            names.known |= dict(zip(cells, grids, strict=True))
            names.placed, target = True, target.value
            target = target.value if isinstance(target, ast.Subscript) else target
            whole = np.broadcast_shapes(*(grid.shape for grid in grids))
            self.set(target, np.broadcast_to(self.read(node), whole))
            return
        value = self.read_value(node)
        for each in targets:
            self.set(each, value)

    def set(self, target: ast.AST, value: Any) -> None:
        self.name = bind(target, value, self.names, self.read).removeprefix("self.")
        name = f"self.{self.name}" if f"self.{self.name}" in self.names.known else self.name
        self.value = self.names.known[name]

    def read_value(self, node: ast.AST) -> Any:
        handed = handed_over(node, self.names)
        if handed is not None:
            return self.read_value(handed)
        return self.mod_here(node) if isinstance(node, ast.Lambda) else self.read(node)

    def mod_here(self, node: ast.AST) -> Mod:
        """A function, with what names mean here where it stands inside another."""
        return mod_of(node, dict(self.names.known) if self.depth else {})

    def each(self, loops: Sequence[ast.comprehension], do: Callable[[], None]) -> None:
        """The loops inside a list, one in the other; their names end with them."""
        if not loops:
            do()
            return
        before, (loop, *more) = dict(self.names.known), loops
        for step in items(self.read(loop.iter)):
            bind(loop.target, step, self.names, self.read)
            if all(np.all(self.read(test)) for test in loop.ifs):
                self.each(more, do)
        self.names.known = before
