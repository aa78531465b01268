"""What a program has said so far: its value, and what only stands around it."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.matrices.code.attention import TRIANGLES
from maskviz.matrices.code.calls import in_place
from maskviz.matrices.code.fault import CodeError, Spent, at
from maskviz.matrices.code.functions import FUNCTIONS
from maskviz.matrices.code.limits import TooMuch, items, weight
from maskviz.matrices.code.mods import Mod
from maskviz.matrices.code.names import MASKISH, Names, dotted
from maskviz.matrices.code.objects import Instance, Klass
from maskviz.matrices.code.unknown import asked

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

SHOWS = ("print", "display", "pprint", "imshow", "matshow", "heatmap", "spy", "pcolormesh")
ONLY = ("ones", "zeros", "arange", "eye", "full", "ones_like", "zeros_like", "LocalMask")
ONLY += ("CausalMask", *TRIANGLES)
GROWS = ("append", "extend", "insert")


@dataclass
class Said:
    """What the statements of one function have made.

    value, name      what was said last that can be a mask
    pending          why it may be lost
    returned, gave   whether the function has returned, and what
    leaving          "break" or "continue", in a loop that is left
    """

    value: Any = None
    name: str = ""
    pending: CodeError | None = None
    returned: bool = False
    gave: Any = None
    leaving: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing yet, or a number that can be no mask."""
        made = isinstance(self.value, Mod | Klass | Instance)
        return not made and (not sides(self.value) or not len(self.value))

    def takes(self, value: Any, name: str) -> None:
        """A name is set: to what can be a mask, or only to a number beside it."""
        if before(self.value, value, name):
            self.value, self.name = value, name
            if sides(value) > 1 or isinstance(value, Mod | Klass):
                self.pending = None

    def shown(self, value: Any, node: ast.AST) -> None:
        """A line that is a value; what it says of a shape or a type is aside."""
        if isinstance(value, str | dict | Instance) or asked(node):
            return
        if self.value is None or sides(value):
            self.value, self.pending = value, None

    def gives(self, value: Any) -> None:
        self.returned, self.gave, self.pending = True, value, None
        self.value = value


def sides(value: Any) -> int:
    """How many sides an array or lists have; a function of places has two."""
    if isinstance(value, Mod):
        return 2
    if isinstance(value, list):
        return 1 + (sides(value[0]) if value else 0)
    return value.ndim if isinstance(value, np.ndarray) else 0


def before(old: Any, new: Any, name: str) -> bool:
    """Whether what is set now takes the place of what was said."""
    if old is None or isinstance(old, Instance):
        return True
    if isinstance(new, Mod) and isinstance(old, np.ndarray | list):
        return new.of_places or sides(old) < 2
    if isinstance(new, Instance | Klass) or isinstance(old, Mod | Klass):
        return isinstance(new, Mod | Klass) or sides(new) > 1
    if sides(new) < min(sides(old), 2):
        return False
    plain = isinstance(new, np.ndarray) and new.size and (new == new.flat[0]).all()
    return not plain or bool(MASKISH.search(name)) or sides(old) < 2 or uniform(old)


def uniform(value: Any) -> bool:
    array = value if isinstance(value, np.ndarray) else np.zeros(1)
    return bool(array.size and (array == array.flat[0]).all())


def told(value: Any) -> Sequence[Any]:
    """What a loop goes over; of a dict its keys."""
    return list(value) if isinstance(value, dict) else items(value)


def modules(node: ast.Import | ast.ImportFrom, names: Names) -> None:
    """Modules by the names that they are given."""
    for alias in node.names:
        if isinstance(node, ast.Import):
            names.libraries.add(alias.asname or alias.name.split(".")[0])
        elif alias.name not in FUNCTIONS and alias.name.islower():
            names.libraries.add(alias.asname or alias.name)


def makers(body: Sequence[ast.stmt]) -> Iterator[str]:
    """Names before the dot of a word that only a module has: xp in xp.arange(3)."""
    for node in (node for line in body for node in ast.walk(line)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=root), attr=word)):
                if word in ONLY and root not in ("self", "cls"):
                    yield root


def aside(program: "Program", call: ast.Call) -> bool:
    """A call that makes nothing of its own: what changes an array where it stands, what a
    module keeps by a name, what is shown."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if out := next((word for word in call.keywords if word.arg == "out"), None):
        others = [word for word in call.keywords if word is not out]
        program.change(out.value, ast.copy_location(ast.Call(call.func, call.args, others), call))
        return True
    if where := in_place(call):
        if isinstance(where, ast.Call):
            return False
        program.change(where, call)
        return True
    if name == "register_buffer" and len(call.args) > 1:
        program.assigned([ast.Name(f"self.{program.read(call.args[0])}")], call.args[1])
        return True
    if name in GROWS and isinstance(call.func, ast.Attribute):
        return grown(program, call.func, call)
    if name in SHOWS and name not in program.names.known:
        for part in call.args:
            show(program, part)
        return True
    return False


def show(program: "Program", node: ast.expr) -> None:
    """What is shown is what is meant, where it can be a mask; a word beside it is left aside."""
    opened = dict(program.names.opened)
    try:
        if sides(value := program.read_value(node)) > 1:
            program.said.shown(value, node)
            return
    except Spent:
        raise
    except CodeError as fault:
        program.first = program.first or fault
    program.names.opened = opened


def grown(program: "Program", func: ast.Attribute, call: ast.Call) -> bool:
    """A list that something is added to, under all its names."""
    values = program.read(func.value)
    if not isinstance(values, list):
        return False
    new = program.read(call.args[-1])
    if holds(new, values):
        raise at(call, "A list in itself is no array.")
    if func.attr == "insert":
        values.insert(int(program.read(call.args[0])), new)
    else:
        values += told(new) if func.attr == "extend" else [new]
    weight(values)
    root = func.value
    while isinstance(root, ast.Subscript):
        root = root.value
    if whole := dotted(root):
        program.said.takes(program.names.get(whole), whole)
    return True


def holds(value: Any, wanted: list[Any], deep: int = 0) -> bool:
    """Whether a list is another, or has it somewhere in it."""
    if deep > 8:
        raise TooMuch("the lists stand more than 8 deep")
    if not isinstance(value, list):
        return False
    return value is wanted or any(holds(item, wanted, deep + 1) for item in value)
