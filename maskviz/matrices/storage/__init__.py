"""One mask, nine ways to keep it in memory: the bytes of each, and the way back to the matrix."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from maskviz.matrices.storage.form import Counts, Form, Stored
from maskviz.matrices.storage.lists import COO, CSR, RUNS, write_runs
from maskviz.matrices.storage.tiles import BLOCKS, PARTIAL, states_of, tiled
from maskviz.matrices.storage.whole import ADDITIVE, BITS, DENSE

__all__ = ["FORMS", "TILE", "Counts", "Form", "Stored", "count", "pack", "unpack"]

FORMS: Mapping[str, Form] = MappingProxyType(
    {form.name: form for form in (DENSE, BITS, ADDITIVE, *COO, *CSR, RUNS, BLOCKS)}
)
TILE = 128  # cells, the side of a tile that FlexAttention starts with


def check(cells: np.ndarray, tile: int) -> None:
    if cells.ndim != 2 or cells.dtype != bool:
        raise ValueError(f"a mask is bool (q, k), not {cells.dtype} of {cells.ndim} dimensions")
    if tile < 1:
        raise ValueError(f"a tile of side {tile} has no cells")


def count(cells: np.ndarray, tile: int = TILE) -> Counts:
    """Count in a mask, bool (q, k), what the sizes of its forms depend on.

    ValueError when it is no bool matrix or the tile has no cells.
    """
    check(cells, tile)
    partial = int((states_of(tiled(cells, tile)) == PARTIAL).sum())
    runs = len(write_runs(cells, tile)["firsts"])
    queries, keys = cells.shape
    return Counts(queries, keys, int(cells.sum()), runs, tile, partial)


def pack(cells: np.ndarray, form: str, tile: int = TILE) -> Stored:
    """A mask, bool (q, k), in one of FORMS; only the block mask looks at `tile`.

    ValueError when it is no bool matrix or the tile has no cells.
    """
    check(cells, tile)
    arrays = MappingProxyType(FORMS[form].write(cells, tile))
    return Stored(form, cells.shape, tile, arrays)


def unpack(stored: Stored) -> np.ndarray:
    """The matrix that was packed, bool (q, k)."""
    return FORMS[stored.form].read(stored.arrays, stored.shape, stored.tile)
