"""A predicate of the catalogue, read by the parser that reads typed rules; never run here."""

import ast
from collections.abc import Mapping

from maskviz.masks.kinds import Fact, Kind, Option
from maskviz.masks.rule.meaning import condition
from maskviz.masks.rule.parentheses import check_parentheses
from maskviz.masks.rule.scope import Scope
from maskviz.masks.rule.syntax import parse
from maskviz.masks.rule.tokens import check_words, tokenize
from maskviz.masks.rule.tree import Node

HEAD = {"head": "h"}  # a predicate says head, a rule says h


def parsed(code: str, kinds: Mapping[str, Kind]) -> Node:
    """A predicate's source as a tree, its parameters left as names.

    The limits of a typed rule are not its own; ValueError for what is no condition of the language.
    """
    text = returned(code)
    facts = {name: kind for name, kind in kinds.items() if isinstance(kind, Fact)}
    parameters = kinds.keys() - facts.keys() - HEAD.keys()
    words = {f'"{w}"' for kind in kinds.values() if isinstance(kind, Option) for w in kind.names}
    tokens = tokenize(text)
    check_words(text, tokens, {*HEAD, *facts, *parameters, *words})
    raw = parse(text, tokens)
    check_parentheses(text, tokens, raw)
    return condition(raw, Scope(text, HEAD, {}, facts, parameters))


def returned(code: str) -> str:
    """The one expression a predicate's source returns; ValueError when it is written otherwise."""
    match ast.parse(code).body:
        case [ast.FunctionDef(body=[ast.Return(value=ast.expr() as value)])]:
            if written := ast.get_source_segment(code, value):
                return written
    raise ValueError(f"a predicate is one return, not: {code}")
