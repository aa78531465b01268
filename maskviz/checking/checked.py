"""A mask that was checked: what it is, what is wrong with it, what each library makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.checking import told
from maskviz.checking.evident import evident, mistaken, whole_rows
from maskviz.checking.faults import far
from maskviz.checking.found import CLOSEST, beginning, but_for_rows, found, wrong
from maskviz.checking.handed import handed, of_library, source
from maskviz.checking.understood import Understood
from maskviz.libraries.verdict import Handed, Packing, Verdict, verdicts
from maskviz.matrices.closest import Find, differing
from maskviz.matrices.reading import Reading
from maskviz.matrices.readoff import said

SLIPS = 3  # cells that differ from a mask that is told nothing, before one that is so by chance


@dataclass(frozen=True, repr=False)
class Checked:
    """One reading of what somebody has, judged.

    understood  all the ways to understand it
    at          the reading that is judged, of `understood.readings`
    sample      which mask of its stack
    library     the one library whose verdict is wanted, all where it is None
    """

    understood: Understood
    at: int = 0
    sample: int = 0
    library: str | None = None

    @property
    def reading(self) -> Reading:
        return self.understood.readings[self.at]

    @property
    def taken(self) -> str:
        """What it was taken for, one clause: "one mask of 2 queries x 2 keys: 1 = may read, …"."""
        return f"{self.reading.form}: {self.reading.means}"

    @property
    def others(self) -> list[str]:
        """What else it could be."""
        ways = enumerate(self.understood.readings)
        return [f"{way.form}: {way.means}" for i, way in ways if i != self.at]

    @property
    def cells(self) -> np.ndarray:
        """Bool (q, k), True where the query may read the key."""
        return self.reading.samples[self.sample]

    @cached_property
    def first(self) -> int:
        """The position of the first query; unless it is known the queries are the last of the keys,
        and of more queries than keys it is that with the simpler name."""
        if self.reading.first is not None:
            return self.reading.first
        queries, keys = self.cells.shape
        return keys - queries if queries <= keys else beginning(self.bits, queries, keys)

    @cached_property
    def bits(self) -> bytes:
        return np.packbits(self.cells).tobytes()

    @property
    def said(self) -> list[str]:
        """What can be read off the cells, a sentence each: size, what is evident, empty rows, the
        future; then what is worth knowing about the numbers."""
        size, *more = said(self.cells, self.first)
        return [size, *evident(self.cells, self.first), *more, *self.reading.remarks]

    @cached_property
    def mistaken(self) -> str:
        """What to say before all else of a matrix that nobody can have meant as it is, else ""."""
        return mistaken(self.cells, "" if self.cells.any() else self.full_as)

    @property
    def full_as(self) -> str:
        """What the values would mean where every cell is open, "" where no reading is so."""
        brought = self.understood.brought
        if "." in brought.words.get(0.0, "") and not brought.values.any():
            return "numbers added to the scores, where 0 blocks nothing"
        ways = (way for way in self.understood.readings if len(way.samples) > self.sample)
        return next((way.means for way in ways if way.samples[self.sample].all()), "")

    @cached_property
    def finds(self) -> tuple[Find, ...]:
        return found(self.bits, *self.cells.shape, self.first)

    @property
    def exact(self) -> list[Find]:
        """The known masks that it is in every cell, the simplest first."""
        return [] if self.mistaken else [find for find in self.finds if not find.distance]

    @property
    def closest(self) -> list[Find]:
        """The known masks that it comes closest to, CLOSEST of them, exact ones first; the last is
        the closest that need not be told what the tokens are."""
        if self.mistaken:
            return []
        kept = list(self.finds[:CLOSEST])
        if any(find.usual for find in kept):
            return kept
        return [*kept[:-1], *(find for find in self.finds if find.usual)][:CLOSEST]

    @property
    def nearest(self) -> Find:
        """The closest known mask that is told no more of the tokens than padding and documents,
        which is what somebody meant; others are often the same in every cell by chance."""
        return next((find for find in self.finds if find.usual), self.finds[0])

    def differing(self, find: Find) -> np.ndarray:
        """The cells (query row, key) where it differs from a known mask, int (n, 2)."""
        return differing(find, self.cells)

    @cached_property
    def faults(self) -> list[str]:
        """What is probably wrong, a sentence each, the plainest first."""
        if self.mistaken:
            return [self.mistaken]
        return list(wrong(self.bits, *self.cells.shape, self.first))

    @cached_property
    def handed(self) -> Handed | Packing | None:
        """The array, or the vector of documents, as it would be handed over."""
        return handed(self.understood, self.reading, self.sample)

    @property
    def handed_over(self) -> str:
        """What of it is handed over, in sentences; "" where nothing is."""
        if not self.handed:
            return ""
        if isinstance(self.handed, Packing):
            return told.packed_over(self.handed)
        real = self.reading.real
        sizes = self.cells.shape if real is None else real.shape
        causal = real is not None and self.reading.causal
        return told.handed_over(self.handed, source(self.understood), sizes, causal=causal)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """What each library makes of the array as it is, with the line that mends it."""
        return of_library(verdicts(self.handed), self.library) if self.handed else []

    @property
    def text(self) -> str:
        """All of it, in lines."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        if self.mistaken:
            yield self.mistaken
        yield f"Taken for {self.taken}."
        yield from (f"It could be {other}." for other in self.others)
        if len(names := self.reading.names) > 1:
            yield f"Judged is {names[self.sample]}, one of {len(names)}."
        yield from self.said
        if not self.mistaken:
            yield from self.masks()
            yield from self.faults
        if self.handed:
            yield self.handed_over
            if not self.verdicts:
                yield f"Of {self.library} there is no verdict on this."
        for verdict in self.verdicts:
            mend = f" Mend: {verdict.mend}" if verdict.mend else ""
            yield f"{verdict.library.title}: {told.outcome(verdict)}.{mend}"

    def masks(self) -> Iterator[str]:
        """What it is, by every name; else what it comes closest to, and the cells that differ. What
        it is only by what its tokens are comes after a mask with a slip."""
        exact, best = self.exact, self.nearest
        slips = bool(exact) and 0 < best.distance <= SLIPS
        if slips:
            yield from self.near("plain", best)
        if exact:
            yield f"It is {exact[0].title}, the same in every cell."
            if more := told.also(exact):
                yield more
            if note := told.counted_with(exact[0]):
                yield note
        if not best.distance or slips or whole_rows(self.cells):
            return
        if not (far(best, self.cells) or but_for_rows(self.bits, *self.cells.shape, self.first)):
            yield from self.near("plain" if exact else "known", best)

    def near(self, which: str, best: Find) -> Iterator[str]:
        yield f"The closest {which} mask is {told.named(best)}."
        apart = told.cells(self.differing(best), self.cells)
        yield from (f"  {line}" for line in apart)

    def __repr__(self) -> str:
        return self.text
