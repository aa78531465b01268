"""Lines of cells without brackets: tables, digits, drawings, with labels and remarks around."""

import re
from collections import Counter
from dataclasses import replace
from unicodedata import category

import numpy as np

from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading.blanks import with_blanks
from maskviz.matrices.reading.brought import A_LINE, Brought
from maskviz.matrices.reading.signs import OPEN, SHUT, WIDE
from maskviz.matrices.reading.tables import (
    Line,
    body,
    counts_up,
    elided,
    framed,
    is_cell,
    unlabelled,
)
from maskviz.matrices.reading.tokens import sizes_taken
from maskviz.matrices.reading.words import number_of

FENCE = re.compile(r"^\s*(?:```|~~~)")
REMARK = re.compile(r"\s+(?:<[-=]|//|--\s|%\s|\#\s+\w|;\s+[A-Za-z]|\().*$")
RULE = re.compile(
    r"^[\s|│+:=_\-─━┼├┤┬┴╋═╞╪╡┌┐└┘╭╮╰╯]*[=_\-─━═]{3,}[\s|│+:=_\-─━┼├┤┬┴╋═╞╪╡┌┐└┘╭╮╰╯]*$"
)
TABLE = re.compile(
    r"^\s*\|?(?:\s*(?:-{2,}|:-+|-+(?=:)):?\s*\|)+(?:\s*(?:-{2,}|:-+|-+(?=:)):?)?\s*$"
)  # below a heading
LABEL = re.compile(r"^\s*((?:[A-Za-z]+[ ])?[^\s|:│]{1,20}|)\s*[:|│]\s*(?=\S)")
PARTS = re.compile(r"\s*(?:[,;]?\s*[|│]|[,;\t])\s*|\s+")
WIDE_GAP = re.compile(r"[^\S\t]{3,}")  # shut first, as what looks for separators goes over it often
QUOTED = re.compile(r"\"([^\"\n]{1,40})\"")  # a field of CSV, which may hold a separator
SHOWN = 20
SIGNS_MOST = 4


def lined(text: str) -> list[Brought]:
    """The matrices that stand in a text as lines; a stack where empty lines part equal ones.

    MatrixError with the line where one does not fit.
    """
    text, found_sizes = sizes_taken(text)
    blocks: list[list[tuple[int, str]]] = [[]]
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
            blocks[-1].append((number, line))
    sizes = [len(block) for block in blocks if block]
    found = array([line for block in blocks for line in block], sizes)
    return [replace(found, size=found_sizes[0])] if len(found_sizes) == 1 else [found]


def array(lines: list[tuple[int, str]], sizes: list[int]) -> Brought:
    if len(lines) == 1 and one_line(words := lines[0][1].split()):
        return made([(lines[0][0], list(word)) for word in words], [len(words)])
    ruled = with_blanks(without_rules(lines))
    rows, after = elided([(n, cells_of(line)) for n, line in ruled])
    rows = in_letters(rows)
    if len(rows) == 1 and rows[0][1][:1] and rows[0][1][0].endswith(":"):  # its name
        (number, (name, *cells)), *_ = rows
        return replace(array([(number, " ".join(cells))], sizes), name=name[:-1])
    rows = framed(rows) or unlabelled(body(rows))
    check(rows)
    if after:
        whole = made(rows, [len(rows)])
        before = [side - more for side, more in zip(whole.shape, after, strict=True)]
        return replace(whole, hidden=(max(before[0], 0), max(before[1], 0)))
    stack = (
        sizes
        if len(sizes) > 1 and len(set(sizes)) == 1 and sum(sizes) == len(rows)
        else [len(rows)]
    )
    found = made(rows, stack)
    column = len(rows) > 1 == found.shape[-1] and found.values.ndim == 2  # a number a line
    return replace(found, told=A_LINE) if column else found


def without_rules(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without those that only rule the table."""
    if len(lines) > 2 and TABLE.match(lines[1][1]):
        head = cells_of(lines[0][1])
        lines = [*lines[: all(map(is_cell, head)) and not counts_up(head)], *lines[2:]]
    kept = [(n, line) for n, line in lines if not RULE.match(line)]
    drawn = kept and all(set(line.split()) & {"-", "_", "="} for _, line in kept)
    return lines if drawn or not kept else kept


def cells_of(line: str) -> list[str]:
    """The cells of a line, between its separators."""
    line = QUOTED.sub(field, line)
    line = REMARK.sub("", WIDE_GAP.sub("  ", line)).strip()
    label = LABEL.match(line)
    lead = []
    if label and "|" not in line[label.end() :]:
        lead, line = [label[1] + ":"], line[label.end() :]
    line = line.strip("|│ \t")
    words = [word.strip("\"' ") for word in PARTS.split(line)]
    while words and not words[-1]:
        words.pop()
    return lead * (lead != [":"]) + words


def field(quoted: re.Match[str]) -> str:
    """What stands in quotes, as one cell whatever is in it."""
    bare = quoted[1].strip()
    return f"‘{PARTS.sub('_', bare)}’" if PARTS.search(bare) else bare


def in_letters(rows: list[Line]) -> list[Line]:
    """The rows with a word of signs taken letter by letter; a column of whole numbers has none."""
    alone = [cells[0] for _, cells in rows if len(cells) == 1]
    if any(word.isdecimal() and not set(word) <= {"0", "1"} for word in alone):
        return rows
    return [(n, [*cells[:-1], *cells[-1]] if is_drawn(cells) else cells) for n, cells in rows]


def is_drawn(cells: list[str]) -> bool:
    """Whether a line is one word of signs, behind its label where it has one."""
    labelled = len(cells) == 2 and (cells[0].endswith(":") or not is_cell(cells[0]))
    return (len(cells) == 1 or labelled) and len(cells[-1]) > 1 and signs_only(cells[-1])


def one_line(words: list[str]) -> bool:
    """Whether the words of a line are the rows of a drawing."""
    long = {len(word) for word in words}
    return len(words) > 1 and len(long) == 1 and max(long) > 1 and all(map(signs_only, words))


def signs_only(word: str) -> bool:
    """Whether a word is a row of signs and no number or name."""
    return set(word) <= {"0", "1"} or (
        number_of(word) is None
        and len(set(word)) <= SIGNS_MOST
        and all(sign in OPEN + SHUT + "*" or category(sign) == "So" for sign in word)
    )


def check(rows: list[Line]) -> None:
    """MatrixError when lines differ in length or none has a cell."""
    if not any(cells for _, cells in rows):
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
    short = all(len(word) == 1 for word, value in numbers.items() if value is None)
    if not one and len(count) <= SIGNS_MOST and digits < 2 and short:
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
