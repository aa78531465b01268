"""From what was read to what it means: names known, numbers and conditions told apart."""

from maskviz.masks.rule.fault import RuleError, edited
from maskviz.masks.rule.names import FUNCTIONS
from maskviz.masks.rule.scope import Scope, literal, lookup, name, unknown_function
from maskviz.masks.rule.syntax import JOINS, Raw
from maskviz.masks.rule.tree import (
    NEGATED,
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Node,
    Truth,
    Word,
    joined,
)

OPPOSITE = {"&": "|", "|": "&"}
SIGN = {"and": "&", "or": "|"}
CONDITIONS = ("compare", "and", "or", "not", "&", "|", "^", "~")


def says_yes_or_no(raw: Raw) -> bool:
    """Whether a piece is a condition; the operators alone decide, names are always numbers."""
    if raw.kind == "if" or (raw.kind == "call" and raw.text == "where" and len(raw.parts) == 3):
        return says_yes_or_no(raw.parts[1])
    return raw.kind in CONDITIONS or (raw.kind == "name" and raw.text in ("True", "False"))


def condition(raw: Raw, scope: Scope, negated: bool = False, under: str = "") -> Node:
    """The tree of a condition, or of its opposite; `under` is the operator that asks for it."""
    at = raw.start, raw.end
    if not says_yes_or_no(raw):
        raise unequal_to_zero(raw, scope, under)
    if raw.kind == "compare":
        return compared(raw, scope, negated)
    if raw.kind in ("not", "~"):
        return condition(raw.parts[0], scope, not negated, raw.kind)
    if raw.kind == "^":
        left, right = (condition(part, scope, under="^") for part in raw.parts)
        return Comparison("==" if negated else "!=", (left, right), at=at)
    if raw.kind == "name":
        return Truth((raw.text == "True") != negated, at=at)
    if raw.kind in ("if", "call"):
        asked, yes, no = raw.parts
        sides = condition(yes, scope, negated), condition(no, scope, negated)
        return Conditional((condition(asked, scope, under="where"), *sides), at=at)
    operator = SIGN.get(raw.kind, raw.kind)
    parts = [condition(part, scope, negated, raw.kind) for part in raw.parts]
    return joined(OPPOSITE[operator] if negated else operator, parts, at)


def unequal_to_zero(raw: Raw, scope: Scope, under: str) -> RuleError:
    """The error of a number that stands where a condition should, if it is a sound number."""
    number(raw, scope)
    piece = scope.text[raw.start : raw.end]
    loose = raw.kind == "if" and not raw.grouped
    better = f"({piece}) != 0" if loose else f"{piece} != 0"
    better = f"({better})" if under in JOINS else better
    asks = f"“{under}” works on conditions" if under else "a rule says yes or no"
    message = f"{scope.shown(raw)} is a number and {asks}; did you mean != 0?"
    return scope.fail(message, raw, edited(scope.text, [(raw.start, raw.end, better)]))


def compared(raw: Raw, scope: Scope, negated: bool) -> Node:
    """A comparison, or a chain of them: 0 <= q - k < 4 is both its links."""
    at = raw.start, raw.end
    kinds = {says_yes_or_no(part) for part in raw.parts}
    if len(kinds) == 2:
        yes = next(part for part in raw.parts if says_yes_or_no(part))
        raise scope.fail(f"{scope.shown(yes)} is a condition, compared with a number", yes)
    if kinds == {True} and (len(raw.parts) > 2 or raw.operators[0] not in ("==", "!=")):
        raise scope.fail("two conditions can be compared with == and != only", raw)
    parts = [(condition if kinds == {True} else number)(part, scope) for part in raw.parts]
    links = [
        Comparison(NEGATED[sign] if negated else sign, (parts[i], parts[i + 1]), at=at)
        for i, sign in enumerate(raw.operators)
    ]
    return links[0] if len(links) == 1 else joined("|" if negated else "&", links, at)


def number(raw: Raw, scope: Scope) -> Node:
    """The tree of a number."""
    at = raw.start, raw.end
    if says_yes_or_no(raw):
        raise scope.fail(f"{scope.shown(raw)} is a condition where a number is expected", raw)
    match raw.kind:
        case "number":
            return literal(raw, scope)
        case "name":
            return name(raw, scope)
        case "word":
            return Word(raw.text.strip('"'), at=at)
        case "index":
            return lookup(raw, scope)
        case "minus":
            return Call("minus", (number(raw.parts[0], scope),), at=at)
        case "if":
            return choice(raw, scope)
        case "call":
            return call(raw, scope)
    left, right = (number(part, scope) for part in raw.parts)
    return Arithmetic(raw.kind, (left, right), at=at)


def choice(raw: Raw, scope: Scope) -> Node:
    """Of two numbers."""
    asked, *sides = raw.parts
    first = condition(asked, scope, under="where")
    return Conditional((first, *(number(side, scope) for side in sides)), at=(raw.start, raw.end))


def call(raw: Raw, scope: Scope) -> Node:
    at, given = (raw.start, raw.end), len(raw.parts)
    wanted = FUNCTIONS.get(raw.text)
    if wanted is None:
        raise unknown_function(raw, scope)
    if given != wanted:
        raise scope.fail(f"{raw.text} takes {wanted} {plural('value', wanted)}, not {given}", raw)
    if raw.text == "where":
        return choice(raw, scope)
    return Call(raw.text, tuple(number(part, scope) for part in raw.parts), at=at)


def plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
