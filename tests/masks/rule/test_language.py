"""Any rule of the grammar means what a plain loop, Python itself and torch say it means."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch.nn.attention.flex_attention import create_mask

from maskviz.libraries.export import to_numpy, to_torch
from maskviz.masks.compose import Typed
from maskviz.masks.kinds import Given
from maskviz.masks.rule import FACTS, Rule, RuleError, compile_rule
from maskviz.masks.rule.bounds import check_bounds
from maskviz.masks.rule.evaluate import INTS, evaluate
from maskviz.masks.rule.predicate import parsed
from tests.masks.rule import grammar

HEADS = 2
SIZES = st.sampled_from([(1, 1), (3, 3), (2, 5), (1, 4), (0, 3)])
WHERE = {"where": lambda asked, yes, no: yes if asked else no}


def facts_for(keys: int) -> dict[str, list[int]]:
    return {
        "real": [int(i % 3 != 2) for i in range(keys)],
        "special": [int(i == 0) for i in range(keys)],
        "secret": [int(i % 2) for i in range(keys)],
        "level": [(i * 7) % 4 for i in range(keys)],
    }


def cells(queries: int, keys: int):
    """What every cell knows, in the order of a matrix (heads, q, k)."""
    shared = {"offset": keys - queries, "queries": queries, "keys": keys, **facts_for(keys)}
    for h in range(HEADS):
        for row in range(queries):
            for k in range(keys):
                q = row + keys - queries
                yield {"h": h, "q": q, "k": k, "q_idx": q, "kv_idx": k, **shared}


def compiled(text: str) -> Rule:
    """The rule, or a new example where the text is too large or divides by nothing but zero."""
    try:
        return compile_rule(text)
    except RuleError as fault:
        allowed = ("limit", "numbers stay below", "which is 0")
        assert any(words in fault.message for words in allowed), (text, fault.message)
        assume(False)


def matrix(rule: Rule, queries: int, keys: int) -> np.ndarray:
    return rule.matrix(queries, keys, facts_for(keys), heads=HEADS)


@settings(max_examples=400, deadline=None)
@given(grammar.rules, SIZES)
def test_equals_a_plain_loop(piece, size):
    rule = compiled(piece.text)
    try:
        expected = [piece.value(env) for env in cells(*size)]
    except ZeroDivisionError:
        with pytest.raises(RuleError, match="which is 0"):
            matrix(rule, *size)
        return
    allowed = matrix(rule, *size)
    assert allowed.dtype == bool and allowed.shape == (HEADS, *size)
    assert allowed.flatten().tolist() == expected
    for env, cell in zip(cells(*size), expected, strict=True):  # and on plain whole numbers
        known = {name: value for name, value in env.items() if name not in ("q_idx", "kv_idx")}
        assert rule(**known) is cell


@settings(max_examples=200, deadline=None)
@given(grammar.rules)
def test_operators_hold_as_tightly_as_in_python(piece):
    assume(piece.minus_less)
    rule = compiled(piece.text)
    python = compile(f"({piece.text})", "rule", "eval")
    for env in list(cells(2, 3))[::5]:
        try:
            expected = piece.value(env)
        except ZeroDivisionError:
            assume(False)
        assert bool(eval(python, {**WHERE, **env})) is expected
        known = {name: value for name, value in env.items() if name not in ("q_idx", "kv_idx")}
        assert rule(**known) is expected


@settings(max_examples=300, deadline=None)
@given(grammar.rules)
def test_canonical_text_reads_back_as_itself(piece):
    rule = compiled(piece.text)
    again = compile_rule(rule.canonical)
    assert again == rule and hash(again) == hash(rule)
    assert again.canonical == rule.canonical
    assert again.inequality == rule.inequality
    assert "not " not in rule.canonical and "~" not in rule.canonical


@settings(max_examples=25, deadline=None)
@given(grammar.rules, st.sampled_from([(3, 3), (2, 5)]))
def test_equals_torch_create_mask(piece, size):
    rule, facts = compiled(piece.text), facts_for(size[1])
    try:
        mask_mod = rule.mask_mod(*size, facts, heads=HEADS)
    except RuleError as fault:
        assert "which is 0" in fault.message
        assume(False)
    theirs = create_mask(mask_mod, None, HEADS, *size, device="cpu")
    assert np.array_equal(theirs[0], matrix(rule, *size))


@settings(max_examples=25, deadline=None)
@given(grammar.rules, st.sampled_from([(3, 3), (2, 5)]), st.sampled_from([None, HEADS]))
def test_the_exported_programs_make_the_matrix(piece, size, heads):
    rule, facts = compiled(piece.text), facts_for(size[1])
    heads = HEADS if rule.per_head else heads
    try:
        allowed = rule.matrix(*size, facts, heads=heads)
    except RuleError as fault:
        assert "which is 0" in fault.message
        assume(False)
    masks = Typed(rule.canonical) if heads is None else [Typed(rule.canonical)] * heads
    for program in (to_numpy, to_torch):
        source = program(masks, *size, facts)
        found: dict = {}
        exec(source, found)
        assert found["allowed"].shape == allowed.shape, source
        assert np.array_equal(found["allowed"], allowed), source


@settings(max_examples=60, deadline=None)
@given(grammar.rules)
def test_the_code_reads_back_as_a_predicate_of_the_catalogue_does(piece):
    rule = compiled(piece.text)
    kinds = {name: FACTS.get(name, Given()) for name in rule.names if name not in ("q", "k")}
    tree = parsed(rule.code, kinds)
    assert tree == rule.tree
    for env in list(cells(2, 3))[::4]:
        try:
            expected = piece.value(env)
        except ZeroDivisionError:
            assume(False)
        assert bool(evaluate(tree, env, INTS)) is expected


@settings(max_examples=300, deadline=None)
@given(grammar.numbers(3), st.data())
def test_no_number_leaves_its_bounds(piece, data):
    node = compiled(f"({piece.text}) == 0").tree.parts[0]
    low, high = check_bounds(node, piece.text, FACTS)
    q = data.draw(st.sampled_from([-2047, -1, 0, 1, 2, 2047]))
    k = data.draw(st.sampled_from([0, 1, 2, 2047]))
    facts = {fact: {k: kind.high, q: 0} for fact, kind in FACTS.items()}
    lengths = {"offset": min(q, 0), "queries": 2048, "keys": 1}
    try:
        value = piece.value({"q": q, "k": k, "q_idx": q, "kv_idx": k, "h": 63, **lengths, **facts})
        assert low <= value <= high
    except ZeroDivisionError:
        assume(False)


def test_tensors_of_any_shape():
    rule = compile_rule("where(real[k] == 1, max(q - k, 1) <= 2, k == q)")
    q, k = torch.arange(4)[:, None], torch.arange(4)[None, :]
    real = [1, 0, 1, 1]
    theirs = rule(q, k, real=torch.tensor(real))
    assert theirs.dtype == torch.bool
    assert np.array_equal(theirs, rule.matrix(4, 4, {"real": real}))
