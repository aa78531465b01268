"""The viewer of large masks: up to 2,048 x 2,048 cells as blocks that zoom to cells."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from maskviz.masks.matrix import density, empty_rows
from maskviz.stage.component import register
from maskviz.stage.pack import pack

LARGEST = 2_048  # cells a side; packed, 512 KB


def summary(cells: np.ndarray) -> str:
    """The mask in a few sentences, for those who do not see it."""
    queries, keys = cells.shape
    reads = cells.sum(axis=1)
    said = [
        f"{queries:,} queries, {keys:,} keys; {int(reads.sum()):,} of {cells.size:,} cells may be "
        f"read, {density(cells):.1%}.",
        f"A query reads {reads.min():,} to {reads.max():,} keys, {reads.mean():,.1f} on average.",
    ]
    if count := len(empty_rows(cells)):
        said.append(f"{count:,} queries have nothing to read.")
    return " ".join(said)


def big_message(cells: np.ndarray, label: str) -> bytes:
    """A mask, bool (q, k), as the bytes that the browser draws; `label` is its name for readers.

    ValueError when it is no bool matrix, has no cells or more than LARGEST a side.
    """
    if cells.ndim != 2 or cells.dtype != bool or not cells.size:
        raise ValueError(f"a mask is bool (q, k), not {cells.dtype} of shape {cells.shape}")
    if max(cells.shape) > LARGEST:
        raise ValueError(f"{max(cells.shape):,} cells a side are more than {LARGEST:,}")
    return pack({"label": label, "summary": summary(cells)}, {"cells": cells})


viewer = register("big", "big/big.js", "big/big.css")


def big(message: bytes, *, key: str = "big") -> Mapping[str, Any]:
    """Draw a mask (see `big_message`); it reports nothing back."""
    return viewer(key=key, data=message)
