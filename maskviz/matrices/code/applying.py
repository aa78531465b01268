"""Functions of a program: what they make of what they are given."""

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.matrices.code.calls import not_listed
from maskviz.matrices.code.fault import CodeError, at
from maskviz.matrices.code.lookups import indices_of
from maskviz.matrices.code.mods import Mod, joined, ready

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

DEEP = 12  # calls in calls
BLOCKED = ("create_block_mask", "create_mask")  # what makes a mask of a mask_mod


def called(program: "Program", node: ast.Call, name: str) -> Any:
    """A function that the text defines or another makes, or one of those for masks that libraries
    have."""
    known = program.names.known.get(name) if name else program.read(node.func)
    if not isinstance(known, Mod):
        if name in ("and_masks", "or_masks"):
            return joined(name, [mod(program, item) for item in node.args])
        if name in BLOCKED and node.args:
            return mod(program, node.args[0])
        if name == "fromfunction" and len(node.args) == 2:
            places = indices_of(program.read(node.args[1]))
            return applied(program, mod(program, node.args[0]), [*places])
        known = ready(name)
    if not isinstance(known, Mod):
        raise not_listed(node, name or ast.unparse(node)[:30])
    named = {k.arg: program.read_value(k.value) for k in node.keywords if k.arg}
    return applied(program, known, [program.read_value(item) for item in node.args], named)


def mod(program: "Program", node: ast.AST) -> Mod:
    """The function that stands where one is wanted."""
    if isinstance(node, ast.Name):
        known = program.names.known.get(node.id) or ready(node.id)
        if isinstance(known, Mod):
            return known
        raise at(node, f"Nothing says what the mask “{node.id}” is; write its function above.")
    found = program.read_value(node)
    if not isinstance(found, Mod):
        raise at(node, "A function of places is wanted here.")
    return found


def applied(
    program: "Program", mod: Mod, given: Sequence[Any], named: Mapping[str, Any] | None = None
) -> Any:
    """The value of a function for what it is given; its own names end with it."""
    if mod.parts:
        found = [applied(program, part, given) for part in mod.parts]
        join = np.logical_and if mod.how == "and_masks" else np.logical_or
        return join.reduce(np.broadcast_arrays(*found))
    if program.depth >= DEEP:
        raise CodeError(f"The functions call each other more than {DEEP} deep.")
    names = program.names
    before, said = dict(names.known), (program.value, program.name)
    asked = [name for name in mod.arguments if name != "self"]
    told = dict(zip(asked, given, strict=False)) | dict(named or {})
    names.known |= {**mod.scope, **told}
    for name, node in mod.defaults.items():
        if name not in told:
            names.known[name] = program.read(node)
    program.value, program.depth = None, program.depth + 1
    program.run(mod.body)
    program.depth, program.returned = program.depth - 1, False
    found, names.known = program.value, before
    program.value, program.name = said
    return found
