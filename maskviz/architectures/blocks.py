"""A mask at its real size as few squares: how much of each block of the matrix may be read."""

from functools import lru_cache

import numpy as np

from maskviz.architectures.layers import LayerMask, cells
from maskviz.architectures.spans import UNBROKEN, spans

SIDE = 64  # blocks
MOST = 131_072  # tokens a side that are counted


@lru_cache(maxsize=256)
def shares(layer: LayerMask, tokens: int, side: int = SIDE) -> np.ndarray:
    """The share of cells that may be read in each block, 0 to 1. Shape: float (side, side).

    Every cell is counted. Fewer tokens than `side` are a block each; where `side` does not divide
    them, some blocks have a row or column more. ValueError for more tokens than MOST.
    """
    if not 1 <= tokens <= MOST:
        raise ValueError(f"blocks are counted for 1 to {MOST:,} tokens, not {tokens:,}")
    edges = np.linspace(0, tokens, min(side, tokens) + 1).astype(np.int64)
    if layer.name in UNBROKEN:
        counts = unbroken(layer, tokens, edges)
    else:
        whole = cells(layer, tokens).astype(np.int64)
        counts = np.add.reduceat(np.add.reduceat(whole, edges[:-1], 0), edges[:-1], 1)
    sizes = np.diff(edges)
    found = counts / np.multiply.outer(sizes, sizes)
    found.flags.writeable = False  # it is kept, and others get the same one
    return found


def unbroken(layer: LayerMask, tokens: int, edges: np.ndarray) -> np.ndarray:
    """The open cells of each block, from where each row begins and ends."""
    first, last = spans(layer, np.arange(tokens), tokens)
    before = np.clip(edges[None, :], first[:, None], last[:, None] + 1)  # keys open left of an edge
    return np.add.reduceat(np.diff(before, axis=1), edges[:-1], 0)
