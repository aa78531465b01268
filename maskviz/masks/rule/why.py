"""Why a typed rule is false for one cell: the conditions that fail, with their numbers."""

from collections.abc import Mapping
from typing import Any

from maskviz.masks.rule.evaluate import INTS, evaluate
from maskviz.masks.rule.rule import Rule
from maskviz.masks.rule.tree import Comparison, Join, Name, Node, Number, Truth
from maskviz.masks.rule.writing import MATHEMATICS, written


def failures(rule: Rule, names: Mapping[str, Any]) -> list[str]:
    """The conditions that do not hold, each with its numbers; none when the rule is true.

    `names` has q, k and h as whole numbers, and the lengths and facts that the rule asks for.
    """
    return failing(rule.tree, names)


def failing(node: Node, names: Mapping[str, Any]) -> list[str]:
    if evaluate(node, names, INTS):
        return []
    if isinstance(node, Join) and node.operator == "&":
        return [said for part in node.parts for said in failing(part, names)]
    if isinstance(node, Join):
        return [" or ".join(said for part in node.parts for said in failing(part, names))]
    return [f"{written(node, MATHEMATICS)}{numbers(node, names)}"]


def numbers(node: Node, names: Mapping[str, Any]) -> str:
    """The two sides of a comparison as they are here: ` (5 against 4)`."""
    if not isinstance(node, Comparison):
        return ""
    sides = [evaluate(part, names, INTS) for part in node.parts]
    if all(isinstance(part, Number | Truth) for part in node.parts):
        return ""
    if isinstance(node.parts[1], Number) and not isinstance(node.parts[0], Name):
        return f" ({int(sides[0])})".replace("-", "−")
    return f" ({int(sides[0])} against {int(sides[1])})".replace("-", "−")
