"""What a question is about: a mask, a number of queries and keys, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.masks.cell import Cell
from maskviz.masks.compose import Term, cells, facts_of
from maskviz.masks.compose.because import because
from maskviz.masks.compose.why import why
from maskviz.masks.matrix import view_of
from maskviz.teaching.bank.facts import Values, facts_for, tokens_for


@dataclass(frozen=True)
class Case:
    """A mask over some tokens, the queries the last of the keys.

    facts   what the mask asks of the tokens, one number a key
    tokens  a word for each key
    """

    term: Term
    queries: int
    keys: int
    facts: Mapping[str, Values]
    tokens: tuple[str, ...]

    @property
    def offset(self) -> int:
        return self.keys - self.queries

    @cached_property
    def truth(self) -> np.ndarray:
        """Which query may read which key, bool (query, key)."""
        return cells(self.term, self.queries, self.keys, self.facts)

    def cell(self, row: int, key: int) -> Cell:
        given = view_of(self.queries, self.keys)
        return Cell(row + self.offset, key, self.tokens, self.facts, given)

    def reason(self, row: int, key: int) -> str:
        """Why the cell may be read, or why it is blocked, by the mask's rule with its numbers."""
        found = because if self.truth[row, key] else why
        said = found(self.term, self.cell(row, key))
        assert said, f"{self.term} says nothing of {row}, {key}"
        return said


def case_of(term: Term, queries: int, keys: int, number: int) -> Case:
    """The mask over tokens that `number` chooses; KeyError for a fact that no law makes."""
    facts = facts_for(facts_of(term), keys, number)
    return Case(term, queries, keys, facts, tokens_for(facts, keys, number))
