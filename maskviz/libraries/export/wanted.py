"""What is exported: one mask, or a mask for each head, at its sizes and with its facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from maskviz.libraries.export.lines import spoken
from maskviz.libraries.export.words import EVERYTHING, PLACE, Spelling, call
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, Typed, cells, facts_of
from maskviz.masks.compose.cells import places
from maskviz.masks.compose.tree import DOCUMENT, asks_documents, leaves
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import Facts
from maskviz.masks.spec import Given, Mask


class NotExpressible(ValueError):
    """A sentence: why a library cannot have this mask, and what comes nearest."""


@dataclass(frozen=True)
class Head:
    """One head's mask: the AND of `uses`, cells painted over it, then the AND of `then` as well.

    `flips` are cells (row, key) that are turned over; what `then` blocks stays blocked. `drawn` is
    a whole matrix of its own, a text a query, # for a key that may be read: one of the AND.
    """

    uses: tuple[Term, ...] = ()
    flips: tuple[tuple[int, int], ...] = ()
    then: tuple[Term, ...] = ()
    drawn: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[Term, ...]:
        return (*self.uses, *self.then)

    @property
    def free(self) -> bool:
        """Whether nothing is blocked by it."""
        return not (self.uses or self.flips or self.then or self.drawn)

    @property
    def table(self) -> np.ndarray:
        """What is drawn, bool (q, k)."""
        return np.array([[cell == "#" for cell in line] for line in self.drawn])

    @property
    def title(self) -> str:
        """For people: "Causal, painted over, and Key padding"."""
        own = [*map(title, self.uses), *(["a matrix as it is drawn"] if self.drawn else [])]
        first = ", and ".join(own) or "no mask"
        if self.flips:
            first += ", painted over"
        plain = not (own or self.flips) and self.then
        told = ", and ".join([*([] if plain else [first]), *map(title, self.then)])
        return told[:1].upper() + told[1:]

    def expression(self, spelling: Spelling, painted: str, drawn: str) -> str:
        """The mask as one expression over q and k; `painted` says where its flips are, `drawn`
        where its table is."""
        first = [*(call(term, spelling) for term in self.uses), *([drawn] if self.drawn else [])]
        if self.flips:
            base = " & ".join(first) or EVERYTHING
            first = [f"({f'({base})' if len(first) > 1 else base} ^ {painted})"]
        return " & ".join([*first, *(call(term, spelling) for term in self.then)]) or EVERYTHING


Masks = Term | Head | Sequence[Term | Head]


@dataclass(frozen=True)
class Wanted:
    """A mask for all heads (`single`), or one for each, at its sizes.

    offset  the position of the first query
    """

    heads: tuple[Head, ...]
    single: bool
    queries: int
    keys: int
    facts: Facts
    offset: int

    @property
    def size(self) -> tuple[int, int]:
        return self.queries, self.keys

    @property
    def shape(self) -> tuple[int, ...]:
        return self.size if self.single else (len(self.heads), *self.size)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for head in self.heads for term in head.all)

    @cached_property
    def leaves(self) -> tuple[MaskCall | Typed, ...]:
        return tuple(leaf for term in self.terms for leaf in leaves(term))

    @property
    def masks(self) -> tuple[Mask, ...]:
        """Every mask of the catalogue that is called, once."""
        named = {leaf.name: leaf.mask for leaf in self.leaves if isinstance(leaf, MaskCall)}
        return tuple(named.values())

    @cached_property
    def rules(self) -> dict[str, Typed]:
        """Every typed rule by the name its function gets."""
        found = {leaf.text: leaf for leaf in self.leaves if isinstance(leaf, Typed)}
        many = len(found) > 1
        return {f"rule_{n}" if many else "rule": rule for n, rule in enumerate(found.values(), 1)}

    def spelling(self, head: str) -> Spelling:
        return Spelling({rule.text: name for name, rule in self.rules.items()}, head)

    @cached_property
    def told(self) -> dict[str, Sequence[int]]:
        """The facts that are looked up, by name."""
        names = dict.fromkeys(name for term in self.terms for name in facts_of(term))
        return {name: self.facts[name] for name in names}

    @property
    def needed(self) -> dict[str, Sequence[int]]:
        """The facts, and where a mask counts inside each document the places in it as well."""
        if not any(map(asks_documents, self.terms)):
            return self.told
        return {**self.told, PLACE: places(np.asarray(self.told[DOCUMENT]))}

    @property
    def lengths(self) -> dict[str, int]:
        """The numbers of the view that the program has to name."""
        asked = {p.name for mask in self.masks for p in mask.named(Given)}
        asked |= {name for typed in self.rules.values() for name in typed.rule.names}
        if self.offset:
            asked.add("offset")
        known = {"offset": self.offset, "queries": self.queries, "keys": self.keys}
        return {name: value for name, value in known.items() if name in asked}

    @cached_property
    def cells(self) -> np.ndarray:
        """The picture, bool (heads, q, k), True = may read; ValueError when a fact is missing."""
        made = np.empty((len(self.heads), *self.size), dtype=bool)
        for number, head in enumerate(self.heads):
            made[number] = self.of(head.uses, number)
            if head.drawn:
                made[number] &= head.table
            for cell in head.flips:
                made[(number, *cell)] ^= True
            made[number] &= self.of(head.then, number)
        return made

    def of(self, terms: Sequence[Term], number: int) -> np.ndarray:
        allowed = np.ones(self.size, dtype=bool)
        for term in terms:
            allowed &= cells(term, *self.size, self.facts, offset=self.offset, head=number)
        return allowed

    @property
    def bare(self) -> str:
        """The rows with nothing to read, as the start of a sentence; "" when there are none."""
        empty = ~self.cells.any(-1)
        where = np.flatnonzero(empty.any(0) if self.single else empty.any(1)).tolist()
        if not where:
            return ""
        name = ("Row" if self.single else "Head") + "s" * (len(where) > 1)
        return f"{name} {spoken(where)}: {'' if self.single else 'rows with '}nothing to read"


def wanted(
    masks: Masks, queries: int, keys: int, facts: Facts | None, offset: int | None
) -> Wanted:
    """Sort out what was asked for; ValueError when a token has no fact that a mask looks up."""
    single = isinstance(masks, Term | Head)
    listed = [masks] if single else masks
    heads = [item if isinstance(item, Head) else Head((item,)) for item in listed]
    tidy = tuple(replace(h, flips=tuple(sorted(set(h.flips)))) for h in heads)
    offset = keys - queries if offset is None else offset
    found = Wanted(tidy, single, queries, keys, facts or {}, offset)
    _ = found.cells  # refuses what cannot be calculated
    return found
