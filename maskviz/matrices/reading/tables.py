"""Which of the lines of a text are the rows of its matrix: no headings, no labels, no words."""

from collections import Counter
from itertools import pairwise

from maskviz.matrices.reading.words import number_of

DOTS = {"...", "..", "…", "⋯", "⋮", "⋱"}
Line = tuple[int, list[str]]  # its number in the text, and its cells


def is_cell(word: str) -> bool:
    return number_of(word) is not None or (len(word) == 1 and not word.isalnum())


def body(rows: list[Line]) -> list[Line]:
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


def framed(rows: list[Line]) -> list[Line]:
    """The rows of a table with a heading above and a label beside every row; else none."""
    while len(rows) > 2 and len(rows[0][1]) == 1 < len(rows[1][1]) and not is_cell(rows[0][1][0]):
        rows = rows[1:]  # the name of an axis
    (_, head), *rest = rows or [(0, [])]
    if counts_up(head) and all(len(cells) == len(head) + 2 for _, cells in rest):
        rest = [(n, cells[1:]) for n, cells in rest]  # letters of the name of the other, q u e r y
    if len(head) + len(rest) < 3 or not all(len(cells) == len(head) + 1 for _, cells in rest):
        return []
    inner = [word for _, cells in rest for word in cells[1:]]
    cells_only = all(map(is_cell, inner)) or all(len(word) == 1 for word in inner)
    named = labels(head) and labels([cells[0].rstrip(":") for _, cells in rest])
    return [(n, cells[1:]) for n, cells in rest] if cells_only and named else []


def labels(words: list[str]) -> bool:
    """Whether words name rows or columns: they count, or not all of them could be cells."""
    return counts_up(words) or counts_on(words) or not all(map(is_cell, words))


def counts_on(words: list[str]) -> bool:
    """Whether words count up from 0, some in the middle left out."""
    numbers = [int(word) if word.isdecimal() else -1 for word in words]
    steps = [b - a for a, b in pairwise(numbers)]
    return numbers[:2] == [0, 1] and sum(step != 1 for step in steps) == 1 and min(steps) > 0


def unlabelled(rows: list[Line]) -> list[Line]:
    """The rows without a first column that only counts or names them, and a first row likewise."""
    if len(rows) < 2 or len({len(cells) for _, cells in rows}) != 1 or len(rows[0][1]) < 2:
        return rows
    bare = [cells[0].rstrip(":") for _, cells in rows]
    if len(rows[0][1]) == 2 and all(map(is_cell, bare)) and not counts_up(bare):  # 1|0
        return [(n, [word, cells[1]]) for (n, cells), word in zip(rows, bare, strict=True)]
    if counts_up(rows[0][1][1:]) and not is_cell(rows[0][1][0]):
        rows = rows[1:]
    kinds = {word for _, cells in rows[1:] for word in cells}
    if len(rows[0][1]) > 2 and counts_up(rows[0][1]) and len(kinds) < 3 and not kinds & {"2"}:
        rows = rows[1:]
    first = [cells[0] for _, cells in rows]
    rest = {word for _, cells in rows for word in cells[1:]}
    counted = counts_up([word.rstrip(":") for word in first])
    named = all(word.endswith(":") or not (is_cell(word) or word in rest) for word in first)
    if named or (counted and (len(rows) > 2 or not rest <= set(first))):
        return [(n, cells[1:]) for n, cells in rows]
    return rows


def counts_up(words: list[str]) -> bool:
    """Whether words are 0, 1, 2, … or 1, 2, 3, …"""
    return words in ([str(i + start) for i in range(len(words))] for start in (0, 1))


def elided(rows: list[Line]) -> tuple[list[Line], tuple[int, int] | None]:
    """The rows without the dots that stand for more; how many rows and columns follow them.

    The second is None where nothing is left out; the whole count where only the other side is.
    """
    dotted = [i for i, (_, cells) in enumerate(rows) if set(cells) <= DOTS]
    parted = [cells for _, cells in rows if not DOTS.isdisjoint(cells) and not set(cells) <= DOTS]
    columns = {len(c) - 1 - i for c in parted for i, word in enumerate(c) if word in DOTS}
    whole = [cells for _, cells in rows if DOTS.isdisjoint(cells) and all(map(is_cell, cells))]
    drawn = {len(cells) for cells in parted} & {len(cells) for cells in whole}  # dots are a sign
    if (
        drawn
        or len(dotted) > 1
        or len(columns) > 1
        or not (columns or (dotted and len(rows[dotted[0]][1]) > 1))
    ):
        return rows, None
    below = len(rows) - 1 - dotted[0] if dotted else len(rows)
    kept = [(n, [word for word in cells if word not in DOTS]) for n, cells in rows]
    after = columns.pop() if columns else max(len(cells) for _, cells in kept)
    return [line for line in kept if line[1]], (below, after)
