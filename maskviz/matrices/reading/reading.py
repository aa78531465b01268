"""One way to understand what somebody brought, and how likely it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.matrices.closest import plainest
from maskviz.matrices.closest.find import Find
from maskviz.matrices.closest.remembered import finds_of
from maskviz.matrices.reading.vectors import Documents

WEIGHED = 96  # cells a side of the corner by which two readings are weighed
CLOSE = 0.05  # of the cells: a mask that differs in more is no reason for a reading


@dataclass(frozen=True)
class Reading:
    """One way to understand what was brought: one mask, or a stack of them.

    form     what the array is taken for: "one mask of 6 queries x 6 keys"
    means    what its values mean: "1 = may read, 0 = blocked"
    samples  bool (q, k) each, True where the query may read the key
    names    of the samples, as many
    remarks  what is worth knowing, a sentence each
    vector   the documents that a vector told, None where it was no such vector
    real     bool (text, key) of key padding, True for a token that every query may read
    causal   whether "and causal" was added to what stands there
    first    the position of the first query where it is known; else the queries are the last
    either   whether one of another form is as likely: queries by keys, and a batch of padding
    """

    form: str
    means: str
    samples: Sequence[np.ndarray]
    names: Sequence[str]
    remarks: tuple[str, ...] = ()
    vector: Documents | None = None
    real: np.ndarray | None = None
    causal: bool = False
    first: int | None = None
    either: bool = False

    @cached_property
    def telling(self) -> np.ndarray:
        """The first sample that is neither open nor blocked in every cell; the first where all are,
        and then what they mean is anyone's guess."""
        ways = (cells for cells in self.samples if cells.any() and not cells.all())
        return next(ways, self.samples[0])

    @property
    def uniform(self) -> bool:
        """Whether each sample is open in every cell or in none."""
        return bool(self.telling.all() or not self.telling.any())

    @property
    def corner(self) -> tuple[np.ndarray, int]:
        """The corner of a sample by which it is weighed, and where its queries begin."""
        cells = self.telling
        queries, keys = cells.shape
        offset = max(keys - queries, 0)
        corner = cells[:WEIGHED, max(offset - WEIGHED, 0) : offset + WEIGHED]
        return corner, min(offset, WEIGHED)

    @property
    def plain(self) -> bool:
        """Whether it is a known mask, without being told anything of the tokens."""
        found = plainest(*self.corner)
        return found is not None and not found.told

    @cached_property
    def nearest(self) -> Find:
        """The known mask that the telling sample comes closest to, weighed by a corner of it."""
        return finds_of(*self.corner)[0]

    @property
    def plainly_apart(self) -> float:
        """The share of cells by which it differs from a mask that is told nothing of the tokens."""
        corner, offset = self.corner
        plain = next(find for find in finds_of(corner, offset) if not find.told)
        return plain.distance / corner.size

    @property
    def doubt(self) -> tuple[float, int]:
        """How far it is from a known mask, and how much would have to be told of the tokens; what
        differs in more than a few cells is as far as anything."""
        share = self.nearest.distance / min(self.samples[0].size, 4 * WEIGHED * WEIGHED)
        return (share, self.nearest.told) if share <= CLOSE else (1.0, 0)
