"""Near misses: what comes out when one thing about a mask is taken for another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import (
    Join,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    TermError,
    Typed,
    cells,
    facts_of,
)
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import spoken
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.likeness import LIKE

Variant = tuple[str, Mapping[str, Any], Term]  # its sentence, what is put into it, the mask


@dataclass(frozen=True, eq=False)
class Slip:
    """A wrong matrix, bool (query, key), and how one comes to it.

    name   which sentence says it, and `words` are what is put into it
    """

    name: str
    cells: np.ndarray
    words: Mapping[str, Any] = field(default_factory=dict)


def slips(case: Case) -> Iterator[Slip]:
    """Every near miss, also those that make no difference here."""
    for name, words, term in variants(case.term):
        if set(facts_of(term)) <= set(case.facts):
            yield Slip(name, cells(term, case.queries, case.keys, case.facts), words)
    yield from of_positions(case)
    yield from of_facts(case)
    yield Slip("opposite", ~case.truth)


def of_positions(case: Case) -> Iterator[Slip]:
    """Queries counted from another place, or taken for keys."""
    size = case.queries, case.keys
    if case.offset and not case.facts:
        yield Slip("upper_left", cells(case.term, *size, offset=0), {"offset": case.offset})
    if not case.facts:
        for by in (-1, 1):
            words = {"way": "later" if by > 0 else "earlier"}
            yield Slip("off_by_one", cells(case.term, *size, offset=case.offset + by), words)
    if case.queries == case.keys:
        yield Slip("transposed", case.truth.T.copy())


def of_facts(case: Case) -> Iterator[Slip]:
    """What is known of the tokens, read the other way or a token aside."""
    size = case.queries, case.keys
    if "real" in case.facts:
        other = {**case.facts, "real": tuple(1 - r for r in case.facts["real"])}
        yield Slip("padding", cells(case.term, *size, other))
    for name in (name for name in case.facts if name != "real"):
        values = case.facts[name]
        moved = {**case.facts, name: (values[0], *values[:-1])}
        yield Slip("fact_moved", cells(case.term, *size, moved), {"fact": spoken(name)})


def variants(term: Term) -> Iterator[Variant]:
    """Masks with one thing changed: a number, a mask, a word between two, a step left out."""
    match term:
        case MaskCall():
            yield from of_call(term)
        case Join(word=word, parts=parts):
            other = Join("or" if word == "and" else "and", parts)
            yield "joined", {"word": other.word.upper(), "other": word.upper()}, other
            for i, part in enumerate(parts):
                left = (*parts[:i], *parts[i + 1 :])
                rest = left[0] if len(left) == 1 else Join(word, left)
                yield "left_out", {"mask": title(part)}, rest
                yield from rebuilt(part, partial(replaced, term, i))
        case Opposite(part=part):
            yield "without_not", {"mask": title(part)}, part
            yield from rebuilt(part, Opposite)
        case Shifted(part=part, by=by):
            yield "unshifted", {}, part
            for wrong in (by + 1, -by):
                yield "shifted", {"by": wrong}, Shifted(part, wrong)
            yield from rebuilt(part, lambda new: Shifted(new, by))
        case PerDocument(part=part):
            yield "no_borders", {"mask": title(part)}, part
            yield "counted_on", {}, Join("and", (part, MaskCall("document")))
            yield from rebuilt(part, PerDocument)
        case Typed():
            return


def rebuilt(part: Term, whole: Callable[[Term], Term]) -> Iterator[Variant]:
    """The variants of a part inside the whole; those that cannot stand there are left out."""
    for name, words, new in variants(part):
        try:
            yield name, words, whole(new)
        except TermError:
            continue


def replaced(term: Join, i: int, new: Term) -> Join:
    return Join(term.word, (*term.parts[:i], new, *term.parts[i + 1 :]))


def of_call(call: MaskCall) -> Iterator[Variant]:
    """Another number, or a mask that it is taken for."""
    for control in call.mask.controls:
        kind: Any = control.kind  # each takes values of its own
        for value in kind.beside(call.params[control.name]).values():
            if kind.problem(value) is None:
                words = {"value": kind.explained(control.name, value).replace("-", "−")}
                yield "number", words, MaskCall(call.name, {**call.params, control.name: value})
    for like in LIKE.get(call.name, ()):
        name, numbers = like(**call.params)
        try:
            other = MaskCall(name, numbers)
        except ValueError:
            continue
        yield "taken_for", {"mask": other.title}, other


def near_misses(case: Case) -> list[Slip]:
    """Those that differ in at least one cell from the mask and from each other, nearest first."""
    met, found = {case.truth.tobytes()}, []
    for slip in slips(case):
        if (key := slip.cells.tobytes()) not in met:
            met.add(key)
            found.append(slip)
    return sorted(found, key=lambda slip: int((slip.cells != case.truth).sum()))
