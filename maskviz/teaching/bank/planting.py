"""Faults planted into a mask: what comes out when one thing about it is done wrong, and whether a
matrix may have come about that way."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, Term, cells
from maskviz.masks.kinds import Int
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.draws import Draws, below, shuffled
from maskviz.teaching.bank.slips import Slip, replaced

Planted = np.ndarray | None  # bool (query, key); None where the fault cannot be in this mask
REACHES = ("window", "radius", "width", "back", "reach", "left")  # numbers of how far one reads
MOST_OPEN, MOST_EMPTY = 3, 2  # cells of the future, rows


def inverted(case: Case, _found: Draws) -> Planted:
    return ~case.truth


def transposed(case: Case, _found: Draws) -> Planted:
    return case.truth.T.copy() if case.queries == case.keys else None


def upside_down(case: Case, _found: Draws) -> Planted:
    return case.truth[::-1].copy()


def mirrored(case: Case, _found: Draws) -> Planted:
    return case.truth[:, ::-1].copy()


def turned(case: Case, _found: Draws) -> Planted:
    return case.truth[::-1, ::-1].copy()


def too_low(case: Case, _found: Draws) -> Planted:
    """Each query reads what the one before it should; before the first of a text there is none."""
    made = seen_at(case, case.offset - 1)
    if made is not None and not case.offset:
        made[0] = False
    return made


def too_high(case: Case, _found: Draws) -> Planted:
    return seen_at(case, case.offset + 1)


def upper_left(case: Case, _found: Draws) -> Planted:
    return seen_at(case, 0) if case.offset else None


def seen_at(case: Case, offset: int) -> Planted:
    """The mask with its first query at another position; of facts of tokens nothing can be said."""
    return None if case.facts else cells(case.term, case.queries, case.keys, offset=offset)


def short(case: Case, _found: Draws) -> Planted:
    """It reads one token less far; the first such number that makes a difference here."""
    for term in shorter(case.term):
        made = cells(term, case.queries, case.keys, case.facts)
        if (made != case.truth).any():
            return made
    return None


def future_open(case: Case, found: Draws) -> Planted:
    """A few cells of the future of a mask that reads none."""
    ahead = future(case)
    places = np.argwhere(ahead).tolist()
    if (case.truth & ahead).any() or len(places) < 2:
        return None
    made = case.truth.copy()
    for row, key in shuffled(found, places)[: 1 + below(found, min(MOST_OPEN, len(places) - 1))]:
        made[row, key] = True
    return made


def empty_rows(case: Case, found: Draws) -> Planted:
    """A row or two with nothing to read, which had something."""
    rows = np.flatnonzero(case.truth.any(axis=1)).tolist()
    if len(rows) < 2:
        return None
    made, first = case.truth.copy(), below(found, len(rows) - 1)
    for row in rows[first : first + 1 + below(found, min(MOST_EMPTY, len(rows) - 1))]:
        made[row] = False
    return made


KINDS: Mapping[str, Callable[[Case, Draws], Planted]] = {  # the plainest first; only added to
    made.__name__: made
    for made in (
        inverted, transposed, upside_down, mirrored, too_low, too_high, short, upper_left,
        future_open, empty_rows, turned,
    )
}  # fmt: skip
DRAWN = ("future_open", "empty_rows")  # which cells they change is drawn


def future(case: Case) -> np.ndarray:
    """The cells whose key stands after the query, bool (query, key)."""
    return ~np.tri(case.queries, case.keys, case.offset, dtype=bool)


def holds(name: str, case: Case, matrix: np.ndarray) -> bool:
    """Whether a matrix, bool (query, key), may have come about by a fault of this kind alone."""
    apart = matrix != case.truth
    if not apart.any():
        return False
    if name == "future_open":
        ahead = future(case)
        return bool(
            (ahead | ~apart).all() and matrix[apart].all() and not (case.truth & ahead).any()
        )
    if name == "empty_rows":
        return not matrix[apart.any(axis=1)].any()
    made = KINDS[name](case, iter(()))
    return made is not None and bool((made == matrix).all())


def planted(case: Case, found: Draws) -> list[Slip]:
    """Each fault that changes this mask, once and under its plainest name."""
    made = {name: plant(case, found) for name, plant in KINDS.items()}
    there = {name: matrix for name, matrix in made.items() if matrix is not None}
    return [
        Slip(name, matrix)
        for name, matrix in there.items()
        if next((kind for kind in KINDS if holds(kind, case, matrix)), "") == name
    ]


def shorter(term: Term) -> Iterator[Term]:
    """The mask with one number of how far it reads one less."""
    match term:
        case MaskCall():
            for control in term.mask.controls:
                name, kind = control.name, control.kind
                less = int(term.params[name]) - 1
                if name in REACHES and isinstance(kind, Int) and kind.problem(less) is None:
                    yield MaskCall(term.name, {**term.params, name: less})
        case Join(parts=parts):
            for i, part in enumerate(parts):
                yield from (replaced(term, i, new) for new in shorter(part))
        case Opposite(part=part):
            yield from map(Opposite, shorter(part))
        case Shifted(part=part, by=by):
            yield from (Shifted(new, by) for new in shorter(part))
        case PerDocument(part=part):
            yield from map(PerDocument, shorter(part))
