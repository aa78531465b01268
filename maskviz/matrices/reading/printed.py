"""Printed and written arrays: lists in lists, in the brackets of any language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from maskviz.matrices.error import MatrixError, told
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.indices import LISTED, keys_of_rows
from maskviz.matrices.reading.lists import DOTS, SHOWN, Open, depths, trees
from maskviz.matrices.reading.sparse import of_parts
from maskviz.matrices.reading.tokens import sizes_taken, tokens
from maskviz.matrices.reading.vectors import NAMES, TOKENS
from maskviz.matrices.reading.words import number_of


def printed(text: str) -> list[Brought]:
    """Every array that stands in a text; none when no bracket holds anything.

    MatrixError when brackets stay open, or lists do not fit each other.
    """
    text, sizes = sizes_taken(text)
    found, faults = [], []
    for name, tree in trees(tokens(text)):
        try:
            made = brought(tree, name, sizes[0] if len(sizes) == 1 else ())
        except MatrixError as fault:
            if tree.lists:
                raise
            faults.append(fault)  # words in brackets: [INFO]
            continue
        found += [made] if made else []
    if faults and not found:
        raise faults[0]
    if sparse := of_parts(found, sizes):
        return [sparse]
    shapes = [made.shape for made in found if made.values.ndim > 1]
    found = [made for made in found if made.name or tuple(made.values.flat) not in shapes]
    if shapes:  # a number beside a matrix: (22.2%)
        found = [made for made in found if made.shape != (1,)]
    return a_list_a_row(found) or sorted(found, key=lambda made: bool(TOKENS.search(made.name)))


def a_list_a_row(found: Sequence[Brought]) -> list[Brought]:
    """Lists that are the rows of one matrix; nothing where they are vectors of their own names.

    MatrixError where they are of different lengths and have no names.
    """
    rows = [made.values for made in found if made.values.ndim == 1]
    names = {made.name for made in found if made.name}
    if not len(rows) == len(found) > 1 or (len(names) > 1 and any(map(apart, names))):
        return []
    if (listed := keys_of_rows([row.tolist() for row in rows])) is not None and not names:
        return [replace(found[0], values=listed.astype(float), words={}, told=LISTED)]
    if uneven := next((i for i, row in enumerate(rows) if len(row) != len(rows[0])), 0):
        if names:
            return []
        raise MatrixError(
            f"List {uneven + 1} has {counted(len(rows[uneven]))} and list 1 has {len(rows[0]):,}; "
            "all have to be equally long."
        )
    words = {**found[-1].words, **found[0].words}
    name = names.pop() if len(names) == 1 else ""
    return [replace(found[0], values=np.stack(rows), words=words, name=name)]


def apart(name: str) -> bool:
    """Whether a name says that a list is a vector of its own, and no row of a matrix."""
    return any(re.search(pattern, name.lower()) for pattern in (*NAMES.values(), TOKENS))


def brought(tree: Open, name: str, size: tuple[int, ...]) -> Brought | None:
    """The array that a tree of lists is; None when it has no cell."""
    deep = depths(tree)
    if not deep:
        return None
    if len(deep) > 1:
        raise MatrixError("The lists stand at different depths; a matrix is a list of lists.")
    words: dict[float, str] = {}
    if (listed := listed_keys(tree)) is not None:
        return Brought(listed.astype(float), name=name, told=LISTED)
    rows = arranged(tree)
    hidden = dots_in(rows)
    found = numbers(rows, words)
    try:
        values = np.array(found, dtype=np.float64)
    except ValueError:
        raise MatrixError("One row leaves cells out (…) and another does not.") from None
    if values.ndim == 1 < len(size) and np.prod(size) == len(values):  # flat, with its shape
        values = values.reshape(size)
    return Brought(values, words, name, hidden, size)


def listed_keys(tree: Open) -> np.ndarray | None:
    """The mask of lists of keys, one for each query; None of any other lists."""
    inner = tree.lists
    if len(inner) < 2 or any(each.lists or DOTS in each.items for each in inner):
        return None
    rows = [[number_of(cell) for cell in each.cells] for each in inner]
    if any(value is None for row in rows for value in row) or not all(rows):
        return None
    return keys_of_rows([[float(value or 0) for value in row] for row in rows])


def arranged(tree: Open) -> list:
    """Nested lists of words; an innermost list of several rows becomes rows of its own."""
    if tree.lists:
        made = [DOTS if item == DOTS else arranged(item) for item in tree.items]
        kept = [item for item in made if item == DOTS or item]
        return even(kept, tree)
    if any(sign == ";" for _, sign in tree.breaks):  # MATLAB
        return even(pieces(tree, ";"), tree)
    lines = [line for line in pieces(tree, "\n") if line]
    digits = {len(cell) for cell in tree.cells}
    if len(lines) > 1 and len(digits) == 1 and max(digits) > 1 and drawn(tree.cells):
        samples = [part for part in pieces(tree, ",") if part]
        if max(map(len, samples)) > 1:
            stack: list = [[list(word) for word in sample] for sample in samples]
            return stack[0] if len(stack) == 1 else even(stack, tree)
    square = digits == {len(tree.cells)} and len(tree.cells) > 2 and drawn(tree.cells)
    strings = len(digits) == 1 and max(digits) > 1 and drawn(tree.cells, ".#")
    if square or strings:  # rows as strings
        return [list(word) for word in tree.cells]
    return tree.cells


def pieces(tree: Open, sign: str) -> list[list[str]]:
    """The cells of an innermost list, parted at a sign."""
    ends = [0, *(at for at, by in tree.breaks if by == sign), len(tree.items)]
    return [tree.cells[a:b] for a, b in pairwise(ends) if b > a]


def drawn(cells: Sequence[str], signs: str = "01") -> bool:
    return all(set(cell) <= set(signs) for cell in cells)


def even(items: list, tree: Open) -> list:
    """The items, all of one shape; MatrixError names the lists that are not."""
    sized = [(i, shape_of(item)) for i, item in enumerate(items, 1) if item != DOTS]
    wrong = next((pair for pair in sized if pair[1] != sized[0][1]), None)
    if wrong and len(wrong[1]) == 1:
        raise MatrixError(
            f"List {wrong[0]} has {counted(wrong[1][0])} and list {sized[0][0]} has "
            f"{sized[0][1][0]:,}; all have to be equally long (line {tree.line})."
        )
    if wrong:
        raise MatrixError(
            f"List {wrong[0]} is {told(wrong[1])} and list {sized[0][0]} is {told(sized[0][1])}; "
            f"all have to be alike (line {tree.line})."
        )
    return items


def shape_of(item: list) -> tuple[int, ...]:
    inner = next((each for each in item if isinstance(each, list)), None)
    return (len(item), *(shape_of(inner) if inner else ()))


def counted(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"


def dots_in(rows: list) -> tuple[int, int] | None:
    """Where a print leaves rows and columns out, which it then no longer has; None when nowhere."""
    if not rows:
        return None
    if any(isinstance(row, list) and row and isinstance(row[0], list) for row in rows):
        found = [dots_in(row) for row in rows if row != DOTS]
        return next(filter(None, found), None)
    before = rows.index(DOTS) if DOTS in rows else len(rows)
    rows[:] = [row for row in rows if row != DOTS]
    left = None
    for row in rows:
        if isinstance(row, list) and DOTS in row:
            left = row.index(DOTS)
            row.remove(DOTS)
    if before == len(rows) and left is None:
        return None
    return before, left if left is not None else len(rows[0]) if isinstance(rows[0], list) else 0


def numbers(rows: list, words: dict[float, str], place: str = "") -> list:
    """The words as numbers; `words` learns how each was first written."""
    found: list = []
    for i, item in enumerate(rows, 1):
        if isinstance(item, list):
            found.append(numbers(item, words, f"List {i}, "))
            continue
        value = float(item == "#") if item in ("#", ".") else number_of(item)
        if value is None:
            said = f"“{item[:SHOWN]}”" if item else "empty"
            where = f"{place}cell {i}" if place else f"Cell {i}"
            raise MatrixError(f"{where} is {said}, which is no number.")
        words.setdefault(value, item)
        found.append(value)
    return found
