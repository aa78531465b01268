"""Functions of a program: what they make of what they are given."""

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.matrices.code.attention import attended
from maskviz.matrices.code.calls import known_as, not_listed, of_library
from maskviz.matrices.code.fault import CodeError, Spent, at
from maskviz.matrices.code.limits import items
from maskviz.matrices.code.lookups import indices_of
from maskviz.matrices.code.making import owned, run
from maskviz.matrices.code.mods import Mod, joined, ready
from maskviz.matrices.code.names import Lost, dotted
from maskviz.matrices.code.objects import Bound, Instance, Klass
from maskviz.matrices.code.said import Said
from maskviz.matrices.code.sizes import over_said

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

DEEP = 12  # calls in calls
BLOCKED = ("create_block_mask", "create_mask")  # what makes a mask of a mask_mod
CELLWISE = {"vmap": "vmap", "vectorize": "each", "frompyfunc": "each"}


def called(program: "Program", node: ast.Call, name: str, thing: Any) -> Any:
    """A function that the text defines or another makes, a method of a thing or a class, or one of
    those for masks that libraries have."""
    known = program.names.known.get(name)
    if thing is not None:
        known = owned(thing, node)
    elif not name and (found := attended(node, program.read, program.names)) is not None:
        return found
    elif not name:
        known = program.read_value(node.func)
    if not isinstance(known, Mod | Klass | Instance | Bound):
        if name in ("and_masks", "or_masks"):
            return joined(name, [mod(program, item) for item in node.args])
        if name in BLOCKED:
            return over_said(program, node, mod)
        if name in CELLWISE and node.args:
            told = [word.value for word in node.keywords if word.arg in ("in_axes", "in_dims")]
            axes = [program.read(axis) for axis in (*told, *node.args[1:2])] or [0]
            return Mod(parts=[mod(program, node.args[0])], how=CELLWISE[name], axes=axes[0])
        if name == "map" and len(node.args) == 2:
            one = mod(program, node.args[0])
            return [applied(program, one, [item]) for item in items(program.read(node.args[1]))]
        if name == "reduce" and len(node.args) == 2 and known_as(dotted(node.args[0])):
            word = f"{known_as(dotted(node.args[0]))}.reduce"
            return of_library(word, [program.read(node.args[1])], {})
        if name == "fromfunction" and len(node.args) == 2:
            places = indices_of(program.read(node.args[1]))
            return applied(program, mod(program, node.args[0]), [*places])
        if (found := attended(node, program.read, program.names)) is not None:
            return found
        known = ready(name)
    if known is None:
        raise not_listed(node, name or ast.unparse(node)[:30])
    tensors = not (isinstance(known, Mod) and known.of_places)
    given = [value for item in node.args for value in handed(program, item, tensors=tensors)]
    named = {k.arg: handed(program, k.value, tensors=tensors)[0] for k in node.keywords if k.arg}
    return run(program, known, given, named)


def handed(program: "Program", node: ast.AST, *, tensors: bool) -> list[Any]:
    """What is handed to a function; what nobody says, and a name of places where tensors are
    wanted, stays lost until it is looked at."""
    if isinstance(node, ast.Starred):
        return list(items(program.read(node.value)))
    grids = program.names.places.values()
    found = program.names.known.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(found, Lost):
        return [found]
    if tensors and any(found is grid for grid in grids):
        return [Lost(at(node, f"Nothing says what “{getattr(node, 'id', '')}” holds."))]
    try:
        return [program.read_value(node)]
    except Spent:
        raise
    except CodeError as fault:
        return [Lost(fault)]


def mod(program: "Program", node: ast.AST) -> Mod:
    """The function that stands where one is wanted."""
    if isinstance(node, ast.Name):
        known = program.names.known.get(node.id) or ready(node.id)
        if isinstance(known, Mod):
            return known
        if isinstance(known, Lost):
            raise known.fault
        raise at(node, f"Nothing says what the mask “{node.id}” is; write its function above.")
    found = program.read_value(node)
    if not isinstance(found, Mod):
        raise at(node, "A function of places is wanted here.")
    return found


def applied(
    program: "Program",
    mod: Mod,
    given: Sequence[Any],
    named: Mapping[str, Any] | None = None,
    mine: Instance | None = None,
) -> Any:
    """The value of a function for what it is given; its own names end with it, but for what it
    sets in the thing whose method it is."""
    if mod.how in ("vmap", "each"):
        return cell_by_cell(program, mod, given)
    if mod.parts:
        found = [applied(program, part, given) for part in mod.parts]
        join = np.logical_and if mod.how == "and_masks" else np.logical_or
        return join.reduce(np.broadcast_arrays(*found))
    if program.depth >= DEEP:
        raise Spent(f"The functions call each other more than {DEEP} deep.")
    names = program.names
    before, said = dict(names.known), program.said
    asked = [name for name in mod.arguments if name not in ("self", "cls")]
    told = dict(zip(asked, given, strict=False)) | dict(named or {})
    if mod.rest:
        told[mod.rest] = list(given[len(asked) :])
    outer = names.known
    names.known = {**outer, **mod.scope}
    told |= {name: program.read(x) for name, x in mod.defaults.items() if name not in told}
    names.known = {k: v for k, v in names.known.items() if k not in asked} | told
    if mine is not None:
        names.known |= {"self": mine, **{f"self.{name}": x for name, x in mine.fields.items()}}
    program.said, program.depth = Said(), program.depth + 1
    try:
        program.run(mod.body)
        if program.said.pending:
            raise program.said.pending
        return program.said.value
    except CodeError as fault:
        fault.ends = False
        raise
    finally:
        program.depth -= 1
        program.inner = program.said
        if mine is not None:
            kept = {k: v for k, v in names.known.items() if k.startswith("self.")}
            mine.fields = {k.removeprefix("self."): v for k, v in kept.items()}
            if before.get("self") is mine:
                before = {k: v for k, v in before.items() if not k.startswith("self.")} | kept
        names.known, program.said = before, said


def cell_by_cell(program: "Program", mod: Mod, given: Sequence[Any]) -> np.ndarray:
    """A function of single values, called for each cell: np.vectorize, and vmap along its sides."""
    (part,) = mod.parts
    if mod.how == "each":
        arrays = np.broadcast_arrays(*given)
        cells = [
            applied(program, part, list(cell))
            for cell in zip(*(a.ravel().tolist() for a in arrays), strict=True)
        ]
        return np.asarray(cells).reshape(arrays[0].shape)
    axes = mod.axes if isinstance(mod.axes, list) else [mod.axes] * len(given)
    pairs = [(np.asarray(x), axis) for x, axis in zip(given, axes, strict=False)]
    sides = [x.shape[axis] for x, axis in pairs if axis is not None]
    rows = [
        applied(program, part, [x if axis is None else np.take(x, i, axis) for x, axis in pairs])
        for i in range(min(sides, default=0))
    ]
    return np.asarray(rows)
