"""A rule as a tree of numbers and conditions, in the few forms that every target understands.

What can be said in two ways is kept in one: `not` is gone (`not k <= q` is `k > q`), a chain is
its links joined by &, `^` of two conditions is !=, `a if c else b` is where(c, a, b).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

Place = tuple[int, int]  # characters of the text a piece was read from


@dataclass(frozen=True)
class Node:
    """What all pieces share: where they stood, how much work they are and how deep."""

    at: Place = field(default=(0, 0), compare=False, repr=False, kw_only=True)

    parts = ()  # those that have parts declare them as a field

    @cached_property
    def size(self) -> int:
        return 1 + sum(part.size for part in self.parts)

    @cached_property
    def depth(self) -> int:
        return 1 + max((part.depth for part in self.parts), default=0)

    def walk(self) -> Iterator["Node"]:
        """Itself and everything inside; only for a tree whose size was checked."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Number(Node):
    value: int


@dataclass(frozen=True)
class Name(Node):
    """One value for a cell or for the whole matrix: q, k, h, a length, a mask's parameter."""

    name: str


@dataclass(frozen=True)
class Word(Node):
    """One of a parameter's names, `side == "left"`; only masks of the catalogue have them."""

    value: str


@dataclass(frozen=True)
class Lookup(Node):
    """A fact of the query's or the key's token: `real[k]`."""

    fact: str
    role: str


@dataclass(frozen=True)
class Arithmetic(Node):
    operator: str  # + - * // %
    parts: tuple[Node, Node]


@dataclass(frozen=True)
class Call(Node):
    """minus of one number, abs of one, min and max of two."""

    function: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Truth(Node):
    value: bool


@dataclass(frozen=True)
class Comparison(Node):
    """Of two numbers, or with == and != of two conditions."""

    operator: str
    parts: tuple[Node, Node]


@dataclass(frozen=True)
class Join(Node):
    """Conditions of which all (&) or at least one (|) must hold; never a Join of its own kind."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Conditional(Node):
    """where(condition, yes, no): yes and no are two numbers or two conditions."""

    parts: tuple[Node, Node, Node]


MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def joined(operator: str, parts: list[Node], at: Place) -> Node:
    """Conditions side by side, however they were grouped: a & (b & c) is a & b & c."""
    flat = []
    for part in parts:
        same = isinstance(part, Join) and part.operator == operator
        flat += part.parts if same else (part,)
    return Join(operator, tuple(flat), at=at)


def is_condition(node: Node) -> bool:
    if isinstance(node, Conditional):
        return is_condition(node.parts[1])
    return isinstance(node, Truth | Comparison | Join)
