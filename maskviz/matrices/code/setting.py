"""What names are set to: one by one, several at once, places in an array."""

import ast
from collections.abc import Sequence
from typing import Any

import numpy as np

from maskviz.matrices.code.attention import MASKS, attends, whole_name
from maskviz.matrices.code.brackets import put
from maskviz.matrices.code.calls import known_as
from maskviz.matrices.code.expression import Reader
from maskviz.matrices.code.fault import at
from maskviz.matrices.code.methods import METHODS
from maskviz.matrices.code.names import SIZES, Lost, Names, dotted
from maskviz.matrices.code.unknown import asked, nobody_says, side_asked


def bind(target: ast.AST, value: Any, names: Names, read: Reader) -> str:
    """Sets what stands left of =, and says the name that has changed."""
    if isinstance(target, ast.Name | ast.Attribute) and (whole := dotted(target)):
        names.known[whole] = value
        return whole
    if isinstance(target, ast.Tuple | ast.List):
        if not isinstance(value, tuple | list) and not np.ndim(value):
            raise at(target, "One number is no list of values.")
        if len(parts := list(value)) != (count := len(target.elts)):
            raise at(target, f"Names and values differ in number: {count} and {len(parts)}.")
        return [bind(t, p, names, read) for t, p in zip(target.elts, parts, strict=True)][-1]
    if isinstance(target, ast.Subscript):
        place = read.place(target.slice)
        scores = (
            nobody_says(target.value, names)
            and isinstance(place, np.ndarray)
            and place.dtype.kind == "b"
        )
        array = np.zeros(place.shape) if scores else read(target.value)
        if isinstance(array, dict):
            array[place] = value
            return bind(target.value, array, names, read)
        try:
            made = put(array, place, value)
        except (IndexError, ValueError, TypeError) as error:
            raise at(target, f"That place cannot be set: {error}.") from None
        renamed(array, made, names)
        return bind(target.value, made, names, read)
    raise at(target, f"“{ast.unparse(target)[:30]}” cannot be set.")


def renamed(array: Any, made: Any, names: Names) -> None:
    """What an array has become it is under all its names; places stay what they are."""
    grids = names.places.values()
    if isinstance(array, np.ndarray) and not any(array is grid for grid in grids):
        names.known |= {name: made for name, value in names.known.items() if value is array}


def cells_of(target: ast.AST, names: Names) -> tuple[str, str] | None:
    """The two names of places in mask[i][j] or mask[i, j], where nothing says what they are."""
    match target:
        case ast.Subscript(
            value=ast.Subscript(value=ast.Name(id=whole), slice=ast.Name(id=q)),
            slice=ast.Name(id=k),
        ):
            pass
        case ast.Subscript(
            value=ast.Name(id=whole), slice=ast.Tuple(elts=[ast.Name(id=q), ast.Name(id=k)])
        ):
            pass
        case _:
            return None
    free = all(name in names.places or names.is_open(name) for name in (q, k))
    return (q, k) if free and q != k and names.is_open(whole) else None


def sides_set(target: ast.AST, node: ast.AST, names: Names) -> bool:
    """Whether names are set to sides of something that nobody says, B, T, C = x.shape; they are
    then left open themselves."""
    many = isinstance(target, ast.Tuple | ast.List)
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    if not all(isinstance(part, ast.Name) for part in parts):
        return False
    found, alone = asked(node), isinstance(node, ast.Name | ast.Attribute)
    if isinstance(node, ast.Tuple) and many and len(node.elts) == len(parts):
        if all(side_asked(side, names) and not random(side, names) for side in node.elts):
            opened(parts, names)
            return True
        return False
    whole = node if found is None else found[0]
    if not nobody_says(whole, names) or (found is None and not (many and alone)):
        return False
    if random(node, names) or (many and found and isinstance(found[1], int)):
        return False
    opened(parts, names)
    return True


def random(node: ast.AST, names: Names) -> bool:
    """Whether the sides are known of what holds random numbers."""
    found = asked(node)
    known = names.known.get(dotted(found[0] if found else node))
    return isinstance(known, Lost) and known.fault.shape is not None


def opened(parts: Sequence[ast.expr], names: Names) -> None:
    for part in parts:
        if isinstance(part, ast.Name):
            names.known.pop(part.id, None)
            names.sides.add(part.id)
    first, *others = [part.id for part in parts if isinstance(part, ast.Name)]
    if first == "N" and any(map(SIZES.match, others)):  # texts, beside a length
        names.texts.add(first)


def handed_over(node: ast.AST, names: Names) -> ast.AST | None:
    """The mask that a call of attention is given by name: sdpa(q, k, v, attn_mask=mask)."""
    if not isinstance(node, ast.Call):
        return None
    whole, name = dotted(node.func), whole_name(node)
    defined = name in names.known and not isinstance(names.known[name], Lost)
    if not attends(name) or known_as(whole) or name in METHODS or defined:
        return None
    given = (k.value for k in node.keywords if k.arg in MASKS)
    return next((v for v in given if not isinstance(v, ast.Constant)), None)
