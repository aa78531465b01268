"""How large a rule's numbers can get, known before any is calculated."""

from collections.abc import Mapping
from itertools import product

from maskviz.masks.kinds import Fact
from maskviz.masks.rule.fault import INTEGERS, RuleError
from maskviz.masks.rule.names import NUMBERS
from maskviz.masks.rule.tree import (
    Arithmetic,
    Call,
    Conditional,
    Lookup,
    Name,
    Node,
    Number,
    is_condition,
)

Range = tuple[int, int]  # no value lies below the first or above the second


def divisors(bounds: Range) -> list[int]:
    """The divisors that give the extreme results: the ends, and what is nearest to zero."""
    low, high = bounds
    return [d for d in (low, high, -1, 1) if d and low <= d <= high]


def calculated(operator: str, left: Range, right: Range) -> Range:
    """The range of a sum, product or remainder; divisors of zero are left out."""
    if operator == "+":
        return left[0] + right[0], left[1] + right[1]
    if operator == "-":
        return left[0] - right[1], left[1] - right[0]
    if operator == "%":
        return min(0, right[0] + 1), max(0, right[1] - 1)  # the sign of the divisor
    sides = product(left, right if operator == "*" else divisors(right))
    ends = [a * b if operator == "*" else a // b for a, b in sides]
    return min(ends), max(ends)


def called(function: str, sides: list[Range]) -> Range:
    lows, highs = zip(*sides, strict=True)
    if function == "minus":
        return -highs[0], -lows[0]
    if function == "abs":
        return 0, max(-lows[0], highs[0])
    choose = min if function == "min" else max
    return choose(lows), choose(highs)


def check_bounds(node: Node, text: str, facts: Mapping[str, Fact]) -> Range:
    """The range of a number, 0 to 1 for a condition.

    RuleError where a value can reach the limit of INTEGERS, or a divisor is always zero.
    """
    sides = [check_bounds(part, text, facts) for part in node.parts]
    if is_condition(node):
        return 0, 1
    match node:
        case Number(value=value):
            return value, value
        case Name(name=name):
            return NUMBERS[name]
        case Lookup(fact=fact):
            return 0, facts[fact].high
        case Conditional():
            (yes, no) = sides[1:]
            return min(yes[0], no[0]), max(yes[1], no[1])
        case Call():
            found = called(node.function, sides)
        case Arithmetic():
            if node.operator in ("//", "%") and sides[1] == (0, 0):
                raise RuleError(zero(node, text), text, *node.parts[1].at)
            found = calculated(node.operator, *sides)
    if max(-found[0], found[1]) >= INTEGERS:
        largest = max(found, key=abs)
        raise RuleError(
            f"“{piece(node, text)}” can reach {largest:,}; numbers stay below {INTEGERS:,}",
            text,
            *node.at,
        )
    return found


def zero(node: Arithmetic, text: str) -> str:
    """What is said of a division or remainder by zero."""
    what = "divides by" if node.operator == "//" else "takes the remainder by"
    return f"“{piece(node, text)}” {what} {piece(node.parts[1], text)}, which is 0"


def piece(node: Node, text: str) -> str:
    start, end = node.at
    return text[start:end] if end - start <= 40 else text[start : start + 39] + "…"
