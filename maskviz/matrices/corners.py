"""A print that leaves cells out: which masks its corners fit, if what is hidden goes on so."""

from collections.abc import Sequence

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.painting import POSITIONS
from maskviz.turns import step

ASSUMED = 64  # tokens, where a print does not say how many


def fitting(shown: np.ndarray, hidden: tuple[int, int], size: Sequence[int] = ()) -> list[MaskCall]:
    """The masks of the catalogue, at their defaults, that have these corners.

    shown   bool (rows, columns) without what is hidden
    hidden  how many rows and columns of it stand before the dots
    size    (queries, keys) as the print says it; larger ones are judged at POSITIONS, and where
            nothing is said at ASSUMED
    """
    queries, keys = (min(side, POSITIONS) for side in (tuple(size) or (ASSUMED, ASSUMED))[-2:])
    rows = places(len(shown), hidden[0], queries)
    columns = places(shown.shape[1], hidden[1], keys)
    found = []
    for name, mask in MASKS.items():
        step()
        if mask.facts:
            continue
        call = MaskCall(name)
        cells = matrix(mask, queries, keys, call.params)
        if np.array_equal(cells[np.ix_(rows, columns)], shown):
            found.append(call)
    return found


def places(shown: int, before: int, count: int) -> list[int]:
    """Which of `count` stand in a print that shows so many, some before its dots."""
    after = shown - before
    return [*range(before), *range(count - after, count)]
