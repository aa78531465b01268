"""A question by its seed, level, kind and number: the same for ever."""

from dataclasses import dataclass
from itertools import count

import numpy as np

from maskviz.masks.compose import Term, facts_of
from maskviz.teaching.bank.case import Case, case_of
from maskviz.teaching.bank.draws import Draws, below, draws, in_turn, one_of, shuffled
from maskviz.teaching.bank.facts import MADE
from maskviz.teaching.bank.pool import POOL, SQUARES, Draft
from maskviz.teaching.bank.slips import Slip, near_misses

LEVELS = tuple(POOL)
MISSES = 3  # pictures beside the right one
NEAR = 5  # near misses of which these are drawn, those that differ in the fewest cells


@dataclass(frozen=True, eq=False)
class Question:
    """A mask that is hidden, to be painted; or four pictures of which one is it.

    pictures  each bool (query, key), none where one paints
    """

    case: Case
    pictures: tuple[np.ndarray, ...] = ()


def question(seed: int, level: int, kind: str, number: int) -> Question:
    """Question `number` of a level, counted from 1; kind is "mask" or "picture".

    KeyError for a level or a kind that is none.
    """
    make = {"mask": painting, "picture": pictures}[kind]
    draft = draft_of(seed, level, kind, number)
    for attempt in count():
        found = draws("question", seed, level, kind, number, attempt)
        if made := make(case_drawn(draft, level, found), found):
            return made
    raise AssertionError("counting ends")


def draft_of(seed: int, level: int, kind: str, number: int) -> Draft:
    return in_turn(POOL[level], seed, level, kind, number)


def case_drawn(draft: Draft, level: int, found: Draws) -> Case:
    term, size = draft.drawn(found), one_of(found, draft.sizes(level))
    return case_of(term, *size, below(found, 10_000))


def painting(case: Case, _found: Draws) -> Question | None:
    """The mask to be painted, where it is not all of one kind."""
    return None if case.truth.all() or not case.truth.any() else Question(case)


def pictures(case: Case, found: Draws) -> Question | None:
    """The right picture among near misses; None where there are too few."""
    misses = near_misses(case)
    if len(misses) < MISSES or not case.truth.any():
        return None
    chosen = [slip.cells for slip in shuffled(found, misses[:NEAR])[:MISSES]]
    return Question(case, tuple(shuffled(found, [case.truth, *chosen])))


def slip_of(question: Question, cells: np.ndarray) -> Slip | None:
    """How one comes to these cells, where it is by one slip."""
    return next((s for s in near_misses(question.case) if (s.cells == cells).all()), None)


def asked_of(term: Term, kind: str, number: int) -> Question | None:
    """A question about a mask that somebody looks at; None where none can be made of it.

    Its size is that of the second level, its facts are those of its number.
    """
    if set(facts_of(term)) - MADE.keys():
        return None
    found = draws("asked", str(term), kind, number)
    make = {"mask": painting, "picture": pictures}[kind]
    case = case_of(term, *one_of(found, SQUARES[2]), below(found, 10_000))
    try:
        return make(case, found)
    except ValueError:  # it chooses by scores, or cannot be calculated at this size
        return None
