"""Masks in the words of a program: predicates, calls of them, and what the calls name."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from maskviz.libraries.export.lines import statement
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, Term, Typed
from maskviz.masks.compose.tree import DOCUMENT
from maskviz.masks.kinds import Fact, Given
from maskviz.masks.rule.source import fixed
from maskviz.masks.rule.writing import Style, written
from maskviz.masks.spec import Mask

EVERYTHING = "(k >= 0)"  # what a head without a mask may read
PLACE = "place"  # a token's place in its own document


@dataclass(frozen=True)
class Spelling:
    """What a program calls things: its typed rules by their text, and the head it is about."""

    rules: Mapping[str, str] = field(default_factory=dict)
    head: str = "0"


PLAIN = Spelling()


def predicate(mask: Mask) -> str:
    """The predicate alone, without annotations and defaults: `def causal(q, k): …`."""
    code = mask.code
    first = ast.parse(code).body[0].body[0].lineno - 1
    body = "\n".join(code.splitlines()[first:])
    extra = f", *, {', '.join(mask.parameters)}" if mask.parameters else ""
    return f"def {mask.name}(q, k{extra}):\n{body.rstrip()}\n"


def rule_function(name: str, rule: Typed, style: Style) -> str:
    """A typed rule as a predicate of its own, in the words of one library."""
    asked = [name for name in rule.rule.names if name not in ("q", "k")]
    extra = f", *, {', '.join(asked)}" if asked else ""
    text = written(rule.rule.tree, style)
    if fixed(rule.rule.tree):
        text = f"(k >= 0) & ({text})"
    return f"def {name}(q, k{extra}):\n{statement('return', text, '    ')}"


def variable(fact: str) -> str:
    """What a fact is called in the program; a mask may have the fact's name already."""
    return f"{fact}_tokens" if fact in MASKS else fact


def call(term: Term, spelling: Spelling = PLAIN, q: str = "q", k: str = "k") -> str:
    """`sliding_window(q, k, window=4)`; facts and lengths are variables of the program.

    An expression over `q` and `k` that holds together beside & | ^ without more parentheses.
    """
    match term:
        case MaskCall():
            return called(term.name, [q, k, *words(term, spelling)])
        case Typed():
            given = {"h": spelling.head}
            asked = [name for name in term.rule.names if name not in ("q", "k")]
            named = [f"{name}={given.get(name, variable(name))}" for name in asked]
            return called(spelling.rules[term.text], [q, k, *named])
        case Join(word=word):
            inside = [call(part, spelling, q, k) for part in term.parts]
            return f"({(' & ' if word == 'and' else ' | ').join(inside)})"
        case Opposite():
            return f"~{call(term.part, spelling, q, k)}"
        case Shifted():
            sign = "-" if term.by >= 0 else "+"
            return call(term.part, spelling, f"{q} {sign} {abs(term.by)}", k)
        case PerDocument():
            doc, at = variable(DOCUMENT), (f"{PLACE}[{q}]", f"{PLACE}[{k}]")
            same = f"{doc}[{q}] == {doc}[{k}]"
            return f"(({same}) & {call(term.part, spelling, *at)})"


def called(function: str, arguments: Iterable[str]) -> str:
    return f"{function}({', '.join(arguments)})"


def words(mask_call: MaskCall, spelling: Spelling) -> list[str]:
    """The keywords of a mask of the catalogue: numbers, or names of the program's variables."""
    found = []
    for p in mask_call.mask.parameters.values():
        match p.kind:
            case Fact():
                value = variable(p.name)
            case Given():
                value = spelling.head if p.name == "head" else p.name
            case set_by_a_visitor:
                value = set_by_a_visitor.code(mask_call.params[p.name])
        found.append(f"{p.name}={value}")
    return found
