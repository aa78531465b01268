"""Puzzles: a rule is right when it makes the mask at every size, however long it is."""

from hashlib import blake2b

import pytest

from maskviz.masks.compose import Typed, facts_of, typed
from maskviz.masks.rule import compile_rule
from maskviz.teaching.bank.puzzles import PUZZLES, compared, puzzle
from tests.teaching.byhand import by_hand

# Every puzzle of a level, as it was when the first link was given out.
FROZEN = {1: "507059ea827a", 2: "b78ab3c12bc9", 3: "d02a3f1c5c62"}
RULES = {
    "causal": "k <= q",
    "strict_causal": "k < q",
    "anti_causal": "not (k < q)",
    "sliding_window": "k <= q and q - k < {window}",
    "two_sided_window": "-{radius} <= q - k and q - k <= {radius}",
    "prefix_lm": "k < {prefix} or k <= q",
    "stride_only": "(q - k) % {stride} == 0",
    "causal_offset": "k - q <= {ahead}",
    "document_causal": "k <= q and doc[k] == doc[q]",
    "causal_padding": "real[k] == 1 and k <= q",
    "levels": "not (level[k] > level[q])",
    "global_tokens": "is_global[k] == 1 or is_global[q] == 1",
}


def asked(level):
    return [puzzle(seed, level, n) for seed in (1, 7) for n in range(1, len(PUZZLES[level]) + 1)]


@pytest.mark.parametrize("level", PUZZLES)
def test_a_picture_is_what_a_plain_loop_makes_at_every_size(level):
    for one in asked(level):
        for case in one.cases:
            assert case.truth.tolist() == by_hand(case.term, case.queries, case.keys, case.facts)
        assert one.case.truth.any() and not one.case.truth.all()


def test_a_rule_in_other_words_or_longer_is_right():
    met = set()
    for level in PUZZLES:
        for one in asked(level):
            name = getattr(one.case.term, "name", "")
            if name in RULES:
                met.add(name)
                rule = RULES[name].format(**one.case.term.params)
                for text in (rule, f"({rule}) and q + k >= 0 and (k == k or q < 3)"):
                    found = compared(one, compile_rule(text))
                    assert found.right and (found.cells == one.case.truth).all(), text
    assert met == {*RULES}


def test_every_other_rule_is_wrong_where_a_loop_says_so():
    """The first cell that differs, against loops over both."""
    for level in PUZZLES:
        for one in asked(level)[:8]:
            rule = compile_rule("k <= q")
            found = compared(one, rule)
            wrong = [
                (case.queries, case.keys, row, key)
                for case in one.cases
                for row, line in enumerate(by_hand(case.term, case.queries, case.keys, case.facts))
                for key, may in enumerate(line)
                if may != (key <= row + case.offset)
            ]
            assert found.right == (not wrong)
            if wrong:
                queries, keys, *first = wrong[0]
                assert (found.case.queries, found.case.keys) == (queries, keys)
                assert found.first == tuple(first)
                alike = [at for at in wrong if at[:2] == (queries, keys)]
                assert found.differ == len(alike)


def of(name):
    every = (one for level in PUZZLES for one in asked(level))
    return next(one for one in every if getattr(one.case.term, "name", "") == name)


def test_the_same_here_and_another_mask_elsewhere_is_said_with_the_size_and_the_cell():
    one = of("causal")
    found = compared(one, compile_rule("k <= q and q - k < 7"))
    assert not found.right and (found.cells == one.case.truth).all()
    assert found.case.keys > one.case.keys
    assert f"with {found.case.queries} queries over {found.case.keys} keys" in found.said
    assert "Your rule blocks key 0" in found.said and "is not under 7" in found.said


def test_a_wrong_cell_here_is_explained_by_ones_own_rule():
    found = compared(of("strict_causal"), compile_rule("k <= q"))
    assert found.first == (0, 0) and "Your rule lets query 0" in found.said
    assert "is the query itself" in found.said


def test_what_cannot_be_calculated_is_said():
    one = of("causal")
    assert "needs “doc”" in compared(one, compile_rule("doc[k] == doc[q]")).said
    assert compared(one, compile_rule("q % k == 0")).fault
    heads = compared(one, compile_rule("k <= q or h == 1"))
    assert not heads.right
    assert compared(one, compile_rule("k <= q and h >= 0")).right


def test_a_seed_is_the_same_puzzle_for_ever():
    for level in PUZZLES:
        made = blake2b(digest_size=6)
        for one in asked(level):
            made.update(f"{one.case.term} {one.case.facts} {one.case.tokens}".encode())
            made.update(one.case.truth.tobytes())
        assert made.hexdigest() == FROZEN[level]


def test_every_puzzle_can_be_written_as_a_rule():
    """What is asked of a token is in the language, and nothing of a mask is that is not."""
    names = {name for level in PUZZLES for p in asked(level) for name in facts_of(p.case.term)}
    for name in names:
        assert isinstance(typed(f"{name}[k] == {name}[q]"), Typed)
