"""Why one cell is blocked by masks made of masks, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.cell import Cell
from maskviz.masks.compose.cells import places
from maskviz.masks.compose.tree import DOCUMENT, Opposite, PerDocument, Shifted, Term, Typed
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import Facts
from maskviz.masks.matrix import view_of
from maskviz.masks.rule.why import why as why_rule

Blocker = Term | tuple[str, np.ndarray]  # a mask, or a named matrix (query row, key)


def why(term: Term, cell: Cell) -> str | None:
    """One sentence why the term blocks the cell; None when it is open."""
    match term:
        case MaskCall():
            return why_call(term, cell)
        case Typed():
            said = why_rule(term.rule.tree, cell)
            return said and f"Rule: {said}."
        case Opposite():
            if why(term.part, cell) is not None:
                return None
            return (
                f"Not {title(term.part)}: that mask lets {cell.token('q')} read {cell.token('k')}."
            )
        case Shifted():
            found = why(term.part, replace(cell, q=cell.q - term.by, asking=(), tokens=()))
            shifted = f"shifted by {term.by}".replace("-", "−")
            return found and f"{found[:-1]}, as {cell.token('q')} is {shifted}."
        case PerDocument():
            return why_document(term, cell)
    found = [why(part, cell) for part in term.parts]
    blocking = [said for said in found if said is not None]
    if term.word == "or" and len(blocking) < len(found):
        return None
    return " ".join(blocking) or None


def why_call(mask_call: MaskCall, cell: Cell) -> str | None:
    """ValueError when a fact is missing that the mask asks for."""
    mask = mask_call.mask
    for fact in mask.facts:
        if fact.name not in cell.facts:
            raise ValueError(f"{mask.title} needs {fact.name!r} for every token")
    kinds = {p.name: p.kind for p in mask.parameters.values()}
    asked = replace(cell, params=mask_call.params, kinds=kinds)
    said = why_rule(mask.tree, asked)
    return said and f"{mask_call.title}: {said}."


def why_document(term: PerDocument, cell: Cell) -> str | None:
    documents = np.asarray(cell.facts[DOCUMENT])
    theirs, ours = documents[cell.k], documents[cell.q]
    if theirs != ours:
        return (
            f"Per document: {cell.token('k')} is of document {theirs}, "
            f"{cell.token('q')} of document {ours}."
        )
    local = places(documents)
    inside = replace(
        cell, q=int(local[cell.q]), k=int(local[cell.k]), asking=(),
        tokens=[word for word, d in zip(cell.tokens, documents, strict=False) if d == ours],
    )  # fmt: skip
    found = why(term.part, inside)
    return found and f"In document {ours}, counted from its start: {found}"


def why_row(
    blockers: Sequence[Blocker],
    q: int,
    keys: int,
    tokens: Sequence[str] = (),
    facts: Facts | None = None,
    offset: int = 0,
    asking: Sequence[str] = (),
    *,
    queries: int | None = None,
    head: int = 0,
    only: Iterable[int] | None = None,
) -> list[list[str]]:
    """For every key of a row one sentence for each that blocks it; all must allow.

    q is a position, so the row of a named matrix is q - offset. Unless told the queries are the
    last ones. `only` are the keys of which anything is said, where not of all.
    """
    given = view_of(keys - offset if queries is None else queries, keys, offset, head)
    found: list[list[str]] = [[] for _ in range(keys)]
    for k in range(keys) if only is None else only:
        cell = Cell(q, k, tokens, facts or {}, given, asking)
        said = [why_one(blocker, cell) for blocker in blockers]
        found[k] = [sentence for sentence in said if sentence]
    return found


def why_one(blocker: Blocker, cell: Cell) -> str | None:
    if not isinstance(blocker, tuple):
        return why(blocker, cell)
    name, allowed = blocker
    if allowed[cell.q - cell.given["offset"], cell.k]:
        return None
    return f"{name[:1].upper()}{name[1:]}: {cell.token('q')} may not read {cell.token('k')}."
