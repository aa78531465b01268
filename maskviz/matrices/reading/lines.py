"""Lines of cells without brackets: tables, digits, drawings, with labels and remarks around."""

import re
from collections import Counter

import numpy as np

from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.signs import OPEN, SHUT, WIDE
from maskviz.matrices.reading.words import number_of

FENCE = re.compile(r"^\s*(?:```|~~~)")
REMARK = re.compile(r"\s+(?:<[-=]|//|--\s|%\s|\#\s+\w|\().*$")
RULE = re.compile(r"^[\s|+:=_\-─━┼├┤┬┴╋═]*[=_\-─━═]{3,}[\s|+:=_\-─━┼├┤┬┴╋═]*$")
LABEL = re.compile(r"^\s*([^\s|:│]{1,20}|)\s*[:|│]\s*(?=\S)")
PARTS = re.compile(r"\s*(?:[,;]?\s*[|│]|[,;\t])\s*|\s+")
SHOWN = 20
SIGNS_MOST = 4

Line = tuple[int, list[str]]  # its number in the text, and its cells


def lined(text: str) -> list[Brought]:
    """The matrices that stand in a text as lines; a stack where empty lines part equal ones.

    MatrixError with the line where one does not fit.
    """
    blocks: list[list[Line]] = [[]]
    fenced = any(FENCE.match(line) for line in text.splitlines())
    inside = not fenced
    for number, line in enumerate(text.splitlines(), 1):
        if FENCE.match(line):
            inside = not inside
            continue
        line = line.translate(dict.fromkeys(map(ord, WIDE)))
        if not line.strip():
            blocks.append([])
        elif inside:
            blocks[-1].append((number, [line]))
    whole = [(n, one[0]) for block in blocks for n, one in block]
    return arrays(whole, [len(block) for block in blocks if block])


def arrays(lines: list[tuple[int, str]], sizes: list[int]) -> list[Brought]:
    if len(lines) == 1 and one_line(words := lines[0][1].split()):
        return [made([(lines[0][0], list(word)) for word in words], [len(words)])]
    rules = without_rules(lines)
    rows = body([(n, cells_of(line)) for n, line in rules], [line for _, line in rules])
    rows = unlabelled(rows)
    check(rows)
    stack = (
        sizes
        if len(sizes) > 1 and len(set(sizes)) == 1 and sum(sizes) == len(rows)
        else [len(rows)]
    )
    return [made(rows, stack)]


def without_rules(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without those that only rule the table."""
    kept = [(n, line) for n, line in lines if not RULE.match(line)]
    drawn = kept and all(set(line.split()) & {"-", "_", "="} for _, line in kept)
    return lines if drawn or not kept else kept


def cells_of(line: str) -> list[str]:
    """The cells of a line: between separators, or the letters of one word of signs."""
    line = REMARK.sub("", line).strip()
    label = LABEL.match(line)
    lead = []
    if label and "|" not in line[label.end() :]:
        lead, line = [label[1] + ":"], line[label.end() :]
    line = line.strip("|│ \t")
    words = [word.strip("\"' ") for word in PARTS.split(line)]
    while words and not words[-1]:
        words.pop()
    if len(words) == 1 and len(words[0]) > 1 and signs_only(words[0]):
        words = list(words[0])
    return lead * (lead != [":"]) + words


def one_line(words: list[str]) -> bool:
    """Whether the words of a line are the rows of a drawing."""
    long = {len(word) for word in words}
    return len(words) > 1 and len(long) == 1 and max(long) > 1 and all(map(signs_only, words))


def signs_only(word: str) -> bool:
    """Whether a word is a row of signs and no number or name."""
    return set(word) <= {"0", "1"} or (
        number_of(word) is None
        and len(set(word)) <= SIGNS_MOST
        and set(word) <= set(OPEN + SHUT + "*")
    )


def is_cell(word: str) -> bool:
    return number_of(word) is not None or (len(word) == 1 and not word.isalnum())


def body(rows: list[Line], texts: list[str]) -> list[Line]:
    """The rows of the matrix, without the headings above and the words below it."""
    widths = Counter(len(cells) for _, cells in rows if sum(map(is_cell, cells)) >= len(cells) - 1)
    if not widths:
        return rows
    width, count = widths.most_common(1)[0]
    if count < 2:
        return rows
    fits = [len(c) == width and sum(map(is_cell, c)) >= width - 1 for _, c in rows]
    first, last = fits.index(True), len(fits) - 1 - fits[::-1].index(True)
    headed = first
    inner = rows[headed : last + 1]
    outside = rows[:headed] + rows[last + 1 :]
    if any(
        all(map(is_cell, cells)) and len(cells) > 1 and abs(len(cells) - width) > 1
        for _, cells in outside
    ):
        return rows  # a line of numbers of another length is a fault, and no heading
    return inner


def unlabelled(rows: list[Line]) -> list[Line]:
    """The rows without a first column that only counts or names them, and a first row likewise."""
    if len(rows) < 2 or len({len(cells) for _, cells in rows}) != 1 or len(rows[0][1]) < 2:
        return rows
    if counts_up(rows[0][1][1:]) and not is_cell(rows[0][1][0]):
        rows = rows[1:]
    first = [cells[0] for _, cells in rows]
    rest = {word for _, cells in rows for word in cells[1:]}
    named = all(word.endswith(":") or not (is_cell(word) or word in rest) for word in first)
    counted = counts_up([word.rstrip(":") for word in first])
    if named or (counted and (len(rows) > 2 or not rest <= set(first))):
        return [(n, cells[1:]) for n, cells in rows]
    return rows


def counts_up(words: list[str]) -> bool:
    """Whether words are 0, 1, 2, … or 1, 2, 3, …"""
    return words in ([str(i + start) for i in range(len(words))] for start in (0, 1))


def check(rows: list[Line]) -> None:
    """MatrixError when lines differ in length."""
    if not rows:
        raise MatrixError("The text has no line of cells.")
    first, width = rows[0][0], len(rows[0][1])
    for number, cells in rows:
        if len(cells) != width:
            raise MatrixError(
                f"Line {number} has {counted(cells)} and line {first} has {width:,}; all lines "
                "have to be equally long."
            )


def counted(cells: list[str]) -> str:
    return f"{len(cells):,} cell{'' if len(cells) == 1 else 's'}"


def made(rows: list[Line], stack: list[int]) -> Brought:
    """The lines as an array of numbers, or of places in the list of signs."""
    count = Counter(word for _, cells in rows for word in cells)
    numbers = {word: number_of(word) for word in count}
    if all(value is not None for value in numbers.values()):
        words: dict[float, str] = {}
        for word, value in numbers.items():
            words.setdefault(value, word)
        values = np.array([[numbers[word] for word in cells] for _, cells in rows], dtype=float)
        return Brought(shaped(values, stack), words)
    digits = sum(value is not None for value in numbers.values())
    one = len(count) == 1 and not set(count) <= set(OPEN + SHUT)
    if not one and len(count) <= SIGNS_MOST and digits < 2 and max(map(len, count)) == 1:
        signs = tuple(count)
        places = {sign: float(i) for i, sign in enumerate(signs)}
        values = np.array([[places[word] for word in cells] for _, cells in rows])
        return Brought(shaped(values, stack), dict(enumerate(signs)), signs=signs)
    for number, cells in rows:
        for column, word in enumerate(cells, 1):
            if numbers[word] is None:
                told = f"“{word[:SHOWN]}”" if word else "empty"
                raise MatrixError(f"Line {number}, column {column} is {told}, which is no number.")
    raise AssertionError("a line without a number")


def shaped(values: np.ndarray, stack: list[int]) -> np.ndarray:
    return values if len(stack) == 1 else values.reshape(len(stack), stack[0], -1)
