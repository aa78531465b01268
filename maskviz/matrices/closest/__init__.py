"""The closest known mask: which mask of the catalogue a matrix is, or nearly is.

A mask has a fitter that reads its numbers off sums of the matrix; of one that has none the values
are tried. Masks of up to two numbers,
and those that ask only what a key is, are fitted exactly. For facts of query and key, labels are
moved one at a time until nothing gains; three numbers are searched from the most promising on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.dynamic import DYNAMIC
from maskviz.matrices.closest import (
    blocks,
    columns,
    distances,
    groups,
    images,
    orders,
    squares,
    tokens,
    trees,
    tried,
)
from maskviz.matrices.closest.find import Find
from maskviz.matrices.closest.padded import FROM_REAL, real_keys, with_padding
from maskviz.matrices.closest.tally import Fit, Tally, tally
from maskviz.turns import step

SEARCHED: Mapping[str, Callable[[Tally, int], Fit | None]] = MappingProxyType(
    {**images.SEARCHED, **squares.SEARCHED}
)
OWN: Mapping[str, Callable[[Tally], Fit | None]] = MappingProxyType(
    {
        **distances.FITTERS,
        **blocks.FITTERS,
        **columns.FITTERS,
        **tokens.FITTERS,
        **groups.FITTERS,
        **orders.FITTERS,
        **trees.FITTERS,
        **images.FITTERS,
    }
)
CHANCE = {
    "random": "Its cells are drawn by chance: only trying every seed would find it.",
    "bigbird": "Some blocks are drawn by chance: only trying every seed would find them.",
}
SCORES = "The scores decide its cells: other scores, other cells."
TOKENS = "It asks what each token is, and nobody has said how a matrix would tell."
COUNTED = "Looked for as another mask with padding on top, counted from the first real token."
RUNS = "Any matrix whose rows are runs of keys is one: as a name it would say nothing."
NEW = [mask for name, mask in MASKS.items() if name not in {*OWN, *SEARCHED, *CHANCE}]
FITTERS = MappingProxyType(
    {**OWN, **{mask.name: tried.fitter(mask) for mask in NEW if not mask.facts}}
)
EXCLUDED: Mapping[str, str] = MappingProxyType(  # name -> why no matrix is compared with it
    {
        **CHANCE,
        **dict.fromkeys(DYNAMIC, SCORES),
        **{mask.name: TOKENS for mask in NEW if mask.facts},
        **dict.fromkeys(FROM_REAL.values(), COUNTED),
        "varlen": RUNS,
    }
)


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
    """Each mask as it comes closest by itself."""
    sums = tally(allowed, offset)
    opened, found = int(allowed.sum()), []
    for name in ORDER:
        step()
        if allowed.size > LARGE and MASKS[name].facts and near(found, allowed):
            break
        if made := FITTERS[name](sums):
            found.append(find(name, made, opened, sums.offset))
    for name, search in SEARCHED.items():
        step()
        limit = min(item.distance for item in found)
        if limit and (made := search(sums, limit)):
            found.append(find(name, made, opened, sums.offset))
    return found


def near(found: list[Find], allowed: np.ndarray) -> bool:
    """Whether one of a large matrix is as close as makes no difference to what is said of it."""
    return min(item.distance for item in found) <= NEAR * allowed.size


ORDER = sorted(FITTERS, key=lambda name: (bool(MASKS[name].facts), name in SLOW))
PLAIN = sorted(
    (name for name in FITTERS if not MASKS[name].facts),
    key=lambda name: len(MASKS[name].controls),
)
PADDED = [name for name in FITTERS if {fact.name for fact in MASKS[name].facts} == {"real"}]


def plainest(allowed: np.ndarray, offset: int) -> Find | None:
    """The known mask of fewest numbers that the matrix is in every cell, with padding on top where
    there is some; None when it is none, or is one only by what its tokens are.

    Shape: allowed bool (q, k). It stops at the first, and is quick for a matrix that is none.
    """
    if allowed.all() or not allowed.any():
        return None
    if alone := next((item for item in plain(allowed, offset) if not item.distance), None):
        return alone
    if real_keys(allowed) is None:
        return None
    for found in (plain(allowed, offset, PADDED), with_padding(allowed, offset, plain)):
        if exact := [item for item in found if not item.distance]:
            return min(exact, key=ranked)
    return None


def ranked(item: Find) -> tuple[int, ...]:
    return item.rank


def plain(allowed: np.ndarray, offset: int, names: Sequence[str] = PLAIN) -> Iterator[Find]:
    """Each mask that asks nothing of tokens as it comes closest, up to the first exact one."""
    sums, opened = tally(allowed, offset), int(allowed.sum())
    for name in names:
        step()
        if fit := FITTERS[name](sums):
            yield (made := find(name, fit, opened, sums.offset))
            if not made.distance:
                return


def find(name: str, fit: Fit, opened: int, offset: int) -> Find:
    return Find(
        MaskCall(name, fit.params), MappingProxyType(dict(fit.facts)), opened - fit.gain, offset
    )


def differing(find: Find, allowed: np.ndarray) -> np.ndarray:
    """The cells (query row, key) where the mask and the matrix differ, int (n, 2)."""
    return np.argwhere(find.cells(*allowed.shape) != allowed)
