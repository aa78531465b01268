"""Why one cell is blocked by masks made of masks, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose.cells import places
from maskviz.masks.compose.tree import DOCUMENT, Opposite, PerDocument, Shifted, Term, Typed
from maskviz.masks.compose.words import title
from maskviz.masks.explain import Cell, why_blocked
from maskviz.masks.matrix import Facts
from maskviz.masks.rule.why import failures

Rule = Term | tuple[str, np.ndarray]  # a mask, or a named matrix (query row, key)


@dataclass(frozen=True)
class Place:
    """One cell and everything that may be asked about it.

    q and k are positions; `tokens` are the words of the keys, `asking` those of the queries where
    they are others. `given` has the numbers of the view.
    """

    q: int
    k: int
    tokens: Sequence[str]
    facts: Facts
    given: Mapping[str, int]
    asking: Sequence[str] = ()

    def word(self, role: str) -> str:
        return Cell({"q": self.q, "k": self.k}, {}, self.tokens, self.asking).token(role)


def why(term: Term, place: Place) -> str | None:
    """One sentence why the term blocks the cell; None when it is open."""
    match term:
        case MaskCall():
            return why_use(term, place)
        case Typed():
            return why_typed(term, place)
        case Opposite():
            if why(term.part, place) is not None:
                return None
            return (
                f"Not {title(term.part)}: that mask lets {place.word('q')} read {place.word('k')}."
            )
        case Shifted():
            found = why(term.part, replace(place, q=place.q - term.by, asking=(), tokens=()))
            shifted = f"shifted by {term.by}".replace("-", "−")
            return found and f"{found[:-1]}, as {place.word('q')} is {shifted}."
        case PerDocument():
            return why_document(term, place)
    found = [why(part, place) for part in term.parts]
    blocking = [said for said in found if said is not None]
    if term.word == "or" and len(blocking) < len(found):
        return None
    return " ".join(blocking) or None


def why_use(mask_call: MaskCall, place: Place) -> str | None:
    given = place.given
    words = {"keys": given["keys"], "head": given["head"]}
    told = (place.tokens, place.facts, given["offset"], place.asking)
    return why_blocked(mask_call, place.q, place.k, *told, **words)


def why_typed(term: Typed, place: Place) -> str | None:
    given = place.given
    known = {"q": place.q, "k": place.k, "h": given["head"], **given, **place.facts}
    said = failures(term.rule, known)
    if not said:
        return None
    cell = f"for {place.word('q')} and {place.word('k')}"
    return f"Rule: {' and '.join(said)} does not hold {cell}."


def why_document(term: PerDocument, place: Place) -> str | None:
    documents = np.asarray(place.facts[DOCUMENT])
    theirs, ours = documents[place.k], documents[place.q]
    if theirs != ours:
        return (
            f"Per document: {place.word('k')} is of document {theirs}, "
            f"{place.word('q')} of document {ours}."
        )
    local = places(documents)
    inside = replace(
        place, q=int(local[place.q]), k=int(local[place.k]), asking=(),
        tokens=[word for word, d in zip(place.tokens, documents, strict=False) if d == ours],
    )  # fmt: skip
    found = why(term.part, inside)
    return found and f"In document {ours}, counted from its start: {found}"


def why_row(
    rules: Sequence[Rule],
    q: int,
    keys: int,
    tokens: Sequence[str] = (),
    facts: Facts | None = None,
    offset: int = 0,
    asking: Sequence[str] = (),
    *,
    head: int = 0,
) -> list[list[str]]:
    """For every key of a row one sentence for each rule that blocks it; all rules must allow.

    q is a position, so the row of a named matrix is q - offset.
    """
    given = {"offset": offset, "keys": keys, "head": head}
    found = []
    for k in range(keys):
        place = Place(q, k, tokens, facts or {}, given, asking)
        said = [why_rule(rule, place) for rule in rules]
        found.append([sentence for sentence in said if sentence])
    return found


def why_rule(rule: Rule, place: Place) -> str | None:
    if not isinstance(rule, tuple):
        return why(rule, place)
    name, cells = rule
    if cells[place.q - place.given["offset"], place.k]:
        return None
    return f"{name[:1].upper()}{name[1:]}: {place.word('q')} may not read {place.word('k')}."
