"""What the values of a matrix mean: two kinds of cells, and which of them may be read."""

from dataclasses import dataclass

import numpy as np

from maskviz.masks.matrix import empty_rows, reads_future
from maskviz.matrices.reading.error import MatrixError, check_size

BLOCKED = -100.0  # an additive mask blocks with this or less; Swin adds no more than that


@dataclass(frozen=True)
class Found:
    """A matrix of two kinds of cells, as its author wrote them.

    marked    bool (q, k), True for the cells that have the value `mark`
    mark      the value of those cells in words: "1", "True", "0" of an additive mask
    other     the value of the others: "0", "False", "-inf"
    additive  whether it is made to be added to scores, where 0 leaves a score as it is
    """

    marked: np.ndarray
    mark: str
    other: str
    additive: bool = False


def meant(values: np.ndarray, words: tuple[str, str] = ("1", "0")) -> Found:
    """Numbers (q, k) as the two kinds of cells; `words` are how 1 and 0 were written.

    1 and 0, or 0 and large negative numbers. MatrixError names the first other value.
    """
    check_size(*values.shape)
    is_zero, is_one = values == 0, values == 1
    low = values <= BLOCKED
    if (is_zero | is_one).all():
        return Found(is_one, *words)
    if (is_zero | low).all():
        lowest = values[low].max()
        return Found(is_zero, "0", written(lowest), additive=True)
    line, column = np.argwhere(~(is_zero | is_one | low) | (is_one & low.any()))[0]
    raise MatrixError(
        f"Line {line + 1}, column {column + 1} is {written(values[line, column])}; a mask has 1 "
        f"and 0, True and False, or 0 and numbers from {BLOCKED:g} down."
    )


def written(value: float) -> str:
    """A number as people write it: -inf, -1e9, 0.5."""
    return f"{value:.4g}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")


def opened(found: Found, reads: bool) -> np.ndarray:
    """Which query may read which key, bool (q, k), when `mark` means that it may or may not."""
    return found.marked if reads else ~found.marked


def guess(found: Found) -> tuple[bool, str]:
    """Whether `mark` probably means "may read", and why, as one sentence."""
    offset = found.marked.shape[1] - found.marked.shape[0]
    says = {True: f"so {found.mark} = may read", False: f"so {found.mark} = blocked"}
    if found.additive:
        return True, f"It is added to scores, where 0 changes nothing, {says[True]}."
    residual = {reads: opened(found, reads) for reads in (True, False)}
    lost = {reads: len(empty_rows(cells)) for reads, cells in residual.items()}
    own = {reads: reads_itself(cells, offset) for reads, cells in residual.items()}
    value = {True: found.mark, False: found.other}
    if lost[True] != lost[False]:
        reads = lost[True] < lost[False]
        if own[reads] and not lost[reads]:
            return reads, f"The diagonal is {value[reads]} and no row is empty, {says[reads]}."
        rows = "row has" if lost[not reads] == 1 else "rows have"
        return reads, f"Else {lost[not reads]} {rows} nothing to read, {says[reads]}."
    if own[True] != own[False]:
        reads = own[True]
        return reads, f"The diagonal is {value[reads]}, {says[reads]}."
    future = {reads: reads_future(cells, offset) for reads, cells in residual.items()}
    if future[True] != future[False]:
        reads = future[False]
        return reads, f"Else a query reads the future, {says[reads]}."
    return True, f"Nothing in it tells; most libraries mean it so, {says[True]}."


def reads_itself(cells: np.ndarray, offset: int) -> bool:
    """Whether every query reads the key at its own place; False when there is no such key."""
    own = np.diagonal(cells, offset)
    return bool(own.size) and bool(own.all())
