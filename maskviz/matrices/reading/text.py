"""Text as a matrix: CSV, lines of 0 and 1, drawings of # and ., printed arrays and tensors."""

import re

import numpy as np

from maskviz.matrices.reading.error import MatrixError, check_size
from maskviz.matrices.reading.printed import innermost

Line = tuple[int, list[str]]  # its number in the text, counted from 1, and its cells
SEPARATORS = ("\t", ";", ",")
NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}(?:e[+-]?\d{1,3})?|\.\d{1,20}|inf|infinity)")
WORDS = {"true": 1.0, "false": 0.0}
SHOWN = 20  # characters of a cell that a message repeats


def read_text(text: str) -> tuple[np.ndarray, tuple[str, str]]:
    """Float64 (q, k), and how 1 and 0 were written; MatrixError when the text is no matrix."""
    text = text.lstrip("\ufeff").replace("\u2212", "-").replace("\u221e", "inf")
    if not text.strip():
        raise MatrixError("The text is empty.")
    lines = drawn(text) or (innermost(text) if "[" in text else split(text))
    check_lines(lines)
    known: dict[str, float] = {}
    for number, cells in lines:
        for column, cell in enumerate(cells, 1):
            if cell not in known:
                known[cell] = value_of(cell, number, column)
    values = np.array([[known[cell] for cell in cells] for _, cells in lines])
    return values, spelling(known)


def drawn(text: str) -> list[Line]:
    """A drawing of # and . with a line for each query; on a single line, a word for each."""
    lines = [(n, line.split()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if set("".join(text.split())) - set("#."):
        return []
    if len(lines) == 1 and max(map(len, lines[0][1])) > 1:
        return [(1, list(word)) for word in lines[0][1]]
    return [(n, list("".join(words))) for n, words in lines]


def split(text: str) -> list[Line]:
    """Lines of cells between tabs, semicolons, commas or spaces, or digits without any."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if all(set(line) <= {"0", "1"} for _, line in lines):
        return [(n, list(line)) for n, line in lines]
    separator = next((s for s in SEPARATORS if s in text.strip()), None)
    cells = [(n, [c.strip(" \"'") for c in line.split(separator)]) for n, line in lines]
    if all(len(row) > 1 and not row[-1] for _, row in cells):  # a separator ends every line
        return [(n, row[:-1]) for n, row in cells]
    return cells


def check_lines(lines: list[Line]) -> None:
    """MatrixError when lines differ in length or are too many or too long."""
    first, width = lines[0][0], len(lines[0][1])
    for number, cells in lines:
        if len(cells) != width:
            raise MatrixError(
                f"Line {number} has {counted(cells)} and line {first} has {width:,}; all lines "
                "have to be equally long."
            )
    check_size(len(lines), width)


def counted(cells: list[str]) -> str:
    return f"{len(cells):,} cell{'' if len(cells) == 1 else 's'}"


def value_of(cell: str, line: int, column: int) -> float:
    """The number that a cell says; MatrixError with its place when it says none."""
    low = cell.lower()
    if cell in ("#", "."):
        return float(cell == "#")
    if low in WORDS:
        return WORDS[low]
    if NUMBER.fullmatch(low):
        return float(low)
    told = f"“{cell[:SHOWN]}”" if cell else "empty"
    raise MatrixError(f"Line {line}, column {column} is {told}, which is no number.")


def spelling(known: dict[str, float]) -> tuple[str, str]:
    """How 1 and 0 were written."""
    for one, zero in (("#", "."), ("True", "False")):
        if any(cell.lower() in (one.lower(), zero.lower()) for cell in known):
            return one, zero
    return "1", "0"
