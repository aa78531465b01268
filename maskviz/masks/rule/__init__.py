"""The language of typed masks: `compile_rule(text)` is the one entry, RuleError the one error.

A rule is one condition over the positions q and k, the head h, lengths and facts of tokens, with
`and or not`, `& | ^ ~`, comparisons and their chains, `+ - * // %`, abs, min, max and where. It is
read by our own parser and walked node by node; nothing a visitor types is ever run as code.
"""

from collections.abc import Mapping
from types import MappingProxyType

from maskviz.masks.kinds import Fact
from maskviz.masks.rule.bounds import check_bounds
from maskviz.masks.rule.characters import check_characters
from maskviz.masks.rule.fault import CHARACTERS, DEPTH, INTEGERS, NODES, RuleError
from maskviz.masks.rule.header import body
from maskviz.masks.rule.meaning import condition
from maskviz.masks.rule.names import FACTS, FUNCTIONS, NUMBERS
from maskviz.masks.rule.parentheses import check_parentheses
from maskviz.masks.rule.rule import Rule
from maskviz.masks.rule.scope import Scope
from maskviz.masks.rule.syntax import parse
from maskviz.masks.rule.tokens import check_words, tokenize
from maskviz.masks.rule.tree import Node

__all__ = ["FACTS", "Rule", "RuleError", "compile_rule"]

ROUNDS = 16  # faults of one text that are repaired one after the other
NOTHING: Mapping[str, int] = MappingProxyType({})


def compile_rule(
    text: str,
    numbers: Mapping[str, int] = NOTHING,
    facts: Mapping[str, Fact] = FACTS,
) -> Rule:
    """A checked rule from a text; RuleError for anything else, before any array is made.

    `numbers` are names whose values are written in: compile_rule("q - k < w", {"w": 4}). `facts`
    are what can be looked up as `real[k]`. The error's `repaired` text, where there is one, is
    known to compile.
    """
    try:
        return checked(text, numbers, facts)
    except RuleError as fault:
        fault.repaired = settled(fault.repaired, numbers, facts)
        raise


def settled(text: str | None, numbers: Mapping[str, int], facts: Mapping[str, Fact]) -> str | None:
    """A repaired text with its other faults repaired too; None when that does not come to an
    end."""
    for _ in range(ROUNDS):
        if text is None:
            return None
        try:
            return checked(text, numbers, facts).text.strip()
        except RuleError as fault:
            text = fault.repaired
    return None


def checked(text: str, numbers: Mapping[str, int], facts: Mapping[str, Fact]) -> Rule:
    """One pass over the text; RuleError with at most the next repair."""
    check_text(text)
    check_numbers(numbers)
    check_characters(text)
    tokens, positions = body(text, tokenize(text))
    check_words(text, tokens, {*positions, *numbers, *facts, *FUNCTIONS, *NUMBERS})
    raw = parse(text, tokens)
    check_parentheses(text, tokens, raw)
    tree = condition(raw, Scope(text, positions, numbers, facts))
    check_size(tree, text)
    check_bounds(tree, text, facts)
    rule = Rule(tree, text, facts)
    if len(rule.canonical) > CHARACTERS:
        raise RuleError(
            f"written out, the rule has {len(rule.canonical)} characters; {CHARACTERS} is the limit"
        )
    return rule


def check_text(text: str) -> None:
    if not isinstance(text, str):
        raise RuleError(f"a rule is text, not {type(text).__name__}")
    if len(text) > CHARACTERS:
        raise RuleError(
            f"the rule has {len(text):,} characters; {CHARACTERS} is the limit", text[:CHARACTERS]
        )
    if not text.strip():
        raise RuleError("the rule is empty; write one like k <= q and q - k < 4", text)


def check_numbers(numbers: Mapping[str, int]) -> None:
    for name, value in numbers.items():
        if name in NUMBERS or name in FUNCTIONS:
            raise RuleError(f"“{name}” means something else in a rule")
        if not isinstance(value, int) or abs(value) >= INTEGERS:
            raise RuleError(f"“{name}” is no whole number below {INTEGERS:,}")


def check_size(tree: Node, text: str) -> None:
    if tree.size > NODES:
        raise RuleError(
            f"the rule has {tree.size:,} numbers, names and operations; {NODES} is the limit", text
        )
    if tree.depth > DEPTH:
        raise RuleError(f"the rule is {tree.depth} operations deep; {DEPTH} is the limit", text)
