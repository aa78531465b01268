"""The row's arithmetic adds up, in every mode, to what attention itself computed."""

import math
from typing import get_args

import numpy as np
import pytest
import torch

from maskviz.analysis.arithmetic import RowAsked, row_of
from maskviz.analysis.remarks import remarks
from maskviz.models.attention import Blocking, Divide, Precision, Recipe, attend

HEADS, TOKENS, WIDTH, OFFSET = 2, 6, 4, 3
LABELS = [f"t{i}" for i in range(TOKENS)]


def mask():
    """Causal with the first key closed and query 2 left with nothing to read."""
    allowed = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()
    allowed[:, 0] = False
    allowed[2] = False
    return allowed


def row(recipe, q_row=4, k=2, head=1, scale=2.0, poison=False, **more):
    generator = torch.Generator().manual_seed(7)
    shape = (1, HEADS, TOKENS, WIDTH)
    q, key, v = (torch.randn(shape, generator=generator) * scale for _ in range(3))
    if poison:
        v[:, :, 0] = math.nan
    trace = attend(q, key, v, mask(), recipe, d_model=HEADS * WIDTH)
    asked = RowAsked(trace, mask(), recipe, head, q_row, k, LABELS, OFFSET, **more)
    return trace, row_of(asked)


def last_step(shown, recipe):
    """The step after the softmax, written again from the recipe's own description."""
    if recipe.blocking not in ("after", "renormalised"):
        return shown.shares
    kept = np.where(shown.allowed, shown.shares, 0)
    whole = kept.sum()
    return kept / whole if recipe.blocking == "renormalised" and whole > 0 else kept


TOLERANCE = {"float32": 1e-5, "float16": 1e-3, "bfloat16": 8e-3}  # the number format


@pytest.mark.parametrize("q_row", [2, 4, 5])
@pytest.mark.parametrize("precision", get_args(Precision))
@pytest.mark.parametrize("blocking", get_args(Blocking))
def test_what_is_shown_adds_up_to_the_weights(blocking, precision, q_row):
    recipe = Recipe(blocking=blocking, fill=-3.0, precision=precision)
    trace, shown = row(recipe, q_row)
    empty_as_sdpa = blocking == "sdpa" and q_row == 2
    if not empty_as_sdpa:
        with np.errstate(invalid="ignore"):
            again = np.exp(shown.masked.astype(np.float64) - shown.masked.max())
            np.testing.assert_allclose(shown.exponentials, again, rtol=1e-12)
            np.testing.assert_allclose(shown.total, again.sum(), rtol=1e-12)
            np.testing.assert_allclose(shown.shares, again / again.sum(), rtol=1e-12)
    trusted = trace.weights[0, 1, q_row].numpy()
    np.testing.assert_array_equal(shown.weights, trusted)
    np.testing.assert_allclose(last_step(shown, recipe), trusted, atol=TOLERANCE[precision])


@pytest.mark.parametrize("divide", get_args(Divide))
def test_the_products_add_up_to_the_raw_score(divide):
    trace, shown = row(Recipe(divide=divide))
    assert shown.dot / shown.divisor == pytest.approx(trace.raw[0, 1, 4, 2].item(), abs=1e-5)
    expected = {"head": (2.0, "√4"), "model": (math.sqrt(8), "√8"), "nothing": (1.0, "1")}
    assert (shown.divisor, shown.divisor_name) == expected[divide]


@pytest.mark.parametrize("blocking", get_args(Blocking))
def test_the_values_add_up_to_the_output(blocking):
    trace, shown = row(Recipe(blocking=blocking, fill=-3.0))
    again = shown.weights[list(shown.top)] @ shown.values + shown.rest
    np.testing.assert_allclose(again, trace.output[0, 1, 4].numpy(), atol=1e-5)
    assert (
        list(shown.weights[list(shown.top)])
        == sorted(shown.weights, reverse=True)[:5][: len(shown.top)]
    )


@pytest.mark.parametrize(
    ("recipe", "sentence"),
    [
        (Recipe(), "SDPA writes zeros"),
        (Recipe(blocking="infinity"), "is NaN"),
        (Recipe(blocking="add", fill=-1e4), "as if there were no mask"),
        (Recipe(blocking="add", fill=-1e9), "so each of the 6 keys gets 0.17"),
        (Recipe(blocking="add", fill=-1e5, precision="float16"), "every score is −∞"),
        (Recipe(blocking="write", fill=-1e9), "every score is −1e9"),
        (Recipe(blocking="zero"), "every score is 0"),
        (Recipe(blocking="after"), "every weight became 0"),
        (Recipe(blocking="renormalised"), "cannot be rescaled"),
    ],
)
def test_an_empty_row_is_explained(recipe, sentence):
    _, shown = row(recipe, q_row=2)
    said = remarks(shown)
    assert any("Query 5 has nothing to read" in s and sentence in s for s in said), said


def test_what_the_empty_row_remarks_claim_is_so():
    _, zeros = row(Recipe(), q_row=2)
    assert zeros.total == 0 and not zeros.weights.any() and not zeros.output.any()
    _, nan = row(Recipe(blocking="infinity"), q_row=2)
    assert np.isnan(nan.weights).all() and np.isnan(nan.total) and np.isnan(nan.output).all()
    _, even = row(Recipe(blocking="add", fill=-1e9), q_row=2)
    np.testing.assert_allclose(even.weights, 1 / TOKENS, rtol=1e-6)
    _, open_ = row(Recipe(blocking="add", fill=-1e4), q_row=2)
    np.testing.assert_allclose(
        open_.weights, np.exp(open_.raw) / np.exp(open_.raw).sum(), atol=1e-2
    )


@pytest.mark.parametrize("blocking", ["add", "write", "zero"])
def test_the_leak_is_the_weight_of_blocked_keys(blocking):
    trace, shown = row(Recipe(blocking=blocking, fill=-1.0), scale=0.7)
    leaked = trace.weights[0, 1, 4][~mask()[4]].sum().item()
    assert leaked > 0.01
    (said,) = remarks(shown)
    assert f"{leaked:.2g}" in said


def test_an_ordinary_row_needs_no_remark():
    _, shown = row(Recipe())
    assert remarks(shown) == []


def test_nan_in_a_blocked_value_is_told():
    _, shown = row(Recipe(), poison=True)
    assert shown.weights[0] == 0 and np.isnan(shown.output).all()
    assert any("0 × NaN is NaN" in said for said in remarks(shown))


def test_a_mask_for_each_head_and_a_place_in_the_text():
    recipe = Recipe()
    trace, shown = row(recipe)
    each = torch.stack([torch.ones(TOKENS, TOKENS, dtype=torch.bool), mask()])
    again = row_of(RowAsked(trace, each, recipe, 1, 4, 2, LABELS, OFFSET))
    np.testing.assert_array_equal(again.allowed, shown.allowed)
    assert (shown.q, shown.k, shown.reasons) == (7, 2, ((),) * TOKENS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"head": 2}, "head 2, row 4, key 2 is outside 2 × 6 × 6"),
        ({"q_row": 6}, "row 6"),
        ({"reasons": [["why"]]}, "6 tokens and 1 reasons for 6 keys"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_numbers(change, message):
    with pytest.raises(ValueError, match=message):
        row(Recipe(), **change)


def test_a_query_that_is_no_key_brings_its_own_token():
    """In cross-attention row 5 may be asked by a token that is not among the keys at all."""
    assert row(Recipe(), q_row=2)[1].query_token == "t5"
    assert row(Recipe(), q_row=4)[1].query_token == ""  # position 7 of 6 tokens
    shown = row(Recipe(), q_row=4, query_token="-")[1]
    assert (shown.query_token, shown.tokens) == ("-", tuple(LABELS))
