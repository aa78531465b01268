"""From masks made of masks to their matrix (q, k)."""

from functools import reduce

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose.tree import (
    DOCUMENT,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    Typed,
    parts_of,
)
from maskviz.masks.kinds import Facts
from maskviz.masks.matrix import matrix
from maskviz.turns import step


def cells(
    term: Term,
    queries: int,
    keys: int,
    facts: Facts | None = None,
    *,
    offset: int | None = None,
    head: int = 0,
    gates_open: bool = False,
) -> np.ndarray:
    """Which query may read which key.

    Shape: bool (queries, keys), True = may read. Row r is the query at position r + offset; by
    default the queries are the last ones. A mask that chooses by scores has no matrix without them;
    with `gates_open` it is what it chooses from: everything. ValueError when a fact is missing for
    a token that is looked up, or a typed rule cannot be calculated here.
    """
    step()
    offset = keys - queries if offset is None else offset
    match term:
        case MaskCall(dynamic=True):
            if not gates_open:
                raise ValueError(
                    f"{term.title} chooses by scores, and {queries} queries and {keys} keys alone "
                    "have none: maskviz.show takes them, scores=…"
                )
            return np.ones((queries, keys), dtype=bool)
        case MaskCall():
            size = (queries, keys)
            return matrix(term.mask, *size, term.params, facts, offset=offset, head=head)
        case Typed():
            heads = head + 1 if term.rule.per_head else None
            made = term.rule.matrix(queries, keys, facts, offset=offset, heads=heads)
            return made if heads is None else made[head]
        case Shifted():
            return cells(term.part, queries, keys, facts, offset=offset - term.by, head=head)
        case PerDocument():
            return per_document(term, queries, keys, facts or {}, offset, head)
    made = [cells(part, queries, keys, facts, offset=offset, head=head) for part in parts_of(term)]
    if isinstance(term, Opposite):
        return ~made[0]
    return reduce(np.logical_and if term.word == "and" else np.logical_or, made)


def places(documents: np.ndarray) -> np.ndarray:
    """Each token's place in its own document, counted from 0, (token,)."""
    found, met = np.zeros(len(documents), dtype=np.int64), {}
    for i, document in enumerate(documents.tolist()):
        found[i] = met.get(document, 0)
        met[document] = found[i] + 1
    return found


def per_document(
    term: PerDocument, queries: int, keys: int, facts: Facts, offset: int, head: int
) -> np.ndarray:
    """The inner mask on each document's own positions, closed between documents."""
    if DOCUMENT not in facts:
        raise ValueError(f"per document needs {DOCUMENT!r} for every token")
    documents = np.asarray(facts[DOCUMENT])
    if offset < 0 or max(keys, offset + queries) > len(documents):
        raise ValueError(
            f"per document looks up positions {min(offset, 0)} to "
            f"{max(keys, offset + queries) - 1}; {len(documents)} tokens have a document"
        )
    place = places(documents)
    size = int(place.max(initial=-1)) + 1
    inner = cells(term.part, size, size, head=head)
    q, k = np.arange(queries) + offset, np.arange(keys)
    return (documents[q][:, None] == documents[k]) & inner[place[q][:, None], place[k]]
