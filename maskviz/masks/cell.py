"""One query and one key, and everything that may be asked about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from maskviz.masks.kinds import Facts, Kind

ROLES = {"q": "query", "k": "key"}


def token(role: str, position: int, words: Sequence[str]) -> str:
    """`key 2 “cat”`, for a role of q or k; without the word where the position has none."""
    quoted = f" “{words[position]}”" if 0 <= position < len(words) else ""
    return f"{ROLES[role]} {position}{quoted}"


class Names(dict):
    """Values by name; a fact is looked up, and so made, when a rule asks for it."""

    def __init__(self, known: Mapping[str, Any], facts: Mapping[str, Sequence[int]]):
        super().__init__(known)
        self.facts = facts

    def __missing__(self, name: str) -> Sequence[int]:
        return self.facts[name]


@dataclass(frozen=True)
class Cell:
    """What a condition may look at in one cell, and the words to tell it with.

    q and k are positions; `tokens` are the words of the keys, `asking` those of the queries where
    they are others. `given` has the numbers of the view. `params` and `kinds` are a mask's
    parameters: their values, and what they are.
    """

    q: int
    k: int
    tokens: Sequence[str] = ()
    facts: Facts = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    asking: Sequence[str] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, Any]:
        """Every name's value, as a rule's tree asks for it; facts are made when they are asked."""
        here = {"q": self.q, "k": self.k, "h": self.given.get("head", 0)}
        return Names({**self.given, **self.params, **here}, self.facts)

    def token(self, role: str) -> str:
        """`key 2 “cat”`, for a role of q or k."""
        words = (self.asking or self.tokens) if role == "q" else self.tokens
        return token(role, self.q if role == "q" else self.k, words)
