"""The forms that list what is open: cell by cell, row by row, or run by run.

They hold indices only. torch.sparse and scipy keep a value beside each index, which a mask does not
need: all of them would be True.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from maskviz.matrices.storage.form import Arrays, Form

Shape = tuple[int, int]
WIDTHS = {"int32": np.int32, "int64": np.int64}


def beginnings(rows: np.ndarray, queries: int, width: type) -> np.ndarray:
    """Where each row begins in a list sorted by rows, and after them where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=queries))]).astype(width)


def rows_of(begins: np.ndarray) -> np.ndarray:
    """The row of each entry of such a list."""
    return np.repeat(np.arange(len(begins) - 1), np.diff(begins))


def write_coo(cells: np.ndarray, tile: int, width: type) -> dict[str, np.ndarray]:
    rows, keys = np.nonzero(cells)
    return {"rows": rows.astype(width), "keys": keys.astype(width)}


def read_coo(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    cells = np.zeros(shape, dtype=bool)
    cells[arrays["rows"], arrays["keys"]] = True
    return cells


def write_csr(cells: np.ndarray, tile: int, width: type) -> dict[str, np.ndarray]:
    rows, keys = np.nonzero(cells)
    return {"begins": beginnings(rows, len(cells), width), "keys": keys.astype(width)}


def read_csr(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    cells = np.zeros(shape, dtype=bool)
    cells[rows_of(arrays["begins"]), arrays["keys"]] = True
    return cells


def write_runs(cells: np.ndarray, tile: int) -> dict[str, np.ndarray]:
    turns = np.diff(cells.astype(np.int8), axis=1, prepend=0, append=0)
    rows, firsts = np.nonzero(turns == 1)
    _, ends = np.nonzero(turns == -1)
    return {
        "begins": beginnings(rows, len(cells), np.int32),
        "firsts": firsts.astype(np.int32),
        "lengths": (ends - firsts).astype(np.int32),
    }


def read_runs(arrays: Arrays, shape: Shape, tile: int) -> np.ndarray:
    rows, firsts = rows_of(arrays["begins"]), arrays["firsts"]
    turns = np.zeros((shape[0], shape[1] + 1), dtype=np.int8)
    turns[rows, firsts] = 1
    turns[rows, firsts + arrays["lengths"]] = -1
    return np.cumsum(turns, axis=1, dtype=np.int8)[:, :-1].astype(bool)


def listed(
    name: str,
    title: str,
    sentence: str,
    formula: str,
    write: Callable,
    read: Callable,
    size: Callable,
) -> tuple[Form, ...]:
    """The same form with narrow and with wide indices; `formula` has a place for the bytes."""
    return tuple(
        Form(
            f"{name}{8 * width().nbytes}",
            f"{title} {word}",
            sentence,
            formula.format(bytes=width().nbytes, two=2 * width().nbytes),
            "open",
            partial(size, bytes=width().nbytes),
            partial(write, width=width),
            read,
        )
        for word, width in WIDTHS.items()
    )


COO = listed(
    "coo",
    "COO",
    "A list of the cells that may be read: the row and the key of each.",
    "{two} × cells that may be read",
    write_coo,
    read_coo,
    lambda counts, bytes: 2 * bytes * counts.open,
)
CSR = listed(
    "csr",
    "CSR",
    "The keys of the cells that may be read, row after row, and where each row begins.",
    "{bytes} × (cells that may be read + queries + 1)",
    write_csr,
    read_csr,
    lambda counts, bytes: bytes * (counts.open + counts.queries + 1),
)
RUNS = Form(
    "runs",
    "Runs of rows",
    "Of each stretch of keys that may be read in a row the first and how many, and where rows "
    "begin.",
    "8 × runs + 4 × (queries + 1)",
    "runs",
    lambda counts: 8 * counts.runs + 4 * (counts.queries + 1),
    write_runs,
    read_runs,
)
