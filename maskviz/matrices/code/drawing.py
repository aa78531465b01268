"""What a program makes, as an array: a function is drawn over queries and keys."""

from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.masks.matrix import sized
from maskviz.matrices.code.applying import applied
from maskviz.matrices.code.fault import CodeError
from maskviz.matrices.code.mods import Mod
from maskviz.matrices.code.result import Made

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program


def drawn(program: "Program", value: Any, name: str) -> Made:
    """What was made, as an array; a function that takes no places is called as it is."""
    for _ in range(2):  # a function may make a function
        if isinstance(value, Mod) and not value.of_places:
            program.returned, name = False, ""
            value = applied(program, value, [])
    mod = isinstance(value, Mod)
    if mod:
        value = over_places(program, value)
    try:
        array = np.asarray(value)
    except ValueError:
        raise CodeError("The lines make lists of different lengths, so no array.") from None
    if value is None or array.dtype == object or array.dtype.kind not in "biuf":
        raise CodeError("The lines make no array; end them with the mask.")
    names = program.names
    opened, kind = tuple(names.opened.values()), array.dtype.kind
    placed, size = mod or names.placed, (program.places.queries, program.places.keys)
    if placed and array.shape in ((1, size[1]), (size[0], 1)):
        array = np.broadcast_to(array, size)
    return Made(array.astype(np.float64), opened, name, mod, kind, placed)


def over_places(program: "Program", mod: Mod) -> np.ndarray:
    """A function over all queries and keys, (q, k); (head, q, k) where heads differ by it."""
    places = program.places
    size, heads = (places.queries, places.keys), places.heads
    if heads > 1 and mod.asks_head:
        try:
            each = np.arange(heads)[:, None, None]
            found = applied(program, mod, mod.placed(program.q, program.k, each))
            whole = np.broadcast_to(np.asarray(found), (heads, *size))
        except (CodeError, ValueError):  # an “if” asks for one head at a time
            whole = np.stack([of_head(program, mod, head) for head in range(heads)])
        return whole if (whole != whole[0]).any() else whole[0]
    return of_head(program, mod, 0)


def of_head(program: "Program", mod: Mod, head: int) -> np.ndarray:
    """A function over all queries and keys for one head, (q, k)."""
    program.depth, program.returned = 0, False
    found = applied(program, mod, mod.placed(program.q, program.k, head))
    size = program.places.queries, program.places.keys
    try:
        return np.broadcast_to(np.asarray(found), size)
    except ValueError:
        over = sized(*size)
        raise CodeError(f"The function gives no answer for each cell of {over}.") from None
