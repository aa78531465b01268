"""A rule's tree as text: the canonical form, mathematics, and what a library needs otherwise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from maskviz.masks.rule.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Join,
    Lookup,
    Name,
    Node,
    Number,
    Truth,
    Word,
    is_condition,
)


def plain_call(function: str, parts: Sequence[Node], texts: Sequence[str]) -> str:
    """A function of values that are written already."""
    return f"{function}({', '.join(texts)})"


def plain_leaf(node: Name | Lookup) -> str:
    return node.name if isinstance(node, Name) else f"{node.fact}[{node.role}]"


TIGHTNESS = {"+": 1, "-": 1, "*": 2, "//": 2, "%": 2}


@dataclass(frozen=True)
class Style:
    """How one reader spells what it spells its own way; the rest is the language's spelling."""

    call: Callable[[str, Sequence[Node], Sequence[str]], str] = plain_call
    leaf: Callable[[Name | Lookup], str] = plain_leaf
    signs: Mapping[str, str] = field(default_factory=dict)
    tight_joins: bool = True  # & and | hold tighter than comparisons, which need parentheses
    chains: bool = False  # 0 <= a & a < 4 is written 0 <= a < 4
    floor: bool = False  # // is written floor(a / b)
    signed: bool = False  # what is added, multiplied … and begins with - stands in parentheses


CANONICAL = Style()
MATHEMATICS = Style(
    signs=MappingProxyType({"&": "and", "|": "or", "%": "mod", "==": "=", "!=": "≠"}),
    tight_joins=False,
    chains=True,
    floor=True,
)


def written(node: Node, style: Style = CANONICAL) -> str:
    """The tree as text; in the canonical style it reads back as the same tree."""
    match node:
        case Number(value=value):
            return str(value)
        case Truth(value=value):
            return str(value)
        case Word(value=value):
            return f'"{value}"'
        case Name() | Lookup():
            return style.leaf(node)
        case Call(function="minus", parts=(inside,)):
            text = written(inside, style)
            return f"-({text})" if isinstance(inside, Arithmetic) else f"-{text}"
        case Call(function=function):
            return style.call(function, node.parts, [written(p, style) for p in node.parts])
        case Conditional():
            return style.call("where", node.parts, [written(p, style) for p in node.parts])
        case Arithmetic():
            return calculated(node, style)
        case Comparison():
            return compared(node, style)
    return joined(node, style)


def calculated(node: Arithmetic, style: Style) -> str:
    left, right = node.parts
    if style.floor and node.operator == "//":
        return f"floor({inner(left, 2, style)} / {inner(right, 3, style)})"
    tightness = TIGHTNESS[node.operator]
    sign = style.signs.get(node.operator, node.operator)
    return f"{inner(left, tightness, style)} {sign} {inner(right, tightness + 1, style)}"


def inner(node: Node, tightness: int, style: Style) -> str:
    """An operand, in parentheses where the operator would tear it apart."""
    text = written(node, style)
    if style.signed and text.startswith("-"):
        return f"({text})"
    if not isinstance(node, Arithmetic) or (style.floor and node.operator == "//"):
        return text
    return f"({text})" if TIGHTNESS[node.operator] < tightness else text


def compared(node: Comparison, style: Style) -> str:
    sides = [
        f"({written(part, style)})" if isinstance(part, Comparison | Join) else written(part, style)
        for part in node.parts
    ]
    return f" {style.signs.get(node.operator, node.operator)} ".join(sides)


def linked(left: Node, right: Node) -> bool:
    """Whether two comparisons make a chain: 0 <= a and a < 4."""
    both = isinstance(left, Comparison) and isinstance(right, Comparison)
    if not both or left.parts[1] != right.parts[0]:
        return False
    directions = {left.operator[0], right.operator[0]}
    return directions in ({"<"}, {">"})


def torn(node: Comparison, style: Style) -> bool:
    """Whether a comparison beside & or | needs parentheses, to be read right or at once."""
    return style.tight_joins or is_condition(node.parts[0])


def joined(node: Join, style: Style) -> str:
    pieces, before = [], None
    for part in node.parts:
        text = written(part, style)
        if style.chains and node.operator == "&" and before is not None and linked(before, part):
            sign = style.signs.get(part.operator, part.operator)
            pieces[-1] += f" {sign} {written(part.parts[1], style)}"
        elif isinstance(part, Join) or (isinstance(part, Comparison) and torn(part, style)):
            pieces.append(f"({text})")
        else:
            pieces.append(text)
        before = part
    return f" {style.signs.get(node.operator, node.operator)} ".join(pieces)
