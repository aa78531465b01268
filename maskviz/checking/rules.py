"""A rule as something to check: over so many queries and keys, for each head that it names."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.masks.kinds import Facts
from maskviz.masks.matrix import sized
from maskviz.masks.rule import Rule, RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.matrices.code import CodeError, Places, made
from maskviz.matrices.code.names import Open
from maskviz.matrices.reading import Brought, Reading, of_made

__all__ = ["CHARACTERS", "HEADS", "Ruled", "freed", "like_rule", "ruled"]

HEADS = 8  # of a rule that names the head
WORDS = {1.0: "True", 0.0: "False"}
PLACE = re.compile(r"\b(?:q|k|kv|(?:q|k|kv|query|key)_(?:idx|pos|index))\b")
SIGN = re.compile(r"[<>=!&|%≤≥≠∧∨⩽⩾]|\b(?:and|or|not|mod|in|is)\b")
LACKS = ("there is no", "a rule has ")  # what a rule says of names and words that code may have
SPELT = re.compile(r"\b(?:i|j|row|col)\b.*[<>≤≥](?!-)|[<>≤≥](?!-).*\b(?:i|j|row|col)\b")
WIDER = re.compile(  # lines, a cell that is set, an argument by name
    r"\b(?:def|return|lambda)\b|\n\s*\S|\]\s*=(?!=)|\w\([^()]*\w\s*=(?!=)"
)
FLEX = re.compile(r"\bq_idx\b")


@dataclass(frozen=True)
class Ruled:
    """A rule with its matrix, and the ways to place its queries among the keys."""

    rule: Rule
    brought: Brought
    readings: Sequence[Reading]


def like_rule(text: str) -> bool:
    """Whether a text that is nothing was probably meant as a rule."""
    asks = PLACE.search(text) and (SIGN.search(text) or len(text.split()) < 3)
    return bool(asks or SPELT.search(text)) and not WIDER.search(text.strip())


def ruled(
    rule: Rule,
    given: Mapping[str, Any],
    facts: Facts,
    size: tuple[int, int],
    numbers: Sequence[Open] = (),
) -> Ruled:
    """The rule over (queries, keys). Queries are the last of the keys, and where the rule has
    FlexAttention's names, or more queries than keys are asked for, they are counted from row 0.

    given    vectors for the facts that it looks up; else those of `facts`, else made up
    numbers  names that its text left open, with the numbers written in

    Errors: RuleError where it has no matrix at these sizes.
    """
    queries, keys = size
    told = {fact: vector(fact, given, facts, max(size)) for fact in rule.facts}
    opened = [*numbers, *(Open(name, values, vector=True) for name, values in told.items())]
    firsts = list(dict.fromkeys([keys - queries, 0]))
    if queries > keys or FLEX.search(rule.text):
        firsts = firsts[::-1]
    heads = HEADS if rule.per_head else None
    names = [f"head {h}" for h in range(HEADS)] if heads else ["the mask"]
    found: list[Reading] = []
    for first in firsts:
        try:
            cells = rule.matrix(queries, keys, told, offset=first, heads=heads)
        except RuleError:
            if not found:
                raise
            continue
        samples = list(cells) if heads else [cells]
        means = f"may read when {rule.inequality}"
        found.append(Reading(form_of(size, first), means, samples, names, first=first))
    whole = np.array(found[0].samples, dtype=float)
    return Ruled(rule, Brought(whole if heads else whole[0], WORDS, opened=opened), found)


def form_of(size: tuple[int, int], first: int) -> str:
    """ "a rule over 4 queries x 6 keys, the queries the last of the keys" """
    queries, keys = size
    said = f"a rule over {sized(queries, keys)}"
    if queries == keys:
        return said
    return f"{said}, q counted from row 0" if not first else f"{said}, the queries the last of them"


def vector(fact: str, given: Mapping[str, Any], facts: Facts, count: int) -> tuple[int, ...]:
    """A number for each token: as given, as known of a text that is long enough, or half of the
    tokens 0 and half 1 (of real tokens a quarter at the end is padding)."""
    if fact in given:
        return tuple(int(value) for value in np.atleast_1d(given[fact]))
    if fact in facts and len(facts[fact]) >= count:
        return tuple(int(value) for value in np.asarray(facts[fact])[:count])
    if fact == "real":
        return tuple(int(4 * i < 3 * count) for i in range(count))
    return tuple(int(2 * i >= count) for i in range(count))


def freed(
    text: str, wrong: RuleError, given: Mapping[str, Any], size: tuple[int, int]
) -> Brought | CodeError | None:
    """One expression of places that is no rule only because of names that it leaves open, or of
    words that code has and rules have not; why it is no code, where that was found out."""
    if WIDER.search(text.strip()) or not wrong.message.startswith(LACKS):
        return None
    try:
        found = made(text, given, Places(*size, heads=HEADS))
        (line,) = ast.parse(text.strip()).body
    except CodeError as refused:
        return refused
    except (SyntaxError, ValueError):
        return None
    free = found.truths and found.placed and found.values.shape[-2:] == size
    return of_made(found) if free and isinstance(line, ast.Expr) else None
