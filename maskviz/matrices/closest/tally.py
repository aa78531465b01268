"""A matrix summed up once, so that a candidate mask is judged by a few sums and not cell by cell.

Every cell weighs +1 when it may be read and -1 when it is blocked. What a mask gains is the sum of
the cells it opens; the matrix differs from it in (cells that may be read) - (gain) places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from maskviz.masks.spec import Parameter


@dataclass(frozen=True)
class Fit:
    """The best a mask can do: its numbers, what the tokens would have to be, what it gains."""

    gain: int
    params: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """Sums of one matrix; row r is the query at position r + offset.

    Shape: weights int8 (q, k), +1 = may read, -1 = blocked.
    """

    weights: np.ndarray
    offset: int

    @property
    def queries(self) -> int:
        return self.weights.shape[0]

    @property
    def keys(self) -> int:
        return self.weights.shape[1]

    @property
    def span(self) -> int:
        """No size, distance or number of tokens from here on makes a difference any more."""
        return max(self.keys, self.queries + self.offset, self.keys - self.offset)

    @cached_property
    def opened(self) -> int:
        """How many cells may be read."""
        return int((self.weights > 0).sum())

    @property
    def queries_are_tokens(self) -> bool:
        """Whether every query stands at the position of a key, so that it has the key's facts."""
        return self.offset >= 0 and self.queries + self.offset <= self.keys

    @cached_property
    def diagonals(self) -> np.ndarray:
        """The sum of each diagonal: entry span + d holds the cells with q - k = d."""
        wide = np.zeros((self.queries, self.keys + self.queries), dtype=np.int8)
        wide[:, : self.keys] = self.weights[:, ::-1]
        skew = wide.ravel()[: self.queries * (self.keys + self.queries - 1)]
        sums = skew.reshape(self.queries, -1).sum(axis=0, dtype=np.int64)
        first = self.span + self.offset - (self.keys - 1)
        found = np.zeros(2 * self.span + 1, dtype=np.int64)
        found[first : first + len(sums)] = sums
        return found

    @property
    def back(self) -> np.ndarray:
        """The diagonals from q - k = 0 on: the token itself, the one before it, …"""
        return self.diagonals[self.span :]

    @property
    def ahead(self) -> np.ndarray:
        """The diagonals from q - k = 0 on: the token itself, the one after it, …"""
        return self.diagonals[self.span :: -1]

    @cached_property
    def past(self) -> np.ndarray:
        """The weights with nothing after the query: int8 (q, k), 0 where k > q."""
        return np.tril(self.weights, self.offset)

    @cached_property
    def area(self) -> np.ndarray:
        """Entry (r, c) is the sum of the first r rows and c keys."""
        return summed(self.weights)

    @cached_property
    def past_area(self) -> np.ndarray:
        return summed(self.past)

    @cached_property
    def columns(self) -> np.ndarray:
        """The sum of each column."""
        return np.diff(self.area[-1])

    @cached_property
    def past_columns(self) -> np.ndarray:
        """The sum of each column without the queries before it."""
        return np.diff(self.past_area[-1])

    def row(self, position: np.ndarray) -> np.ndarray:
        """The first row at or after a position, at most one past the last."""
        return np.minimum(np.maximum(position - self.offset, 0), self.queries)

    def key(self, position: np.ndarray) -> np.ndarray:
        """The first key at or after a position, at most one past the last."""
        return np.minimum(np.maximum(position, 0), self.keys)

    def below(self, key: np.ndarray, position: np.ndarray) -> np.ndarray:
        """The sum of a column over the queries at or after a position."""
        down, row = self.area[-1], self.row(position)
        return down[key + 1] - down[key] - self.area[row, key + 1] + self.area[row, key]

    def sizes(self, parameter: Parameter, times: int = 1) -> np.ndarray:
        """The values of a number that can make a difference here, up to `times` the span."""
        kind = parameter.kind
        return np.arange(kind.low, min(kind.high, times * self.span) + 1, kind.step)


def tally(allowed: np.ndarray, offset: int) -> Tally:
    """Weigh a bool matrix (q, k)."""
    return Tally(np.where(allowed, 1, -1).astype(np.int8), offset)


def summed(weights: np.ndarray) -> np.ndarray:
    """The summed-area table, one row and column larger than the weights."""
    queries, keys = weights.shape
    area = np.zeros((queries + 1, keys + 1), dtype=np.int32)
    np.cumsum(weights, axis=0, dtype=np.int32, out=area[1:, 1:])
    np.cumsum(area[1:, 1:], axis=1, out=area[1:, 1:])
    return area


def rectangle(
    area: np.ndarray, rows: tuple[np.ndarray, np.ndarray], keys: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """The sums of rectangles; each side is (first, one past the last), arrays of one length."""
    (top, bottom), (left, right) = rows, keys
    return area[bottom, right] - area[top, right] - area[bottom, left] + area[top, left]


def best(gains: np.ndarray, values: np.ndarray) -> tuple[int, int]:
    """The largest gain and the first of the values that has it."""
    at = int(np.argmax(gains))
    return int(gains[at]), int(values[at])
