"""What the names of a rule mean; an unknown one is refused with the nearest known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from maskviz.masks.kinds import Fact
from maskviz.masks.rule.fault import INTEGERS, RuleError, edited
from maskviz.masks.rule.names import FUNCTIONS, NUMBERS
from maskviz.masks.rule.syntax import Raw
from maskviz.masks.rule.tree import Call, Lookup, Name, Node, Number


@dataclass(frozen=True)
class Scope:
    """The text and what its names mean: positions by alias, numbers by value, facts by kind.

    `parameters` are names that stay names, as in a predicate of the catalogue.
    """

    text: str
    positions: Mapping[str, str]
    numbers: Mapping[str, int]
    facts: Mapping[str, Fact]
    parameters: Collection[str] = ()

    def fail(self, message: str, raw: Raw, repaired: str | None = None) -> RuleError:
        return RuleError(message, self.text, raw.start, raw.end, repaired)

    def shown(self, raw: Raw) -> str:
        """The piece as a message quotes it."""
        piece = self.text[raw.start : raw.end]
        return f"“{piece if len(piece) <= 40 else piece[:39] + '…'}”"

    def role(self, name: str) -> str:
        """q, k, h, b or a length by the name used here; any other name is its own."""
        return self.positions.get(name, name)


def constant(value: int, at: tuple[int, int]) -> Node:
    """A number as the language writes it: below zero it is the minus of one above."""
    return Call("minus", (Number(-value, at=at),), at=at) if value < 0 else Number(value, at=at)


def literal(raw: Raw, scope: Scope) -> Node:
    digits = raw.text.lstrip("0") or "0"
    if len(digits) > len(str(INTEGERS)) or int(digits) >= INTEGERS:
        shown = f"{int(digits):,}" if len(digits) < 16 else f"a number of {len(digits)} digits"
        raise scope.fail(f"{shown} is not below {INTEGERS:,}", raw)
    return Number(int(digits), at=(raw.start, raw.end))


def name(raw: Raw, scope: Scope) -> Node:
    at, said = (raw.start, raw.end), scope.role(raw.text)
    if raw.text in scope.parameters:
        return Name(raw.text, at=at)
    if raw.text not in scope.positions and raw.text in scope.numbers:
        return constant(scope.numbers[raw.text], at)
    if said == "b":
        raise scope.fail(f"“{raw.text}” is a row of the batch; a mask is the same for all", raw)
    if said in NUMBERS:
        return Name(said, at=at)
    if said in scope.facts:
        better = edited(scope.text, [(*at, f"{said}[k]")])
        message = f"“{said}” differs by token; write {said}[k] for the key, {said}[q] for the query"
        raise scope.fail(message, raw, better)
    if said in FUNCTIONS:
        raise scope.fail(f"“{said}” needs its values in parentheses", raw)
    raise unknown(raw, scope, [*NUMBERS, *scope.numbers, *scope.facts])


def unknown(raw: Raw, scope: Scope, known: list[str]) -> RuleError:
    near = get_close_matches(raw.text, known, 1) if len(raw.text) <= 20 else []
    start, end = raw.start, raw.start + len(raw.text)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    better = edited(scope.text, [(start, end, near[0])]) if near else None
    message = f"there is no “{raw.text[:40]}”; {hint}"
    return RuleError(message, scope.text, start, end, better)


def lookup(raw: Raw, scope: Scope) -> Node:
    index = raw.parts[0]
    if raw.text not in scope.facts:
        if scope.role(raw.text) in NUMBERS or raw.text in scope.numbers:
            raise scope.fail(f"“{raw.text}” is one number and has no [ ]", raw)
        raise unknown(raw, scope, list(scope.facts))
    role = scope.role(index.text) if index.kind == "name" else ""
    if role not in ("q", "k"):
        message = f"{raw.text} is looked up at q or k alone, not at {scope.shown(index)}"
        raise scope.fail(message, index)
    return Lookup(raw.text, role, at=(raw.start, raw.end))


def unknown_function(raw: Raw, scope: Scope) -> RuleError:
    if raw.text in scope.facts:
        inside = scope.text[raw.start + len(raw.text) : raw.end].strip(" ()")
        better = edited(scope.text, [(raw.start, raw.end, f"{raw.text}[{inside}]")])
        return scope.fail(f"“{raw.text}” is a fact; write {raw.text}[k]", raw, better)
    return unknown(raw, scope, list(FUNCTIONS))
