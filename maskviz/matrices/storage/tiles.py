"""The form of block-sparse kernels: square tiles, of which only the mixed ones keep their cells."""

import numpy as np

from maskviz.matrices.storage.form import Arrays, Counts, Form

EMPTY, PARTIAL, FULL = 0, 1, 2


def tiled(cells: np.ndarray, tile: int) -> np.ndarray:
    """A matrix cut into tiles, bool (tile row, tile column, row, key).

    What the last tiles lack is filled with blocked cells, as FlexAttention's BlockMask does, so
    that a tile cut off by the edge is never full.
    """
    queries, keys = cells.shape
    down, across = -(-queries // tile), -(-keys // tile)
    filled = np.zeros((down * tile, across * tile), dtype=bool)
    filled[:queries, :keys] = cells
    return filled.reshape(down, tile, across, tile).swapaxes(1, 2)


def states_of(tiles: np.ndarray) -> np.ndarray:
    """EMPTY, PARTIAL or FULL for each tile, uint8 (tile row, tile column)."""
    some, every = tiles.any(axis=(2, 3)), tiles.all(axis=(2, 3))
    return np.add(some, every, dtype=np.uint8)


def write_blocks(cells: np.ndarray, tile: int) -> dict[str, np.ndarray]:
    tiles = tiled(cells, tile)
    states = states_of(tiles)
    mixed = tiles[states == PARTIAL].reshape(-1, tile * tile)
    return {"states": states, "bits": np.packbits(mixed, axis=1)}


def read_partial(bits: np.ndarray, tile: int) -> np.ndarray:
    """Packed tiles as bool (n, tile, tile)."""
    cells = np.unpackbits(bits, axis=1, count=tile * tile)
    return cells.astype(bool).reshape(-1, tile, tile)


def read_blocks(arrays: Arrays, shape: tuple[int, int], tile: int) -> np.ndarray:
    states = arrays["states"]
    tiles = np.zeros((*states.shape, tile, tile), dtype=bool)
    tiles[states == FULL] = True
    tiles[states == PARTIAL] = read_partial(arrays["bits"], tile)
    down, across = states.shape
    filled = tiles.swapaxes(1, 2).reshape(down * tile, across * tile)
    return filled[: shape[0], : shape[1]].copy()


def bytes_of(counts: Counts) -> int:
    return counts.tiles + counts.partial * -(-(counts.tile**2) // 8)


BLOCKS = Form(
    "blocks",
    "Block mask",
    "Each tile is empty, full or partial; only a partial one keeps its cells, as packed bits.",
    "tiles + partial tiles × (side × side ÷ 8, rounded up)",
    "partial",
    bytes_of,
    write_blocks,
    read_blocks,
)
