"""Why a condition is true for one cell, in words, with the cell's own numbers."""

from maskviz.masks.cell import Cell
from maskviz.masks.rule.tree import (
    NEGATED,
    Comparison,
    Conditional,
    Join,
    Node,
    Truth,
    is_condition,
    joined,
)
from maskviz.masks.rule.why import failure, holds, quoted


def because(tree: Node, cell: Cell) -> str | None:
    """What makes the condition true, told with its numbers; None when it is false.

    Of several of which one is enough the first that holds.
    """
    if not holds(tree, cell):
        return None
    parts = tree.parts if isinstance(tree, Join) else (tree,)
    told = [part for part in parts if holds(part, cell)]
    if isinstance(tree, Join) and tree.operator == "|":
        return because(told[0], cell)
    return ", and ".join(f"{met(part, cell)}{quoted(part)}" for part in told)


def met(node: Node, cell: Cell) -> str:
    """Why a condition holds is why its opposite does not; one that holds everywhere says so."""
    if isinstance(node, Truth):
        return "it holds everywhere"
    return failure(opposite(node), cell)


def opposite(node: Node) -> Node:
    """The condition that holds exactly where another does not."""
    match node:
        case Truth(value=value):
            return Truth(not value, at=node.at)
        case Comparison(operator=sign, parts=(left, _)):
            if is_condition(left) or sign in NEGATED:
                return Comparison(NEGATED[sign], node.parts, at=node.at)
        case Join(operator=sign):
            other = "|" if sign == "&" else "&"
            return joined(other, [opposite(part) for part in node.parts], node.at)
        case Conditional(parts=(asked, yes, no)):
            return Conditional((asked, opposite(yes), opposite(no)), at=node.at)
    raise TypeError(f"{type(node).__name__} is no condition")
