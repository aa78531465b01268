"""Whether a matrix is a known mask in every cell: quick, above all for one that is none."""

from collections.abc import Iterator, Sequence

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Given
from maskviz.matrices.closest.find import Find, ranked
from maskviz.matrices.closest.fitters import FITTERS, find
from maskviz.matrices.closest.padded import real_keys, with_padding
from maskviz.matrices.closest.tally import Tally, tally
from maskviz.turns import step

CORNER = 12  # queries by which a mask is ruled out
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
    names = fitting_corner(allowed, offset)
    if alone := next((item for item in plain(allowed, offset, names) if not item.distance), None):
        return alone
    if real_keys(allowed) is None:
        return None
    for found in (plain(allowed, offset, PADDED), with_padding(allowed, offset, plain)):
        if exact := [item for item in found if not item.distance]:
            return min(exact, key=ranked)
    return None


def fitting_corner(allowed: np.ndarray, offset: int) -> list[str]:
    """Those of PLAIN that a corner of the matrix is in every cell, as every part of such a mask is
    one; those that ask for the view are all among them."""
    top = max(0, -offset)
    corner = allowed[top : top + CORNER, : offset + top + CORNER]
    if 4 * corner.size > allowed.size or not corner.size:
        return PLAIN
    sums = tally(corner, offset + top)
    return [
        name
        for name in PLAIN
        if MASKS[name].named(Given) or FITTERS[name](sums).gain == sums.opened
    ]


def but_for(allowed: np.ndarray, offset: int, rows: np.ndarray) -> Find | None:
    """The known mask of fewest numbers that the matrix is in every cell but those of some rows,
    None when there is none; of masks that are told what the tokens are none is tried."""
    weights = tally(allowed, offset).weights
    weights[rows] = 0
    sums = Tally(weights, offset)
    for name in PLAIN:
        step()
        if (made := FITTERS[name](sums)) and made.gain == sums.opened:
            return find(name, made, sums)
    return None


def plain(allowed: np.ndarray, offset: int, names: Sequence[str] = PLAIN) -> Iterator[Find]:
    """Each mask that asks nothing of tokens as it comes closest, up to the first exact one."""
    sums = tally(allowed, offset)
    for name in names:
        step()
        if made := FITTERS[name](sums):
            yield (item := find(name, made, sums))
            if not item.distance:
                return
