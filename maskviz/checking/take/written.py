"""A matrix as programs: as the known mask that it is, with what that has to be told, or drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maskviz.libraries.export import EXPORTS, Head, to_docstring, to_pytest
from maskviz.libraries.export.lines import drawn
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, cells
from maskviz.matrices.closest.find import Find

MOST_FLIPS, SHARE = 24, 8  # cells turned over, and one of so many: what differs in more is drawn
LARGEST = 256  # a side; a larger matrix is no text that somebody reads


@dataclass(frozen=True)
class Written:
    """A matrix as the exporters take it: their programs make just its cells.

    allowed  bool (q, k), True = may read
    offset   the position of the first query
    exact    whether it is a known mask, and its program so short
    """

    allowed: np.ndarray
    head: Head
    offset: int
    exact: bool
    facts: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.head.title

    def program(self, library: str) -> str:
        """The program for a library, by its name in EXPORTS; NotExpressible where it has none."""
        return EXPORTS[library](self.head, *self.allowed.shape, self.facts, self.offset)

    @property
    def tests(self) -> str:
        """A pytest file for a function of one's own that is to make this matrix."""
        return to_pytest(self.head, *self.allowed.shape, self.facts, self.offset)

    @property
    def docstring(self) -> str:
        return to_docstring(self.head, *self.allowed.shape, self.facts, self.offset)


def written(
    allowed: np.ndarray,
    finds: Sequence[Find] = (),
    term: Term | None = None,
    facts: Mapping[str, Sequence[int]] | None = None,
    offset: int | None = None,
) -> Written | None:
    """The shortest way to write a matrix, bool (q, k), True = may read.

    finds  known masks that come close to it, the one to be written first; of the others those
           that differ in few cells
    term   a rule or masks put together that made it, with the facts of its tokens
    offset the position of the term's first query, keys - queries unless told
    None for a matrix of more than LARGEST a side that is no known mask: it stays a file.
    """
    return next(ways(allowed, finds, term, facts or {}, offset), None)


def ways(
    allowed: np.ndarray,
    finds: Sequence[Find],
    term: Term | None,
    facts: Mapping[str, Sequence[int]],
    offset: int | None,
) -> Iterator[Written]:
    """The ways to write it, the best first."""
    queries, keys = allowed.shape
    first = keys - queries if offset is None else offset
    if term is not None and same(term, allowed, facts, first):
        yield Written(allowed, Head((term,)), first, True, facts)
    for find in finds:
        apart = np.argwhere(find.cells(queries, keys) != allowed)
        if len(apart) <= min(MOST_FLIPS, allowed.size // SHARE):
            flips = tuple((int(row), int(key)) for row, key in apart)
            exact = not len(apart)
            yield Written(allowed, Head(terms(find), flips), find.offset, exact, told(find))
    if max(queries, keys) <= LARGEST:
        lines = tuple(drawn(allowed).split("\n"))
        yield Written(allowed, Head(drawn=lines), keys - queries, False)


def same(term: Term, allowed: np.ndarray, facts: Mapping[str, Sequence[int]], offset: int) -> bool:
    """Whether a term makes these cells; one that cannot be made of these facts does not."""
    try:
        queries, keys = allowed.shape
        return np.array_equal(cells(term, queries, keys, facts, offset=offset), allowed)
    except ValueError:
        return False


def terms(find: Find) -> tuple[Term, ...]:
    """A known mask, and padding where it comes on top."""
    padding = "key_query_padding" if find.rows else "key_padding"
    return (find.call, MaskCall(padding)) if find.real else (find.call,)


def told(find: Find) -> dict[str, tuple[int, ...]]:
    """What has to be told of every token."""
    return {**find.facts, **({"real": find.real} if find.real else {})}
