"""A program of a few lines: assignments, loops, functions of places, classes."""

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from maskviz.matrices.code.applying import called
from maskviz.matrices.code.brackets import laid
from maskviz.matrices.code.calls import not_listed
from maskviz.matrices.code.drawing import drawn
from maskviz.matrices.code.expression import Reader
from maskviz.matrices.code.fault import CodeError, Spent, at
from maskviz.matrices.code.flow import flows, looped
from maskviz.matrices.code.limits import shape_of
from maskviz.matrices.code.making import class_of
from maskviz.matrices.code.missing import missed, set_by
from maskviz.matrices.code.mods import Mod, mod_of
from maskviz.matrices.code.names import KEYS, MASKISH, QUERIES, Lost, Names, Places, dotted
from maskviz.matrices.code.parsing import parsed
from maskviz.matrices.code.result import Made
from maskviz.matrices.code.said import Said, aside, makers, modules, told
from maskviz.matrices.code.setting import bind, cells_of, handed_over, renamed, sides_set
from maskviz.matrices.code.unknown import asked, nobody_says
from maskviz.matrices.error import MatrixError

REFUSED = (TypeError, ValueError, OverflowError, IndexError, RuntimeError)  # of NumPy
SAID = 120  # characters of its words
OUTPUTS = "This is what attention makes, which depends on the tokens."


def made(text: str, given: Mapping[str, Any] | None = None, places: Places | None = None) -> Made:
    """The mask that the lines make; `given` sets names that they leave open, `places` says over
    which queries and keys a function of places is drawn.

    Errors: CodeError with its place for whatever is not on the list, and over the limits.
    """
    program = Program(dict(given or {}), places or Places())
    code = parsed(text)
    try:
        program.run(code.body)
        said = program.said
        if fault := said.pending or (program.first if said.empty else None):
            raise fault
        return drawn(program, said.value, said.name)
    except CodeError as fault:
        fault.code = code.text
        raise


class Program:
    """Reads statements one after the other; what was said last is what it makes.

    first    what could not be read first
    missed   how many statements could not be read
    inner    what was said in the function that was called last
    remarks  what is worth knowing, a sentence each
    """

    def __init__(self, given: Mapping[str, Any], places: Places):
        self.places = places
        shape_of([places.queries, places.keys])
        self.q, self.k = places.grids
        grids = dict.fromkeys(QUERIES, self.q) | dict.fromkeys(KEYS, self.k)
        least = max(places.queries, places.keys)
        self.names = Names(given, known=dict(grids), places=grids, least=least)
        self.read = Reader(self.names, partial(called, self), self.each)
        self.depth, self.first, self.missed = 0, None, 0
        self.said = self.inner = Said()
        self.remarks: list[str] = []

    def run(self, body: Sequence[ast.stmt]) -> None:
        """The statements; those that cannot be read and make no mask are left aside."""
        if not self.depth:
            sides = (asked(node) for line in body for node in ast.walk(line))
            self.names.batched |= any(one and one[1] in (1, 2, -1, -2) for one in sides)
            self.names.libraries |= set(makers(body))
        for node in body:
            if self.said.returned or self.said.leaving:
                break
            opened = dict(self.names.opened)
            try:
                self.statement(node)
                continue
            except Spent:
                raise
            except CodeError as error:
                fault = error
            except MatrixError as error:
                fault = at(node, str(error))
            except REFUSED as error:
                fault = at(node, f"NumPy cannot work this out: {str(error)[:SAID]}.")
            self.names.opened = opened
            missed(self, node, fault)

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                modules(node, self.names)
            case ast.Pass() | ast.Assert() | ast.Global() | ast.Nonlocal() | ast.Delete():
                return
            case ast.Expr(value=ast.Constant(value=str())) | ast.AnnAssign(value=None):
                return
            case ast.Expr(value=ast.Call() as call) if aside(self, call):
                return
            case ast.Expr(value=value):
                self.said.shown(self.read_value(value), value)
            case ast.Return(value=ast.AST() as value):
                if nobody_says(value, self.names) and MASKISH.search(dotted(value)):
                    raise at(value, f"Nothing says what “{dotted(value)}” is.")
                self.said.gives(self.read_value(value))
            case ast.Return():
                self.said.gives(None)
            case ast.FunctionDef():
                self.defined(node.name, self.mod_here(node))
            case ast.ClassDef():
                self.defined(node.name, class_of(self, node))
            case ast.Assign(targets=targets, value=value):
                self.assigned(targets, value)
            case ast.AnnAssign(value=ast.AST() as value):
                self.assigned([node.target], value)
            case ast.AugAssign():
                whole = ast.BinOp(node.target, node.op, node.value)
                self.change(node.target, ast.copy_location(whole, node))
            case ast.For() | ast.While():
                looped(self, node)
            case _ if not flows(self, node):
                raise not_listed(node, ast.unparse(node).split("\n")[0][:40])
            case _:
                return

    def defined(self, name: str, what: Any) -> None:
        self.names.known[name] = what
        self.said.takes(what, name)

    def change(self, where: ast.expr, node: ast.expr) -> None:
        """What stands there is changed, under all its names."""
        if isinstance(where, ast.Name | ast.Attribute):
            before = None if nobody_says(where, self.names) else self.read(where)
            made = self.read(node)
            if isinstance(before, np.ndarray) and isinstance(made, np.ndarray):
                made = laid(before, made)
            renamed(before, made, self.names)
            self.set(where, made)
        else:
            self.assigned([where], node)

    def assigned(self, targets: Sequence[ast.expr], node: ast.expr) -> None:
        (target, *_), names = targets, self.names
        if sides_set(target, node, names):
            return
        if cells := cells_of(target, names):
            grids = (self.q, self.k)
            names.known |= dict(zip(cells, grids, strict=True))
            names.placed, target = True, target.value
            target = target.value if isinstance(target, ast.Subscript) else target
            whole = np.broadcast_shapes(*(grid.shape for grid in grids))
            self.set(target, np.broadcast_to(self.read(node), whole))
            return
        if (handed := handed_over(node, names)) is not None:
            name = dotted(handed).removeprefix("self.")
            self.said.takes(self.read_value(handed), name)
            names.known |= dict.fromkeys(set_by(*targets), Lost(at(node, OUTPUTS)))
            return
        own = isinstance(target, ast.Attribute) and dotted(node) not in names.known
        if own and nobody_says(node, names):  # self.config = config stays open
            names.known.pop(dotted(target), None)
            return
        value = self.read_value(node)
        for each in targets:
            self.set(each, value)

    def set(self, target: ast.AST, value: Any) -> None:
        name = bind(target, value, self.names, self.read)
        self.said.takes(self.names.known[name], name.removeprefix("self."))

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
        for step in told(self.read(loop.iter)):
            bind(loop.target, step, self.names, self.read)
            if all(np.all(self.read(test)) for test in loop.ifs):
                self.each(more, do)
        self.names.known = before
