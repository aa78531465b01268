"""The closest known mask: which mask of the catalogue a matrix is, or nearly is.

A mask has a fitter that reads its numbers off sums of the matrix; of one that has none the values
are tried. Masks of up to two numbers,
and those that ask only what a key is, are fitted exactly. For facts of query and key, labels are
moved one at a time until nothing gains; three numbers are searched from the most promising on.
"""

from collections.abc import Sequence

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.exact import but_for, plainest
from maskviz.matrices.closest.find import Find, ranked
from maskviz.matrices.closest.fitters import EXCLUDED, FITTERS, SEARCHED, find
from maskviz.matrices.closest.padded import with_padding
from maskviz.matrices.closest.sample import WORTH, sample, sampled
from maskviz.matrices.closest.tally import Tally, tally
from maskviz.turns import step

__all__ = ["EXCLUDED", "FITTERS", "SEARCHED", "Find", "but_for", "closest", "differing", "plainest"]

LARGE = 1_000_000  # cells from which on the masks told most of the tokens take seconds
NEAR = 0.001  # of the cells
SLOW = ("owner", "longformer", "shared_prefix", "group_bidirectional", "interleaved", "tree")


def closest(
    allowed: np.ndarray,
    offset: int | None = None,
    most: int | None = None,
    *,
    padding: bool = True,
) -> tuple[Find, ...]:
    """The masks of the catalogue at their best, the closest first.

    Shape: allowed bool (q, k), True = may read; row r is the query at position r + offset, by
    default keys - queries. `most` is how many are wanted, all unless told. Where no mask is the
    same in every cell, each is tried with padding on top, unless `padding` is False. Of more than
    LARGE cells those that are told facts of tokens are tried until one is near. A mask is left out
    when it asks what a query is and some query is no token, or when it has three numbers and is
    no closer than all others.
    ValueError for a matrix without cells.
    """
    queries, keys = allowed.shape
    if not allowed.size:
        raise ValueError(f"a matrix of {queries} x {keys} has no cells to compare")
    at = keys - queries if offset is None else offset
    found = fitted(allowed, at)
    if padding and min(item.distance for item in found):
        found += with_padding(allowed, at, fitted)
    return tuple(sorted(found, key=ranked)[:most])


def fitted(allowed: np.ndarray, offset: int) -> list[Find]:
    """Each mask as it comes closest by itself, without those that a sample speaks against."""
    sums, found = tally(allowed, offset), []
    fit(sums, WHOLE, found)
    fit(sums, worth_fitting(sums, found), found)
    for name, search in SEARCHED.items():
        step()
        limit = min(item.distance for item in found)
        if limit and (made := search(sums, limit)):
            found.append(find(name, made, sums))
    return found


def fit(sums: Tally, names: Sequence[str], found: list[Find]) -> None:
    """Fit each of the masks and put it to what has been found."""
    for name in names:
        step()
        if MASKS[name].facts and near(found, sums):
            return
        if made := FITTERS[name](sums):
            found.append(find(name, made, sums))


def near(found: list[Find], sums: Tally) -> bool:
    """Whether one of a large matrix is as close as makes no difference to what is said of it."""
    cells = sums.weights.size
    return cells > LARGE and min(item.distance for item in found) <= NEAR * cells


def worth_fitting(sums: Tally, found: list[Find]) -> list[str]:
    """Those of SAMPLED that are clearly closer to a sample of the tokens than the best so far."""
    made = None if near(found, sums) else sample(sums, min(found, key=ranked))
    if not made:
        return SAMPLED
    few, fewest = made
    return [name for name in SAMPLED if few.opened - gain(name, few) <= WORTH * fewest]


def gain(name: str, few: Tally) -> int:
    step()
    made = FITTERS[name](few)
    return made.gain if made else -few.weights.size


ORDER = sorted(FITTERS, key=lambda name: (bool(MASKS[name].facts), name in SLOW))
WHOLE = [name for name in ORDER if not sampled(MASKS[name])]
SAMPLED = [name for name in ORDER if sampled(MASKS[name])]


def differing(find: Find, allowed: np.ndarray) -> np.ndarray:
    """The cells (query row, key) where the mask and the matrix differ, int (n, 2)."""
    return np.argwhere(find.cells(*allowed.shape) != allowed)
