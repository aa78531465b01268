"""Attention against torch on every mask, and every way of blocking against plain loops."""

import math
from itertools import product

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.models.attention import (
    Recipe,
    attend,
    fill_of,
    lowest,
    masked_scores,
    softmax_weights,
)

HEADS, D_HEAD = 3, 8
SIZES = ((7, 7), (1, 9), (4, 9), (1, 1))


def corners(mask, keys):
    """Parameters at default and both ends; facts true of none, all, the first, the last token."""
    ends = [sorted({*p.kind.ends, p.default}) for p in mask.controls]
    facts = []
    for fact in mask.facts:
        high, none = fact.kind.high, [0] * keys
        facts.append((none, [high] * keys, [high, *none[1:]], [*none[1:], high]))
    for values in product(*ends):
        for entries in product(*facts):
            params = dict(zip([p.name for p in mask.controls], values, strict=True))
            yield params, dict(zip([f.name for f in mask.facts], entries, strict=True))


def inputs(queries, keys, seed=0):
    dice = torch.Generator().manual_seed(seed)
    return [torch.randn(1, HEADS, n, D_HEAD, generator=dice) for n in (queries, keys, keys)]


@pytest.mark.parametrize("name", MASKS)
def test_the_default_is_torchs_attention_on_every_mask(name):
    """Empty rows and rectangles included; in torch an empty row gives zeros."""
    more_queries = () if MASKS[name].facts else ((9, 4),)  # a fact has no entry before the text
    for queries, keys in (*SIZES, *more_queries):
        q, k, v = inputs(queries, keys)
        for params, facts in corners(MASKS[name], keys):
            allowed = torch.from_numpy(matrix(MASKS[name], queries, keys, params, facts))
            expected = F.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
            found = attend(q, k, v, allowed).output
            torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
            empty = ~allowed.any(dim=-1)
            assert not found[:, :, empty].any()


def test_a_mask_of_its_own_for_each_batch_row_and_head():
    q, k, v = (torch.cat([x, -x, 2 * x]) for x in inputs(5, 6))
    allowed = torch.rand(3, HEADS, 5, 6, generator=torch.Generator().manual_seed(1)) < 0.5
    allowed[1, 2, 3] = False
    expected = F.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
    torch.testing.assert_close(attend(q, k, v, allowed).output, expected, atol=1e-5, rtol=0)


def softmax(scores):
    """One row as plain numbers; −∞ takes nothing, and a row of nothing but −∞ has no answer."""
    if any(math.isnan(s) for s in scores) or max(scores) == -math.inf:
        return [math.nan] * len(scores)
    parts = [math.exp(s - max(scores)) for s in scores]
    return [p / sum(parts) for p in parts]


def row_by_hand(raw, allowed, blocking, fill):
    """Masked scores and weights of one query, one number at a time."""
    n = range(len(raw))
    replaced = {
        "sdpa": lambda s: -math.inf,
        "infinity": lambda s: -math.inf,
        "add": lambda s: s + fill,
        "write": lambda s: fill,
        "zero": lambda s: 0.0,
        "after": lambda s: s,
        "renormalised": lambda s: s,
    }[blocking]
    masked = [raw[i] if allowed[i] else replaced(raw[i]) for i in n]
    if blocking == "sdpa" and not any(allowed):
        return masked, [0.0 for _ in n]
    weights = softmax(masked)
    if blocking in ("after", "renormalised"):
        weights = [weights[i] if allowed[i] else 0.0 for i in n]
    if blocking == "renormalised" and any(allowed):
        weights = [w / sum(weights) for w in weights]
    return masked, weights


DIVISORS = {"head": math.sqrt(D_HEAD), "model": math.sqrt(HEADS * D_HEAD), "nothing": 1.0}
FILLS = (-1.0, -3.0, -30.0, -1e4, -1e9)
WAYS = [(way, fill) for way in ("add", "write") for fill in FILLS] + [
    (way, -1e4) for way in ("sdpa", "infinity", "zero", "after", "renormalised")
]


@pytest.mark.parametrize("divide", DIVISORS)
@pytest.mark.parametrize("blocking, fill", WAYS)
def test_every_way_of_blocking_agrees_with_plain_loops(blocking, fill, divide):
    q, k, v = inputs(5, 6, seed=2)
    allowed = torch.rand(5, 6, generator=torch.Generator().manual_seed(3)) < 0.5
    allowed[1], allowed[2] = False, True
    found = attend(q, k, v, allowed, Recipe(divide, blocking, fill))
    for h, i in product(range(HEADS), range(5)):
        products = [
            sum(q[0, h, i, d].item() * k[0, h, j, d].item() for d in range(D_HEAD))
            for j in range(6)
        ]
        raw = [p / DIVISORS[divide] for p in products]
        masked, weights = row_by_hand(raw, allowed[i].tolist(), blocking, fill)
        output = [sum(weights[j] * v[0, h, j, d].item() for j in range(6)) for d in range(D_HEAD)]
        np.testing.assert_allclose(found.raw[0, h, i], raw, atol=1e-5)
        np.testing.assert_allclose(found.masked[0, h, i], masked, atol=1e-5, rtol=1e-6)
        if blocking == "add" and fill <= -1e4 and not allowed[i].any():
            continue  # the scores are lost in the fill's rounding: judged in the test below
        np.testing.assert_allclose(found.weights[0, h, i], weights, atol=1e-5)
        np.testing.assert_allclose(found.output[0, h, i], output, atol=1e-4)


def test_an_empty_row_has_five_answers():
    """Zeros, NaN, the mean of all values or the unmasked softmax, by the way it is blocked."""
    q, k, v = inputs(2, 4)
    nothing, everything = torch.zeros(2, 4, dtype=torch.bool), torch.ones(2, 4, dtype=torch.bool)

    def weights(blocking, fill=-1e4, allowed=nothing):
        return attend(q, k, v, allowed, Recipe("head", blocking, fill)).weights

    unmasked = weights("sdpa", allowed=everything)
    assert not weights("sdpa").any() and not weights("renormalised").any()
    assert not weights("after").any()
    assert weights("infinity").isnan().all()
    torch.testing.assert_close(weights("add", -1e9), torch.full_like(unmasked, 0.25))
    torch.testing.assert_close(weights("add", -1e4), unmasked, atol=1e-3, rtol=0)
    torch.testing.assert_close(weights("write"), torch.full_like(unmasked, 0.25))
    torch.testing.assert_close(weights("zero"), torch.full_like(unmasked, 0.25))


def test_the_lowest_number_of_a_format_is_no_ban_and_may_be_one_all_the_same():
    """In float32 scores are lost beside it; in float16 one below −16 makes −∞ of it: by hand."""
    row = torch.tensor([[-20.0, 3.0, 1.0]])
    allowed = torch.zeros(1, 3, dtype=torch.bool)
    for precision, fill in (("float32", -3.4028234663852886e38), ("float16", -65504.0)):
        assert lowest(precision) == fill
        found = masked_scores(row, allowed, Recipe("head", "add", fill, precision)).tolist()[0]
        assert found == [-math.inf if precision == "float16" else fill, fill, fill]
        assert fill_of(Recipe("head", "write", fill, precision)) == fill
    weights = softmax_weights(torch.full((1, 3), lowest("float32")), allowed, Recipe("head", "add"))
    torch.testing.assert_close(weights, torch.full((1, 3), 1 / 3))


def test_the_divisor_takes_the_width_of_the_model_when_it_is_told():
    q, k, v = inputs(3, 3)
    one_head = [x[:, :1] for x in (q, k, v)]
    allowed = torch.ones(3, 3, dtype=torch.bool)
    found = attend(*one_head, allowed, Recipe("model"), d_model=100).raw
    torch.testing.assert_close(found, one_head[0] @ one_head[1].mT / 10)


@pytest.mark.parametrize(
    "wrong", [{"divide": "two"}, {"blocking": "softly"}, {"precision": "int8"}]
)
def test_an_unknown_choice_is_refused_with_the_choices(wrong):
    with pytest.raises(ValueError, match=rf"{next(iter(wrong))} is .*, not one of [a-z]"):
        Recipe(**wrong)
