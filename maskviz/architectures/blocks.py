"""A mask at its real size as few squares: how much of each block of the matrix may be read."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from maskviz.architectures.layers import LayerMask
from maskviz.architectures.model import MOST
from maskviz.architectures.spans import UNBROKEN, spans

SIDE = 64  # blocks


@lru_cache(maxsize=256)
def shares(layer: LayerMask, queries: int, keys: int | None = None, side: int = SIDE) -> np.ndarray:
    """The share of cells that may be read in each block, 0 to 1. Shape: float (rows, columns), each
    `side` at most.

    Every cell is counted. Fewer tokens than `side` are a block each; where `side` does not divide
    them, some blocks have a row or column more. ValueError for more tokens than MOST.
    """
    keys = queries if keys is None else keys
    for tokens in (queries, keys):
        if not 1 <= tokens <= MOST:
            raise ValueError(f"blocks are counted for 1 to {MOST:,} tokens, not {tokens:,}")
    rows, columns = (np.linspace(0, n, min(side, n) + 1).astype(np.int64) for n in (queries, keys))
    counting = unbroken if layer.name in UNBROKEN else by_cells
    counts = [counting(layer, np.arange(first, end), columns) for first, end in pairwise(rows)]
    found = np.stack(counts) / np.multiply.outer(np.diff(rows), np.diff(columns))
    found.flags.writeable = False  # it is kept, and others get the same one
    return found


def unbroken(layer: LayerMask, q: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The open cells of these queries in each block, from where each row begins and ends."""
    first, last = spans(layer, q, int(columns[-1]))
    ends = np.clip(columns[None, :], first[:, None], last[:, None] + 1)  # of a row left of an edge
    return np.diff(ends, axis=1).sum(0)


def by_cells(layer: LayerMask, q: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The same from the cells themselves."""
    k = np.arange(columns[-1])[None, :]
    open_ = layer.mask.rule(q[:, None], k, **dict(layer.numbers))
    return np.add.reduceat(open_.sum(0), columns[:-1])
