"""A known mask that a matrix comes close to."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Mask

DOCUMENTS = ("document", "document_causal")


def usual(mask: Mask) -> bool:
    """Whether a mask is told no more of the tokens than padding and documents; what is told more
    is often the same in every cell by chance."""
    return mask.name in DOCUMENTS or {fact.name for fact in mask.facts} <= {"real", "position"}


@dataclass(frozen=True)
class Find:
    """A mask of the catalogue as it comes closest to a matrix.

    facts     what each token would have to be, for a mask that looks it up
    distance  in how many cells it differs
    real      1 for a token and 0 for padding that nobody reads, where padding comes on top
    rows      whether padding then reads nothing either
    """

    call: MaskCall
    facts: Mapping[str, tuple[int, ...]]
    distance: int
    offset: int
    real: tuple[int, ...] = ()
    rows: bool = False

    def cells(self, queries: int, keys: int) -> np.ndarray:
        """The mask itself, bool (queries, keys)."""
        mask, params = self.call.mask, self.call.params
        cells = matrix(mask, queries, keys, params, self.facts, offset=self.offset)
        if not self.real:
            return cells
        real = np.array(self.real, dtype=bool)
        cells = cells & real
        return cells & real[self.offset : self.offset + queries, None] if self.rows else cells

    @property
    def title(self) -> str:
        return f"{self.call.title}, and padding" if self.real else self.call.title

    @property
    def usual(self) -> bool:
        return usual(self.call.mask)

    @property
    def told(self) -> int:
        """How many facts of each token it would have to be told."""
        return len(self.call.mask.facts) + bool(self.real)

    @property
    def rank(self) -> tuple[int, ...]:
        """Fewer cells that differ, then less to be told about the tokens, then fewer numbers; what
        blocks nothing is Full before all else."""
        mask = self.call.mask
        numbers = -1 if mask.name == "full" and not self.distance else len(mask.controls)
        return self.distance, self.told, numbers, list(MASKS).index(mask.name)


def ranked(item: Find) -> tuple[int, ...]:
    return item.rank
