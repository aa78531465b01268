"""Why a condition is false for one cell, in words, with the cell's own numbers."""

from typing import Any

from maskviz.masks.cell import Cell
from maskviz.masks.rule.evaluate import INTS, evaluate
from maskviz.masks.rule.noun import constant, is_position, noun, plainly
from maskviz.masks.rule.source import fixed
from maskviz.masks.rule.tree import (
    MIRRORED,
    Comparison,
    Conditional,
    Join,
    Lookup,
    Name,
    Node,
    Number,
    is_condition,
)
from maskviz.masks.rule.writing import MATHEMATICS, written

LONG = 120  # characters of a condition that is still read
RELATIONS = {  # what holds of two sides when the comparison fails
    "<": "is not under",
    "<=": "is above",
    ">": "is not above",
    ">=": "is under",
    "==": "differs from",
    "!=": "equals",
}


def why(tree: Node, cell: Cell) -> str | None:
    """The conditions that fail, each told with its numbers; None when the cell is open."""
    every = tree.parts if isinstance(tree, Join) and tree.operator == "&" else (tree,)
    said = [f"{failure(part, cell)}{quoted(part)}" for part in every if not holds(part, cell)]
    return ", and ".join(said) or None


def holds(node: Node, cell: Cell) -> Any:
    return evaluate(node, cell.names, INTS)


def quoted(condition: Node) -> str:
    """The condition that failed, where it is short enough to be read."""
    text = written(condition, MATHEMATICS)
    return f" ({text})" if len(text) <= LONG else ""


def failure(node: Node, cell: Cell) -> str:
    """Why a condition is false; of several that must hold only those that do not."""
    match node:
        case Comparison(parts=(left, _)):
            return unlike(node, cell) if is_condition(left) else unequal(node, cell)
        case Join():
            return " and ".join(failure(p, cell) for p in node.parts if not holds(p, cell))
        case Conditional(parts=(asked, yes, no)):
            met = holds(asked, cell)
            how = "holds" if met else "does not hold"
            return f"{failure(yes if met else no, cell)}, as {bracketed(asked)} {how}"
    return f"{written(node)} holds nowhere"


def bracketed(condition: Node) -> str:
    text = written(condition, MATHEMATICS)
    return f"({text})" if isinstance(condition, Join) else text


def unlike(node: Comparison, cell: Cell) -> str:
    """Why two conditions are not both true or both false, or are and should not be."""
    left, right = map(bracketed, node.parts)
    first, second = (holds(part, cell) for part in node.parts)
    if first and second:
        return f"{left} and {right} both hold"
    if not first and not second:
        return f"neither {left} nor {right} holds"
    met, other = (left, right) if first else (right, left)
    return f"{met} holds and {other} does not"


def unequal(node: Comparison, cell: Cell) -> str:
    """Why a comparison is false: its two sides with their numbers and how they stand.

    What is the same for all cells comes last: `4 > q - k` is told as `q - k < 4` is.
    """
    (left, right), sign = node.parts, node.operator
    if any(same(left) and not same(right) for same in (fixed, constant)):
        left, right, sign = right, left, MIRRORED[sign]
    if is_position(left) and is_position(right):
        return misplaced(left, right, sign, cell)
    if said := plainly(left, cell):
        if constant(right):
            return said
        if also := plainly(right, cell):
            return f"{said} and {also}"
    if constant(right) and sign in ("==", "!="):
        first, number = noun(left, cell), noun(right, cell)
        if isinstance(left, Name | Lookup | Number):
            return f"{first} {'is not' if sign == '==' else 'equals'} {number}"
        return f"{first}, not {number}" if sign == "==" else first
    return f"{noun(left, cell)} {RELATIONS[sign]} {noun(right, cell)}"


def misplaced(left: Name, right: Name, sign: str, cell: Cell) -> str:
    """How a key stands to its query, where the order of the two decides."""
    query, key = cell.token("q"), cell.token("k")
    if left == right:
        return f"{cell.token(left.name)} {RELATIONS[sign]} itself"
    if cell.q == cell.k:
        return f"{key} is the query itself"
    if sign == "==":
        return f"{key} is not {query} itself"
    return f"{key} stands {'after' if cell.k > cell.q else 'before'} {query}"
