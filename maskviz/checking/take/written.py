"""A matrix as programs: as the known mask that it is, with what that has to be told, or drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maskviz.libraries.export import EXPORTS, Head, to_docstring, to_pytest
from maskviz.libraries.export.lines import drawn
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Opposite, Term, cells, differs_by_head
from maskviz.matrices.closest.find import Find

MOST_FLIPS, SHARE = 24, 8  # cells turned over, and one of so many: what differs in more is drawn
LARGEST = 256  # a side; a larger matrix is no text that somebody reads


Masks = Head | Sequence[Head]


@dataclass(frozen=True)
class Written:
    """A matrix as the exporters take it: their programs make just its cells.

    allowed  bool (q, k), True = may read
    masks    of all heads, or of each where a rule asks for the head: then the program makes
             (heads, q, k), of which this matrix is one
    offset   the position of the first query
    exact    whether it is a known mask, and its program so short
    """

    allowed: np.ndarray
    masks: Masks
    offset: int
    exact: bool
    facts: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def head(self) -> Head:
        return self.masks if isinstance(self.masks, Head) else self.masks[0]

    @property
    def title(self) -> str:
        return self.head.title

    def by(self, export: Callable[..., str]) -> str:
        return export(self.masks, *self.allowed.shape, self.facts, self.offset)

    def program(self, library: str) -> str:
        """The program for a library, by its name in EXPORTS; NotExpressible where it has none."""
        return self.by(EXPORTS[library])

    @property
    def tests(self) -> str:
        """A pytest file for a function of one's own that is to make this matrix."""
        return self.by(to_pytest)

    @property
    def docstring(self) -> str:
        return self.by(to_docstring)


@dataclass(frozen=True)
class Source:
    """What made a matrix: a rule or masks put together, and all that it was told.

    offset  the position of the first query, keys - queries unless told
    head    whose matrix it is, of so many `heads` where the term asks for the head
    """

    term: Term
    facts: Mapping[str, Sequence[int]] = field(default_factory=dict)
    offset: int | None = None
    head: int = 0
    heads: int = 1

    def written(self, allowed: np.ndarray) -> Written | None:
        """The programs of it; None where it does not make this matrix of what it was told."""
        queries, keys = allowed.shape
        first = keys - queries if self.offset is None else self.offset
        try:
            made = cells(self.term, queries, keys, self.facts, offset=first, head=self.head)
        except ValueError:
            return None
        if not np.array_equal(made, allowed):
            return None
        one = Head((self.term,))
        masks = [one] * self.heads if differs_by_head(self.term) else one
        return Written(allowed, masks, first, True, self.facts)


def written(
    allowed: np.ndarray, finds: Sequence[Find] = (), source: Source | None = None
) -> Written | None:
    """The shortest way to write a matrix, bool (q, k), True = may read.

    finds  known masks that come close to it, the one to be written first; of the others those
           that differ in few cells
    None for a matrix of more than LARGEST a side that is no known mask: it stays a file.
    """
    return next(ways(allowed, finds, source), None)


def ways(allowed: np.ndarray, finds: Sequence[Find], source: Source | None) -> Iterator[Written]:
    """The ways to write it, the best first."""
    queries, keys = allowed.shape
    if source and (made := source.written(allowed)):
        yield made
    if not allowed.any():
        nothing = Opposite(MaskCall("full"))
        yield Written(allowed, Head((nothing,)), keys - queries, True)
    for find in finds:
        apart = np.argwhere(find.cells(queries, keys) != allowed)
        if len(apart) <= min(MOST_FLIPS, allowed.size // SHARE):
            flips = tuple((int(row), int(key)) for row, key in apart)
            exact = not len(apart)
            yield Written(allowed, Head(terms(find), flips), find.offset, exact, told(find))
    if max(queries, keys) <= LARGEST:
        lines = tuple(drawn(allowed).split("\n"))
        yield Written(allowed, Head(drawn=lines), keys - queries, False)


def terms(find: Find) -> tuple[Term, ...]:
    """A known mask, and padding where it comes on top."""
    padding = "key_query_padding" if find.rows else "key_padding"
    return (find.call, MaskCall(padding)) if find.real else (find.call,)


def told(find: Find) -> dict[str, tuple[int, ...]]:
    """What has to be told of every token."""
    return {**find.facts, **({"real": find.real} if find.real else {})}
