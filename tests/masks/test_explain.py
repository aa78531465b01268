"""Every blocked cell is explained with numbers, and the explanation's logic is the mask's own."""

import re
from dataclasses import replace

import numpy as np
import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose.why import why_row
from maskviz.masks.explain import cell_of, why_blocked
from maskviz.masks.matrix import matrix, view_of
from maskviz.masks.predicate import evaluate, expression
from maskviz.masks.spec import Int

TOKENS = ("<s>", "The", "cat", "saw", "Anna", "<pad>", "<pad>")
SIZES = ((7, 7), (3, 7))  # (queries, keys)


def numbers(mask):
    """A few settings that open and close different cells: small, default, switched on."""
    yield mask.defaults
    yield {p.name: max(p.kind.low, 2) for p in mask.named(Int)}
    yield {p.name: p.kind.ends[-1] for p in mask.controls if p not in mask.named(Int)}


def facts_of(mask, keys):
    """None, all, first only, last only, and a mixture, for every fact at once."""
    none, all_ = np.zeros(keys, int), np.ones(keys, int)
    first, last, mixed = none.copy(), none.copy(), np.arange(keys) % 3
    first[0] = last[-1] = 1
    for values in (none, all_, first, last, mixed):
        yield {f.name: np.minimum(values, f.kind.high) for f in mask.facts}


def cells(mask):
    for queries, keys in SIZES:
        for params in numbers(mask):
            for facts in facts_of(mask, keys):
                mask_call = MaskCall(mask.name, params)
                yield mask_call, facts, matrix(mask, queries, keys, mask_call.params, facts)


def walk(mask_call, q, k, facts, given):
    names = cell_of(mask_call, q, k, (), facts, given).names
    return bool(evaluate(expression(mask_call.mask.code), names))


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_walker_is_the_matrix(mask):
    for mask_call, facts, allowed in cells(mask):
        given = view_of(*allowed.shape)
        walked = [
            [
                walk(mask_call, row + given["offset"], k, facts, given)
                for k in range(allowed.shape[1])
            ]
            for row in range(allowed.shape[0])
        ]
        np.testing.assert_array_equal(walked, allowed, err_msg=str(mask_call))


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_every_blocked_cell_has_one_sentence_with_numbers(mask):
    for mask_call, facts, allowed in cells(mask):
        offset = allowed.shape[1] - allowed.shape[0]
        for (row, k), reads in np.ndenumerate(allowed):
            said = why_blocked(mask_call, row + offset, k, TOKENS, facts, offset)
            assert (said is None) == reads, (mask_call, row, k, said)
            if said:
                assert said.startswith(mask_call.title + ": ") and said.endswith("."), said
                assert said.endswith(").") or len(mask_call.mask.code) > 200, said
                assert re.search(r"\d", said.removeprefix(mask_call.title)), said


@pytest.mark.parametrize(
    ("text", "q", "k", "facts", "sentence"),
    [
        (("sliding_window", {"window": 4}), 7, 2, {}, "7 − 2 = 5 is not under window 4"),
        (("causal", {}), 3, 4, {}, "key 4 “Anna” stands after query 3 “saw”"),
        (("strict_causal", {}), 3, 3, {}, "key 3 “saw” is the query itself"),
        (("chunk", {"size": 2}), 4, 1, {}, "4 // 2 = 2 for query 4 differs from 1 // 2 = 0"),
        (("stride_only", {"stride": 3}), 0, 4, {}, "(0 − 4) % 3 = 2, not 0"),
        (("key_padding", {}), 1, 5, {"real": [1] * 5 + [0] * 2}, "key 5 “<pad>” is padding"),
        (("levels", {}), 1, 4, {"level": [0, 0, 0, 0, 3]}, "level 3 of key 4 “Anna” is above"),
        (
            ("interleaved", {}),
            2,
            1,
            {"is_image": [1, 0, 0], "section": [1, 1, 1]},
            "“The” is not part",
        ),
        (
            ("global_tokens", {}),
            3,
            1,
            {"is_global": [1, 0, 0, 0]},
            "key 1 “The” is not a global token and query 3 “saw” is not a global token",
        ),
        (
            ("domain", {}),
            2,
            1,
            {"domain": [0, 0, 1]},
            "query 2 “cat” is a word of the domain and key 1 “The” is not a word of the domain",
        ),
        (("document", {}), 2, 1, {"doc": [0, 0, 1]}, "doc 0 of key 1 “The” differs from doc 1 of"),
        (
            ("special", {"only": 0}),
            1,
            0,
            {"special": [1, 0]},
            "key 0 “<s>” is a special token and the switch “only” is off",
        ),
    ],
)
def test_sentences(text, q, k, facts, sentence):
    name, params = text
    assert sentence in why_blocked(MaskCall(name, params), q, k, TOKENS, facts)


def test_only_the_conjunct_that_failed_is_named():
    said = why_blocked(MaskCall("sliding_window", {"window": 4}), 7, 2, TOKENS)
    assert "(q - k < window)" in said and "k <= q" not in said


def test_each_rule_speaks_for_itself():
    facts = {"real": [1, 1, 1, 1, 1, 0, 0]}
    rules = [MaskCall("causal"), MaskCall("key_padding"), MaskCall("full")]
    said = why_row(rules, 4, 7, TOKENS, facts)[5]
    assert [sentence.split(":")[0] for sentence in said] == ["Causal", "Key padding"]


def test_painted_cells_are_read_at_their_row():
    painted = np.ones((2, 7), bool)
    painted[1, 3] = False
    rules = [("painted by hand", painted)]
    said = why_row(rules, 6, 7, TOKENS, offset=5)
    assert said[3] == ["Painted by hand: query 6 “<pad>” may not read key 3 “saw”."]
    assert [len(sentences) for sentences in said] == [0, 0, 0, 1, 0, 0, 0]
    assert why_row(rules, 5, 7, TOKENS, offset=5) == [[]] * 7


def test_a_planted_error_in_a_predicate_is_noticed():
    """The walker reads what runs: another source than the rule's gives another matrix."""
    window = MASKS["sliding_window"]
    wrong = replace(window)
    wrong.__dict__["code"] = window.code.replace("q - k < window", "q - k <= window")
    right, planted = (
        evaluate(expression(m.code), {"q": 7, "k": 3, "window": 4}) for m in (window, wrong)
    )
    assert (right, planted) == (0, 1)


@pytest.mark.parametrize("body", ["far = q - k\n    return far < 2", "pass", "return"])
def test_a_predicate_is_one_return(body):
    with pytest.raises(ValueError, match="one return, not: def near"):
        expression(f"def near(q, k):\n    {body}")


@pytest.mark.parametrize(
    "code",
    [
        "def f(q, k):\n    return __import__('os')",
        "def f(q, k):\n    return k.__class__",
        "def f(q, k):\n    return k <= q and q",
        "def f(q, k):\n    return q ** k",
        "def f(q, k):\n    return 0 <= k <= q",
    ],
)
def test_nothing_but_rule_one_is_walked(code):
    with pytest.raises(ValueError, match="may not contain"):
        evaluate(expression(code), {"q": 3, "k": 1})
