"""What a program makes, as an array: a function is drawn over queries and keys."""

from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.masks.matrix import sized
from maskviz.matrices.code.applying import applied
from maskviz.matrices.code.classes import of_class
from maskviz.matrices.code.fault import CodeError, Spent
from maskviz.matrices.code.mods import Mod
from maskviz.matrices.code.names import Places
from maskviz.matrices.code.objects import Instance, Klass
from maskviz.matrices.code.result import Made

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program


def drawn(program: "Program", value: Any, name: str) -> Made:
    """What was made, as an array; a function that takes no places is called as it is."""
    for _ in range(3):  # a function may make a function, or a thing of a class
        if isinstance(value, Klass | Instance):
            value, name = of_class(program, value)
        if isinstance(value, Mod) and not value.of_places:
            name, value = "", applied(program, value, [])
    mod = isinstance(value, Mod)
    said = value.over if isinstance(value, Mod) else None
    if isinstance(value, Mod):
        value = over_places(program, value)
    try:
        array = np.asarray(value)
    except ValueError:
        raise CodeError("The lines make lists of different lengths, so no array.") from None
    if value is None or array.dtype == object or array.dtype.kind not in "biuf":
        raise CodeError("The lines make no array; end them with the mask.")
    names = program.names
    if not array.ndim and (free := [one.name for one in names.opened.values()]):
        raise CodeError(f"The lines make one number, and nothing says what “{free[0]}” holds.")
    opened, kind = tuple(names.opened.values()), array.dtype.kind
    placed, size = mod or names.placed, (program.places.queries, program.places.keys)
    placed = placed and said is None
    if placed and array.shape in ((1, size[1]), (size[0], 1)):
        array = np.broadcast_to(array, size)
    return Made(
        array.astype(np.float64), opened, name, kind, placed, said is not None, program.remarks
    )


def over_places(program: "Program", mod: Mod) -> np.ndarray:
    """A function over all queries and keys, (q, k); (head, q, k) where heads differ by it, and
    (text, …) where texts do."""
    places = mod.over or program.places
    program.names.least = max(places.queries, places.keys)
    texts = [over_heads(program, mod, places, text) for text in range(places.texts)]
    if all(np.array_equal(text, texts[0]) for text in texts):
        return texts[0]
    shape = np.broadcast_shapes(*(text.shape for text in texts))
    return np.stack([np.broadcast_to(text, shape) for text in texts])


def over_heads(program: "Program", mod: Mod, places: Places, text: int) -> np.ndarray:
    q, k = places.grids
    heads, size = places.heads, (places.queries, places.keys)
    if heads > 1 and mod.asks_head:
        try:
            each = np.arange(heads)[:, None, None]
            found = applied(program, mod, mod.placed(q, k, each, text))
            whole = np.broadcast_to(np.asarray(found), (heads, *size))
        except (CodeError, ValueError):  # an “if” asks for one head at a time
            whole = np.stack([of_head(program, mod, places, h, text) for h in range(heads)])
        return whole if (whole != whole[0]).any() else whole[0]
    return of_head(program, mod, places, 0, text)


def of_head(program: "Program", mod: Mod, places: Places, head: int, text: int) -> np.ndarray:
    """A function over all queries and keys for one head, (q, k)."""
    size = places.queries, places.keys
    try:
        found = applied(program, mod, mod.placed(*places.grids, head, text))
    except Spent:
        raise
    except CodeError as fault:  # an “if” asks for one query and one key at a time
        if not mod.chooses:
            raise fault
        found = [
            [applied(program, mod, mod.placed(q, k, head, text)) for k in range(size[1])]
            for q in range(size[0])
        ]
    try:
        return np.broadcast_to(np.asarray(found), size)
    except ValueError:
        over = sized(*size)
        raise CodeError(f"The function gives no answer for each cell of {over}.") from None
