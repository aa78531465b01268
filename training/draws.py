"""Masks at random: any of the catalogue, with legal numbers, mostly small, and random facts."""

from collections.abc import Mapping

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import empty_rows, matrix
from maskviz.masks.spec import Fact, Mask
from maskviz.masks.text import intervals

CAUSAL, PER_HEAD = 0.25, 0.2  # shares of the texts
MOST_EMPTY = 0.25  # a mask that leaves more of its rows empty teaches nothing
TRIES = 60
MANY = 10  # values of a fact


def fact(kind: Fact, size: int, rng: np.random.Generator) -> np.ndarray:
    """A legal value for every token, (size,): stretches of a random mean length, one value often.

    The first token is `<s>`, and a stretch of one token is as likely as one of half the text. Where
    a value can be large, few different ones are as likely as many.
    """
    high = kind.high
    if high >= MANY:
        high = int(np.exp(rng.uniform(0, np.log(min(high, size)))))
    length = np.exp(rng.uniform(0, np.log(size / 2)))
    begins = rng.random(size) < 1 / length
    values = rng.integers(0, high + 1, size)
    usual = np.where(rng.random(size) < rng.uniform(0, 0.95), rng.integers(high + 1), values)
    return usual[np.maximum.accumulate(np.where(begins, np.arange(size), 0))]


def tree(size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """A chain that starts again from an earlier token now and then, as what its walk finds."""
    branches = rng.random(size) < rng.uniform(0, 0.5)
    parents = [int(rng.integers(t)) if t and branches[t] else t - 1 for t in range(size)]
    return dict(zip(("enter", "leave"), map(np.array, intervals(parents)), strict=True))


def facts(mask: Mask, size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Legal facts for a mask, (size,) each: an order is shuffled, a tree grows."""
    found = {}
    for p in mask.facts:
        if p.kind.varies == "alone":
            found[p.name] = fact(p.kind, size, rng)
        elif p.kind.varies == "swapped":
            found[p.name] = rng.permutation(size)
        elif p.name not in found:
            found |= tree(size, rng)
    return found


def attempt(mask: Mask, size: int, rng: np.random.Generator) -> np.ndarray:
    """The mask with random numbers and facts, and causal, bool (size, size)."""
    params = {p.name: p.kind.drawn(size, rng) for p in mask.controls}
    return np.tril(matrix(mask, size, size, params, facts(mask, size, rng)))


def any_mask(
    size: int, rng: np.random.Generator, masks: Mapping[str, Mask] = MASKS
) -> tuple[str, np.ndarray]:
    """The name and the cells (size, size) of a mask that changes something and starves few rows.

    It is causal on top of its own rule. Errors: RuntimeError when no mask will do.
    """
    causal, names = np.tri(size, dtype=bool), list(masks)
    for _ in range(TRIES):
        name = names[rng.integers(len(names))]
        cells = attempt(masks[name], size, rng)
        alone = cells.sum() <= size and masks[name].controls  # other numbers leave more to read
        starves = len(empty_rows(cells)) > MOST_EMPTY * size
        if not (alone or starves or np.array_equal(cells, causal)):
            return name, cells
    raise RuntimeError(f"none of {TRIES} draws from {len(names)} masks was of use")


def masks_of(texts: int, heads: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """What each text of a batch may read, bool (texts, heads, size, size).

    A quarter of the texts is plain causal, a fifth has a mask of its own for each head.
    """
    allowed = np.empty((texts, heads, size, size), dtype=bool)
    for cells in allowed:
        kind = rng.random()
        if kind < CAUSAL:
            cells[:] = np.tri(size, dtype=bool)
        elif kind < CAUSAL + PER_HEAD:
            cells[:] = [any_mask(size, rng)[1] for _ in range(heads)]
        else:
            cells[:] = any_mask(size, rng)[1]
    return allowed
