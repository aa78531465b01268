"""Masks with legal numbers and facts drawn at random, and some of their cells turned over."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.kinds import Adjustable, Value
from maskviz.masks.matrix import asks_queries, matrix
from maskviz.masks.spec import Mask
from tests.contract.tokens import drawn_facts

SIZES = [(1, 1), (1, 7), (5, 5), (4, 9), (9, 4), (3, 11), (13, 13), (10, 21), (24, 24)]


@dataclass(frozen=True)
class Draw:
    """One mask as it was drawn; the matrix follows."""

    mask: Mask
    queries: int
    keys: int
    params: Mapping[str, int]
    facts: Mapping[str, tuple[int, ...]]

    @property
    def cells(self) -> np.ndarray:
        return matrix(self.mask, self.queries, self.keys, self.params, self.facts)


def value(kind: Adjustable, size: int, dice: random.Random) -> Value:
    """Mostly a number that matters for the size, sometimes any."""
    most = dice.choice([size // 3, size // 2, size, size + 3, 10_000])
    return dice.choice(kind.values(most) or kind.ends)


def draw(name: str, queries: int, keys: int, dice: random.Random) -> Draw:
    mask = MASKS[name]
    params = {p.name: value(p.kind, max(queries, keys), dice) for p in mask.controls}
    return Draw(mask, queries, keys, params, drawn_facts(mask, keys, dice))


def sizes_of(name: str) -> list[tuple[int, int]]:
    """Rectangular ones too; queries before every key are no tokens, and no pixels of an image."""
    mask = MASKS[name]
    inside = asks_queries(mask) or mask.family == "image"
    return [size for size in SIZES if size[0] <= size[1] or not inside]


def flipped(cells: np.ndarray, count: int, dice: random.Random) -> np.ndarray:
    """So many cells turned over, all different."""
    turned = cells.copy()
    turned.flat[dice.sample(range(cells.size), count)] ^= True
    return turned
