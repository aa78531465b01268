"""Changing one place of a composition; a place is the way to it, the number of each part."""

from collections.abc import Callable
from dataclasses import replace

from maskviz.masks.call import MaskCall
from maskviz.masks.compose.tree import (
    Join,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    parts_of,
)

Place = tuple[int, ...]
NEW = MaskCall("full")  # what a part is until another is chosen


def at(term: Term, place: Place) -> Term:
    """The part at a place; the whole at no steps."""
    for step in place:
        term = parts_of(term)[step]
    return term


def changed(term: Term, place: Place, change: Callable[[Term], Term]) -> Term:
    """The same composition with one part changed; TermError when it would be none."""
    if not place:
        return change(term)
    step, *rest = place
    inner = changed(parts_of(term)[step], tuple(rest), change)
    if isinstance(term, Join):
        return Join(term.word, (*term.parts[:step], inner, *term.parts[step + 1 :]))
    return replace(term, part=inner)


def put(term: Term, place: Place, part: Term) -> Term:
    return changed(term, place, lambda _: part)


def removed(term: Term, place: Place) -> Term:
    """Without one part; what is left of two stands alone. The whole becomes NEW."""
    if not place:
        return NEW
    *before, step = place
    parent = at(term, tuple(before))
    if not isinstance(parent, Join):
        return removed(term, tuple(before))
    left = (*parent.parts[:step], *parent.parts[step + 1 :])
    return put(term, tuple(before), left[0] if len(left) == 1 else Join(parent.word, left))


def joined(term: Term, place: Place, word: str) -> Term:
    """One more part after a place: in its own “and” or “or”, or in a new one around it."""
    *before, step = place or (0,)
    parent = at(term, tuple(before))
    if place and isinstance(parent, Join) and parent.word == word:
        parts = (*parent.parts[: step + 1], NEW, *parent.parts[step + 1 :])
        return put(term, tuple(before), Join(word, parts))
    return changed(term, place, lambda part: Join(word, (part, NEW)))


ACTIONS: dict[str, Callable[[Term, Place], Term]] = {
    "and": lambda term, place: joined(term, place, "and"),
    "or": lambda term, place: joined(term, place, "or"),
    "not": lambda term, place: changed(term, place, opposite),
    "shift": lambda term, place: changed(term, place, lambda part: Shifted(part, 1)),
    "per_document": lambda term, place: changed(term, place, PerDocument),
    "remove": removed,
}


def opposite(part: Term) -> Term:
    return part.part if isinstance(part, Opposite) else Opposite(part)
