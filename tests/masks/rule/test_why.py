"""Every blocked cell is explained with numbers; a mask and the same rule typed say the same."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.cell import Cell
from maskviz.masks.compose import Typed
from maskviz.masks.compose.as_rule import rule_of
from maskviz.masks.compose.why import why
from maskviz.masks.kinds import Int
from maskviz.masks.matrix import matrix, view_of
from maskviz.masks.rule import RuleError
from maskviz.masks.rule.why import why as why_tree
from tests.masks.rule import grammar
from tests.masks.rule.test_language import HEADS, SIZES, compiled, facts_for

TOKENS = ("<s>", "The", "cat", "saw", "Anna", "<pad>", "<pad>")
VIEWS = ((7, 7), (3, 7))  # (queries, keys)
TOO_LONG = {"neighbourhood", "neighbourhood_rectangle", "bigbird"}  # for a typed rule

every_mask = pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)


def values(mask) -> Iterator[dict]:
    """A few settings that open and close different cells: default, small, switched on."""
    yield mask.defaults
    yield {p.name: max(p.kind.low, 2) for p in mask.named(Int)}
    yield {p.name: p.kind.ends[-1] for p in mask.controls if p not in mask.named(Int)}


def facts_of(mask, keys: int) -> Iterator[dict]:
    """None, all, first only, last only, and a mixture, for every fact at once."""
    none, all_ = np.zeros(keys, int), np.ones(keys, int)
    first, last, mixed = none.copy(), none.copy(), np.arange(keys) % 3
    first[0] = last[-1] = 1
    for found in (none, all_, first, last, mixed):
        yield {f.name: np.minimum(found, f.kind.high) for f in mask.facts}


def calls(mask) -> Iterator[tuple[MaskCall, dict, tuple[int, int]]]:
    for view in VIEWS:
        for params in values(mask):
            for facts in facts_of(mask, view[1]):
                yield MaskCall(mask.name, params), facts, view


def cells_of(facts: dict, view: tuple[int, int], head: int = 0) -> Iterator[tuple[int, int, Cell]]:
    """(row, key, cell) of a whole matrix."""
    queries, keys = view
    known = view_of(queries, keys, head=head)
    for row, k in np.ndindex(view):
        yield row, k, Cell(row + keys - queries, k, TOKENS, facts, known)


@every_mask
def test_every_blocked_cell_has_one_sentence_with_numbers_and_no_open_one_has(mask):
    for call, facts, view in calls(mask):
        allowed = matrix(mask, *view, call.params, facts, head=1)
        for row, k, cell in cells_of(facts, view, head=1):
            said = why(call, cell)
            assert (said is None) == allowed[row, k], (call, row, k, said)
            if said:
                assert said.startswith(call.title + ": ") and said.endswith("."), said
                assert said.endswith(").") or len(mask.code) > 200, said
                assert re.search(r"\d", said.removeprefix(call.title)), said


@settings(max_examples=150, deadline=None)
@given(grammar.rules, SIZES)
def test_of_any_rule_every_blocked_cell_and_no_open_one_is_explained(piece, size):
    rule = compiled(piece.text)
    for h in range(HEADS):
        for row, k, cell in cells_of(facts_for(size[1]), size, head=h):
            names = {**cell.facts, **cell.names, "q_idx": cell.q, "kv_idx": k}
            try:
                allowed = piece.value(names)
            except ZeroDivisionError:
                with pytest.raises(RuleError, match="which is 0"):
                    why_tree(rule.tree, cell)
                continue
            said = why_tree(rule.tree, cell)
            assert (said is None) == allowed, (piece.text, row, k, said)


SWITCHES = {  # a rule has no switches: what a mask says of one, and what is said instead
    "global_tokens": ("the switch “one way” is on", "1 is not 0"),
    "special": (r" and the switch “only” is o(n|ff)", ""),
    "sensitive": ("the switch “rows” is on and ", ""),
}


def nameless(said: str, call: MaskCall) -> str:
    """A mask's sentence with the bare values of its parameters, as somebody typed them."""
    said = f"Rule: {said.removeprefix(call.title + ': ')}"
    said = re.sub(*SWITCHES.get(call.name, ("", "")), said)
    for p in call.mask.controls:
        value, spoken = str(call.params[p.name]), p.name.replace("_", " ")
        if isinstance(p.kind, Int):
            minus = value.replace("-", "−")
            said = re.sub(rf"\b{spoken} {minus}", minus, said)
        said = re.sub(rf"\b{p.name}\b", value, said)
    return said


@pytest.mark.parametrize("name", [name for name in MASKS if name not in TOO_LONG])
def test_the_same_condition_typed_is_explained_in_the_same_words(name):
    compared = 0
    for call, facts, view in calls(MASKS[name]):
        typed = Typed(rule_of(call).canonical)
        for _, _, cell in cells_of(facts, view, head=1):
            ours, theirs = why(call, cell), why(typed, cell)
            if ours is None:
                assert theirs is None
                continue
            assert theirs == nameless(ours, call), (call, cell)
            compared += 1
    assert compared or name == "full"
