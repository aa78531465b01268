"""Why one cell may be read under masks made of masks, in words."""

from dataclasses import replace

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.cell import Cell
from maskviz.masks.compose.cells import places
from maskviz.masks.compose.tree import DOCUMENT, Opposite, PerDocument, Shifted, Term, Typed
from maskviz.masks.compose.why import why
from maskviz.masks.rule.because import because as because_rule


def because(term: Term, cell: Cell) -> str | None:
    """One sentence why the term lets the query read the key; None when the cell is blocked.

    Of an "and" every part is told, of an "or" the first that is enough.
    """
    match term:
        case MaskCall():
            kinds = {p.name: p.kind for p in term.mask.parameters.values()}
            said = because_rule(term.mask.tree, replace(cell, params=term.params, kinds=kinds))
            return said and f"{term.title}: {said}."
        case Typed():
            said = because_rule(term.rule.tree, cell)
            return said and f"Rule: {said}."
        case Opposite():
            said = why(term.part, cell)
            return said and f"Not what that mask allows. {said}"
        case Shifted():
            found = because(term.part, replace(cell, q=cell.q - term.by, asking=(), tokens=()))
            shifted = f"shifted by {term.by}".replace("-", "−")
            return found and f"{found[:-1]}, as {cell.token('q')} is {shifted}."
        case PerDocument():
            return inside_document(term, cell)
    found = [because(part, cell) for part in term.parts]
    telling = [said for said in found if said is not None]
    if term.word == "or":
        return telling[0] if telling else None
    return " ".join(telling) if len(telling) == len(found) else None


def inside_document(term: PerDocument, cell: Cell) -> str | None:
    documents = np.asarray(cell.facts[DOCUMENT])
    if (ours := documents[cell.q]) != documents[cell.k]:
        return None
    local = places(documents)
    words = [word for word, d in zip(cell.tokens, documents, strict=False) if d == ours]
    moved = replace(cell, q=int(local[cell.q]), k=int(local[cell.k]), asking=(), tokens=words)
    found = because(term.part, moved)
    return found and f"In document {ours}, counted from its start: {found}"
