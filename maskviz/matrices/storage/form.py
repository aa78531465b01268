"""What it means to store a mask: a form, its arrays, and what their size depends on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

Unit = Literal["", "open", "runs", "partial"]  # what a form grows with; "" is nothing
Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Counts:
    """What the size of a stored mask depends on.

    open     cells that may be read
    runs     stretches of neighbouring open cells in a row, over all rows
    partial  tiles of `tile` x `tile` cells that are neither empty nor full
    """

    queries: int
    keys: int
    open: int
    runs: int
    tile: int
    partial: int

    @property
    def cells(self) -> int:
        return self.queries * self.keys

    @property
    def tiles(self) -> int:
        return -(-self.queries // self.tile) * -(-self.keys // self.tile)

    @property
    def most(self) -> Mapping[Unit, int]:
        """The largest number of each unit that a matrix of this shape can have."""
        runs = self.queries * -(-self.keys // 2)
        return {"open": self.cells, "runs": runs, "partial": self.tiles}


@dataclass(frozen=True)
class Stored:
    """A mask as it lies in memory: arrays by name, for a bool matrix of `shape` (q, k)."""

    form: str
    shape: tuple[int, int]
    tile: int
    arrays: Arrays

    @property
    def bytes(self) -> int:
        return sum(array.nbytes for array in self.arrays.values())


@dataclass(frozen=True)
class Form:
    """One way to store a mask.

    formula  how its bytes are counted, in words
    grows    the one count that decides its size for a given shape
    size     the same as a number
    write    bool (q, k) and the side of a tile -> arrays
    read     arrays, shape and side of a tile -> bool (q, k)
    """

    name: str
    title: str
    sentence: str
    formula: str
    grows: Unit
    size: Callable[[Counts], int]
    write: Callable[[np.ndarray, int], dict[str, np.ndarray]]
    read: Callable[[Arrays, tuple[int, int], int], np.ndarray]
