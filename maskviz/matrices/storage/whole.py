"""The forms that keep every cell: a byte, a bit, or a number that is added to the score."""

import numpy as np

from maskviz.matrices.storage.form import Arrays, Form

Shape = tuple[int, int]


def write_dense(cells: np.ndarray, tile: int) -> dict[str, np.ndarray]:
    return {"cells": cells.copy()}


def read_dense(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    return arrays["cells"].copy()


def write_bits(cells: np.ndarray, tile: int) -> dict[str, np.ndarray]:
    return {"bits": np.packbits(cells)}  # row after row, the first cell in the high bit


def read_bits(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    count = shape[0] * shape[1]
    return np.unpackbits(arrays["bits"], count=count).astype(bool).reshape(shape)


def write_additive(cells: np.ndarray, tile: int) -> dict[str, np.ndarray]:
    return {"added": np.where(cells, np.float32(0), np.float32(-np.inf))}


def read_additive(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    return arrays["added"] == 0


DENSE = Form(
    "dense",
    "Dense bool",
    "One byte a cell, True where the query may read the key.",
    "queries × keys",
    "",
    lambda counts: counts.cells,
    write_dense,
    read_dense,
)
BITS = Form(
    "bits",
    "Packed bits",
    "One bit a cell, eight cells in a byte.",
    "queries × keys ÷ 8, rounded up",
    "",
    lambda counts: -(-counts.cells // 8),
    write_bits,
    read_bits,
)
ADDITIVE = Form(
    "additive",
    "Additive float32",
    "The number added to the score: 0 where it may be read, −∞ where not.",
    "4 × queries × keys",
    "",
    lambda counts: 4 * counts.cells,
    write_additive,
    read_additive,
)
