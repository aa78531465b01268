"""Masks made of masks as plain loops, one cell after the other, without the app's own matrices."""

from collections.abc import Mapping, Sequence

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, Term
from maskviz.masks.matrix import view_of
from maskviz.masks.spec import Given
from tests.contract import loops, loops_facts

SIMPLE = {
    "causal": lambda q, k: k in range(q + 1),
    "strict_causal": lambda q, k: k in range(q),
    "full": lambda q, k: True,
    "causal_upper_left": lambda q, k, *, offset: k in range(q - offset + 1),
    "sliding_window": lambda q, k, *, window: k in list(range(q + 1))[-window:],
    "chunk": lambda q, k, *, size: any(
        q in range(at, at + size) and k in range(at, at + size) for at in range(0, 99, size)
    ),
    "chunked_causal": lambda q, k, *, size: k in range(q - q % size, q + 1),
    "key_padding": lambda q, k, *, real: bool(real[k]),
    "causal_padding": lambda q, k, *, real: bool(real[k]) and k in range(q + 1),
}
LOOPS = {name: rule for name, rule in (vars(loops) | vars(loops_facts)).items() if name in MASKS}
LOOPS |= {mask.name: mask.loop for mask in MASKS.values() if mask.loop} | SIMPLE
Facts = Mapping[str, Sequence[int]]


def may_read(term: Term, q: int, k: int, facts: Facts, view: Mapping[str, int]) -> bool:
    """Whether the query at a position may read a key, by the sentences of its masks."""
    match term:
        case MaskCall():
            known = {**term.params, **{f.name: facts[f.name] for f in term.mask.facts}}
            known |= {p.name: view[p.name] for p in term.mask.named(Given)}
            return bool(LOOPS[term.name](q, k, **known))
        case Opposite():
            return not may_read(term.part, q, k, facts, view)
        case Shifted():
            return may_read(term.part, q - term.by, k, facts, view)
        case PerDocument():
            doc = facts["doc"]
            mine = [place for place, of in enumerate(doc) if of == doc[q]]
            return k in mine and may_read(term.part, mine.index(q), mine.index(k), facts, view)
        case Join():
            found = [may_read(part, q, k, facts, view) for part in term.parts]
            return all(found) if term.word == "and" else any(found)
    raise TypeError(term)


def by_hand(term: Term, queries: int, keys: int, facts: Facts) -> list[list[bool]]:
    """The matrix, query by query; the queries are the last of the keys."""
    view = view_of(queries, keys)
    return [
        [may_read(term, q, k, facts, view) for k in range(keys)]
        for q in range(keys - queries, keys)
    ]
