"""Puzzles: a picture is given, and the rule that makes it is to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from maskviz.masks.compose import Typed
from maskviz.masks.compose.because import because
from maskviz.masks.compose.why import why
from maskviz.masks.rule import Rule, RuleError
from maskviz.teaching.bank.case import Case, case_of
from maskviz.teaching.bank.draws import below, draws, in_turn, one_of
from maskviz.teaching.bank.pool import Draft
from maskviz.teaching.words import catalogue

# Shown is one size; judged is on all of these too, (queries, keys).
SIZES = ((5, 5), (3, 7), (8, 8), (12, 12), (2, 13), (20, 20))
HEADS = 2  # on which a rule that names the head is judged
SHOWN = {1: ((6, 6),), 2: ((8, 8),), 3: ((8, 8), (9, 9))}
PUZZLES: Mapping[int, tuple[Draft, ...]] = {  # a link finds a puzzle by its place: never changed
    1: (
        Draft("causal()"),
        Draft("sliding_window(window={2-4})"),
        Draft("strict_causal()"),
        Draft("two_sided_window(radius={1-2})"),
        Draft("anti_causal()"),
        Draft("prefix_lm(prefix={2-3})"),
        Draft("stride_only(stride={2-3})"),
        Draft("causal_offset(ahead={1-2})"),
    ),
    2: (
        Draft("chunk(size={2-4})"),
        Draft("sink_window(sinks={1-2}, window={2-3})"),
        Draft("asymmetric_window(left={1-3}, right={1-2})"),
        Draft("chunked_causal(size={2-4})"),
        Draft("dilated_window(reach={3-5}, dilation=2)"),
        Draft("block_causal(size={2-3})"),
        Draft("causal_offset(ahead={-3--1})"),
        Draft("sparse_strided(stride={3-4})"),
        Draft("stride_block(stride={2-3})"),
        Draft("chunk_lookback(size={2-3}, back=1)"),
    ),
    3: (
        Draft("document_causal()"),
        Draft("or(sliding_window(window={2-3}), and(causal(), stride_only(stride={3-4})))"),
        Draft("causal_padding()"),
        Draft("and(causal(), not(chunk(size={2-3})))"),
        Draft("global_tokens()"),
        Draft("and(two_sided_window(radius={1-2}), key_padding())"),
        Draft("shift(sliding_window(window={2-3}), by={1-2})"),
        Draft("shared_prefix()"),
        Draft("not(two_sided_window(radius={1-2}))"),
        Draft("sparse_fixed(size={3-4}, summary=1)"),
        Draft("group_bidirectional()"),
        Draft("levels()"),
        Draft("and(sliding_window(window={3-4}), document())"),
    ),
}


@dataclass(frozen=True)
class Puzzle:
    """A mask and the tokens that are shown; `number` has the facts of every other size."""

    case: Case
    number: int

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The picture that is shown, then the same mask at other sizes."""
        shown = self.case.queries, self.case.keys
        others = (case_of(self.case.term, *size, self.number) for size in SIZES if size != shown)
        return self.case, *others


@dataclass(frozen=True, eq=False)
class Comparison:
    """What a rule makes beside the mask.

    cells   the rule's own at the size that is shown, bool (query, key); None where it has none
    case    where the two differ first; None when they are the same at every size
    first   the first cell there that differs (row, key), row by row; None where the rule fails
    differ  how many cells differ there
    fault   why the rule has no matrix there
    said    one sentence
    """

    cells: np.ndarray | None
    said: str
    case: Case | None = None
    first: tuple[int, int] | None = None
    differ: int = 0
    fault: str = ""

    @property
    def right(self) -> bool:
        return self.case is None


def puzzle(seed: int, level: int, number: int) -> Puzzle:
    """Puzzle `number` of a level, counted from 1: the same for ever. KeyError for no level."""
    draft = in_turn(PUZZLES[level], seed, level, "puzzle", number)
    for attempt in count():
        found = draws("puzzle", seed, level, number, attempt)
        term, size, laws = draft.drawn(found), one_of(found, SHOWN[level]), below(found, 10_000)
        case = case_of(term, *size, laws)
        if case.truth.any() and not case.truth.all():
            return Puzzle(case, laws)
    raise AssertionError("counting ends")


def compared(asked: Puzzle, rule: Rule) -> Comparison:
    """A rule beside the mask, cell by cell, at the size that is shown and at all others.

    A rule that is longer than it need be is right too: only cells are compared.
    """
    text, shown = catalogue("puzzles")["said"], None
    for case in asked.cases:
        try:
            made = cells_of(rule, case)
        except RuleError as fault:
            said = text["fault"].format(queries=case.queries, keys=case.keys, fault=fault.message)
            return Comparison(shown, said, case, fault=fault.message)
        if case is asked.case:
            shown = made[0]
        wrong = np.argwhere(made != case.truth)
        if len(wrong):
            head, row, key = wrong[0].tolist()
            count_here = int((made[head] != case.truth).sum())
            said = differing(rule, case, row, key, case is asked.case)
            return Comparison(shown, said, case, (row, key), count_here)
    return Comparison(shown, text["right"].format(sizes=len(asked.cases)))


def cells_of(rule: Rule, case: Case) -> np.ndarray:
    """bool (head, query, key): one head unless the rule tells heads apart."""
    size = case.queries, case.keys
    if rule.per_head:
        return rule.matrix(*size, case.facts, heads=HEADS)
    return rule.matrix(*size, case.facts)[None]


def differing(rule: Rule, case: Case, row: int, key: int, shown: bool) -> str:
    """At which size which cell is another one, and what the rule says of it with its numbers."""
    text, cell = catalogue("puzzles")["said"], case.cell(row, key)
    found = because if not case.truth[row, key] else why
    own = found(Typed(rule.canonical), cell) if not rule.per_head else None
    where = "here" if shown else "elsewhere"
    kind = "blocked" if not case.truth[row, key] else "open"
    return (
        text[where]
        .format(
            queries=case.queries,
            keys=case.keys,
            cell=text[kind].format(query=cell.token("q"), key=cell.token("k")),
            reason=own or "",
        )
        .strip()
    )
