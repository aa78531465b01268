"""A stage as it is drawn on paper: what stands in each cell, and what is ringed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from maskviz.analysis.view import View
from maskviz.stage.rings import Ring

DOT, MINUS, INFINITY = "●", "−", "−∞"
TITLES = {
    "mask": "Mask",
    "raw": "Raw scores",
    "masked": "Masked scores",
    "weights": "Weights",
    "output": "Output",
}
MOST = 14  # columns in which a number can still be read on paper; of the output so many are shown


@dataclass(frozen=True)
class Sheet:
    """One picture on paper.

    Shapes: inside, blocked and ringed (row, column); an empty text is an empty cell.
    """

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    inside: Sequence[Sequence[str]]
    blocked: np.ndarray
    ringed: Sequence[tuple[int, int, int, int]] = ()  # first row, first column, rows, columns
    blank: bool = False  # to be filled in by hand


def sheet(view: View, stage: str, rings: Iterable[Ring] = (), blank: bool = False) -> Sheet:
    """A stage of the head looked at; `blank` leaves its cells to be filled in by hand."""
    offset, allowed = view.region.offset, view.mask.allowed
    rows = tuple(view.asks(q) for q in range(offset, offset + len(allowed)))
    columns = view.words if stage != "output" else tuple(map(str, range(width(view))))
    shape = len(rows), len(columns)
    if blank:
        inside, blocked = [[""] * shape[1]] * shape[0], np.zeros(shape, dtype=bool)
    else:
        inside = written(view, stage)
        blocked = ~allowed if stage in ("mask", "masked", "weights") else np.zeros(shape, bool)
    # what is ringed in a covered picture would often be the answer
    found = [box(ring, offset, shape) for ring in rings if ring.part == stage and not blank]
    return Sheet(TITLES[stage], rows, columns, inside, blocked, found, blank)


def width(view: View) -> int:
    """The columns of the output that fit on paper."""
    return min(MOST, view.trace.output.shape[-1])


def written(view: View, stage: str) -> list[list[str]]:
    """What stands in each cell: a dot where the key may be read, else a number."""
    allowed = view.mask.allowed
    if stage == "mask":
        return [[DOT if may else "" for may in row] for row in allowed]
    values: Tensor = getattr(view.trace, stage)[0, view.head, view.region.offset :]
    numbers = values.float().numpy(force=True)[:, : width(view) if stage == "output" else None]
    if len(numbers[0]) > MOST:
        return [[""] * len(row) for row in numbers]
    if stage == "weights":  # a blocked cell is empty where its weight is 0
        return [
            ["" if not may and w == 0 else share(w) for may, w in zip(*pair, strict=True)]
            for pair in zip(allowed, numbers, strict=True)
        ]
    return [[score(number) for number in row] for row in numbers]


def share(weight: float) -> str:
    """A weight in two places: `.31`, `1`; one too small for them `0+`, none `0`."""
    if np.isnan(weight):
        return "NaN"
    said = f"{weight:.2f}"
    if said == "0.00":
        return "0+" if weight else "0"
    return "1" if said == "1.00" else said.removeprefix("0")


def score(number: float) -> str:
    """A score in one place, `−2.1`, or `−∞`."""
    if np.isinf(number):
        return INFINITY if number < 0 else INFINITY[1:]
    if np.isnan(number):
        return "NaN"
    said = f"{number:.1f}" if abs(number) < 1_000 else f"{number:.0e}"
    return "0.0" if said == "-0.0" else said.replace("-", MINUS)


def box(ring: Ring, offset: int, shape: tuple[int, int]) -> tuple[int, int, int, int]:
    """The cells of a ring: one, a row, a column, or all."""
    row, rows = (0, shape[0]) if ring.q is None else (ring.q - offset, 1)
    column, columns = (0, shape[1]) if ring.k is None else (ring.k, 1)
    return row, column, rows, columns
