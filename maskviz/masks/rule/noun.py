"""One side of a comparison in words: what it is, and its number in one cell."""

from dataclasses import replace

from maskviz.masks.cell import ROLES, Cell
from maskviz.masks.facts import FACTS
from maskviz.masks.kinds import Adjustable, Flag, Option, spoken
from maskviz.masks.rule.evaluate import INTS, evaluate
from maskviz.masks.rule.tree import Arithmetic, Call, Lookup, Name, Node, Number, Word
from maskviz.masks.rule.writing import MATHEMATICS, written

LONG = 40  # characters of a calculation that is still read


def is_position(node: Node) -> bool:
    return isinstance(node, Name) and node.name in ROLES


def constant(node: Node) -> bool:
    """Whether a side is one number or word as it stands: `4`, `-4`, `"left"`."""
    if isinstance(node, Call):
        return node.function == "minus" and isinstance(node.parts[0], Number)
    return isinstance(node, Number | Word)


def noun(node: Node, cell: Cell) -> str:
    """`key 2 “cat”`, `window 4`, `level 3 of key 2 “cat”`, `7 − 2 = 5`."""
    match node:
        case Name(name="q" | "k" as role):
            return cell.token(role)
        case Name(name=name):
            return parameter(name, cell)
        case Lookup(fact=fact, role=role):
            value = cell.names[fact][cell.names[role]]
            return f"{spoken(fact)} {value} of {cell.token(role)}"
    if constant(node):
        return written(node).replace("-", "−")
    return calculation(node, cell)


def parameter(name: str, cell: Cell) -> str:
    """A mask's own value or a number of the view: `window 4`, `head 1`, `side is left`."""
    value, kind = cell.names[name], cell.kinds.get(name)
    if isinstance(kind, Adjustable):
        return kind.explained(name, value).replace("-", "−")
    return f"{'head' if name == 'h' else name} {value}".replace("-", "−")


def plainly(node: Node, cell: Cell) -> str | None:
    """What a switch, an option or a known fact says by its value alone; None for all else."""
    match node:
        case Name(name=name) if isinstance(cell.kinds.get(name), Flag | Option):
            return parameter(name, cell)
        case Lookup(fact=fact, role=role) if fact in FACTS and (said := FACTS[fact].said):
            value = cell.names[fact][cell.names[role]]
            return f"{cell.token(role)} is {said[value]}" if value in (0, 1) else None
        case Arithmetic(operator="*") if evaluate(node, cell.names, INTS):
            parts = [plainly(p, cell) for p in node.parts if not isinstance(p, Number)]
            return " and ".join(parts) if all(parts) else None
    return None


def calculation(node: Node, cell: Cell) -> str:
    """An expression with its numbers and its value: `7 − 2 = 5`, `floor(7 / 4) = 1 for query 7`."""

    def number(leaf: Name | Lookup) -> str:
        return str(evaluate(leaf, cell.names, INTS))

    text = written(node, replace(MATHEMATICS, leaf=number, signed=True))
    asked = {getattr(n, "role", getattr(n, "name", "")) for n in node.walk()} & ROLES.keys()
    role = asked.pop() if len(asked) == 1 else ""
    of_one = f" for {ROLES[role]} {cell.names[role]}" if role else ""
    shown = f"{text} = " if len(text) <= LONG else ""
    return f"{shown}{evaluate(node, cell.names, INTS)}".replace("-", "−") + of_one
