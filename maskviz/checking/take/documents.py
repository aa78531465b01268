"""A matrix as documents laid end to end, with padding on top, where it is that."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from maskviz.libraries.export.lines import spoken


@dataclass(frozen=True)
class Packed:
    """The documents of a matrix.

    document  of each token, counted from 0 as they come; -1 for padding, which nobody reads
    causal    whether a token reads its document's past only
    reading   the tokens of padding that read keys nevertheless
    every     whether padding is of keys alone: its rows read as any other
    """

    document: tuple[int, ...]
    causal: bool
    reading: tuple[int, ...]
    every: bool

    @property
    def padding(self) -> bool:
        return -1 in self.document

    @property
    def real(self) -> list[int]:
        return [number for number in self.document if number >= 0]

    @property
    def lengths(self) -> list[int]:
        """Of each document, where they stand in one piece each."""
        return [self.real.count(number) for number in range(max(self.real) + 1)]

    @property
    def contiguous(self) -> bool:
        """Whether each document is in one piece, and padding at one end only."""
        if any(after not in (before, before + 1) for before, after in pairwise(self.real)):
            return False
        inside = self.document[self.before : len(self.document) - self.behind]
        return -1 not in inside and not (self.before and self.behind)

    @property
    def before(self) -> int:
        """How many of padding stand before the first real token."""
        return next(i for i, number in enumerate(self.document) if number >= 0)

    @property
    def behind(self) -> int:
        return next(i for i, number in enumerate(self.document[::-1]) if number >= 0)

    @property
    def one(self) -> bool:
        """Whether there is one document only."""
        return max(self.real) == 0

    @property
    def lost(self) -> str:
        """What no vector of documents says, as the rest of a note."""
        if not self.reading:
            return ""
        many = len(self.reading) > 1
        who = f"row{'s' * many} {spoken(self.reading)}, padding, read{'' if many else 's'}"
        return f" Here {who} real keys; of that it says nothing."


def packed(allowed: np.ndarray) -> Packed | None:
    """The documents of a matrix, bool (q, k), True = may read; None where it has none.

    Keys that nobody reads are padding; what a row of padding reads is not judged.
    """
    queries, keys = allowed.shape
    if queries != keys or not allowed.any():
        return None
    real = allowed.any(axis=0)
    inner = allowed[np.ix_(real, real)]
    causal = not np.triu(inner, 1).any()
    whole = inner | inner.T if causal else inner
    first = whole.argmax(axis=1)  # of each token the first that shares its document
    names = {int(place): number for number, place in enumerate(dict.fromkeys(first.tolist()))}
    ids = np.array([names[int(place)] for place in first])
    same = ids[:, None] == ids
    if not np.array_equal(same & np.tri(len(ids), dtype=bool) if causal else same, inner):
        return None
    document = np.full(keys, -1)
    document[real] = ids
    reading = np.flatnonzero(~real & allowed.any(axis=1))
    every = np.tri(keys, dtype=bool) & real if causal else np.broadcast_to(real, allowed.shape)
    asked = tuple(map(int, document)), causal, tuple(map(int, reading))
    return Packed(*asked, np.array_equal(every, allowed))
