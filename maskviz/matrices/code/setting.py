"""What names are set to: one by one, several at once, places in an array."""

import ast
import re
from typing import Any

import numpy as np

from maskviz.matrices.code.brackets import put
from maskviz.matrices.code.calls import known_as
from maskviz.matrices.code.expression import Reader
from maskviz.matrices.code.fault import at
from maskviz.matrices.code.methods import METHODS
from maskviz.matrices.code.names import Names, dotted

MASKS = ("attn_mask", "attention_mask", "mask", "src_mask", "tgt_mask", "attn_bias", "block_mask")
ATTENDS = re.compile(r"attention|attn|sdpa|mha|transformer|encoder|decoder|layer|model", re.I)


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
        place, array = read.place(target.slice), read(target.value)
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


def sides_of(node: ast.AST, names: Names) -> bool:
    """Whether a value is the shape of something that nobody says: B, T, C = x.shape."""
    if isinstance(node, ast.Call) and not node.args:
        node = node.func
    asks = isinstance(node, ast.Attribute) and node.attr in ("shape", "size")
    return asks and names.is_open(dotted(node.value).split(".")[0])


def handed_over(node: ast.AST, names: Names) -> ast.AST | None:
    """The mask that a call of attention is given by name: sdpa(q, k, v, attn_mask=mask)."""
    if not isinstance(node, ast.Call):
        return None
    whole = dotted(node.func)
    name = whole.split(".")[-1] or getattr(node.func, "attr", "")
    attends = ATTENDS.search(name) and "mask" not in name.lower()  # invert(mask=m) is another mask
    if not attends or known_as(whole) or name in METHODS or name in names.known:
        return None
    return next((k.value for k in node.keywords if k.arg in MASKS), None)
