"""A row with a cap, a bias, a sink or a gate still adds up, number by number."""

from itertools import product
from typing import get_args

import numpy as np
import pytest
import torch

from maskviz.analysis.arithmetic import RowAsked, row_of
from maskviz.analysis.remarks import remarks
from maskviz.models.attention import Blocking, Precision, Recipe, attend
from maskviz.models.score_mod import ScoreMod

HEADS, TOKENS, WIDTH = 2, 6, 4
LABELS = [f"t{i}" for i in range(TOKENS)]
BIAS = torch.randn(HEADS, TOKENS, TOKENS, generator=torch.Generator().manual_seed(8))


def mask():
    allowed = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()
    allowed[:, 0] = False
    allowed[2] = False
    return allowed


def row(score_mod, recipe=Recipe(), q_row=4, k=2, head=1):
    dice = torch.Generator().manual_seed(7)
    q, key, v = (2 * torch.randn(1, HEADS, TOKENS, WIDTH, generator=dice) for _ in range(3))
    trace = attend(q, key, v, mask(), recipe, score_mod=score_mod)
    asked = RowAsked(trace, trace.allowed[0], recipe, head, q_row, k, LABELS, score_mod=score_mod)
    return trace, row_of(asked)


def redone(shown, recipe, score_mod):
    """From the raw scores to those of the softmax, by the lines that are shown."""
    scores = shown.raw.astype(np.float64)
    for after in (False, True):
        if after and recipe.blocking not in ("after", "renormalised"):
            closed = {"sdpa": -np.inf, "infinity": -np.inf, "write": -3.0, "zero": 0.0}
            scores = np.where(shown.allowed, scores, closed.get(recipe.blocking, scores - 3.0))
        for step in shown.steps:
            if step.after == after:
                cap = score_mod.softcap and score_mod.softcap * np.tanh(scores / score_mod.softcap)
                if step.kind == "cap":
                    np.testing.assert_allclose(step.numbers, cap, atol=5e-2)
                scores = cap if step.kind == "cap" else scores + step.numbers
    return scores


EXTRAS = [
    ScoreMod(
        softcap=cap, bias=bias, sink=sink, cap_after_mask=late, bias_after_mask=not late or last
    )
    for cap, bias, sink, late, last in product(
        (None, 2.0), (None, BIAS, BIAS[:1]), (None, torch.tensor([0.5, -1.0])), (0, 1), (0, 1)
    )
]
TOLERANCE = {"float32": 1e-5, "float16": 5e-3, "bfloat16": 4e-2}


@pytest.mark.parametrize("precision", get_args(Precision))
@pytest.mark.parametrize("blocking", get_args(Blocking))
def test_every_line_follows_from_the_one_before(blocking, precision):
    recipe = Recipe(blocking=blocking, fill=-3.0, precision=precision)
    for score_mod, q_row in product(EXTRAS, (2, 4)):
        trace, shown = row(score_mod, recipe, q_row)
        near = TOLERANCE[precision]
        expected = [("cap", bool(score_mod.cap_after_mask))] * (score_mod.softcap is not None)
        expected += [("bias", bool(score_mod.bias_after_mask))] * (score_mod.bias is not None)
        assert sorted((s.kind, s.after) for s in shown.steps) == sorted(expected)
        np.testing.assert_allclose(
            redone(shown, recipe, score_mod), shown.masked, atol=near, rtol=near / 4
        )
        if shown.maximum == -np.inf:
            continue  # an empty row, which has its own tests
        exponentials = np.exp(shown.masked.astype(np.float64) - shown.maximum)
        np.testing.assert_allclose(shown.exponentials, exponentials, rtol=1e-12)
        sunk = 0 if shown.sink is None else np.exp(shown.sink - shown.maximum)
        np.testing.assert_allclose(shown.total, exponentials.sum() + sunk, rtol=1e-12)
        if blocking not in ("after", "renormalised"):
            trusted = trace.weights[0, 1, q_row].numpy()
            np.testing.assert_allclose(shown.shares, trusted, atol=near)


def test_one_bias_for_all_heads_is_everybodys():
    for head in range(HEADS):
        step = row(ScoreMod(bias=BIAS[:1]), head=head)[1].steps[0]
        np.testing.assert_array_equal(step.numbers, BIAS[0, 4])


def test_nothing_besides_leaves_the_row_as_it_was():
    _, shown = row(None)
    assert (shown.steps, shown.softcap, shown.sink, shown.caps_blocked) == ((), None, None, False)
    np.testing.assert_array_equal(shown.scores, shown.raw)


def test_what_a_gate_dropped_is_blocked_in_the_row():
    score_mod = ScoreMod(gates=(None, ("top_k", {"keep": 2})))
    _, shown = row(score_mod)
    best = np.argsort(-np.where(mask()[4], shown.raw, -np.inf))[:2]
    assert set(np.flatnonzero(shown.allowed)) == set(best)
    assert (shown.masked[~shown.allowed] == -np.inf).all() and remarks(shown) == []


def test_the_leak_of_a_late_cap_is_its_weight():
    trace, shown = row(ScoreMod(softcap=3.0, cap_after_mask=True))
    leaked = trace.weights[0, 1, 4][~mask()[4]].sum().item()
    (said,) = remarks(shown)
    assert "−∞ became −3" in said and f"blocked keys get {leaked:.2g} of 1" in said


def test_the_sink_says_what_it_took():
    trace, shown = row(ScoreMod(sink=torch.tensor([0.0, 2.0])))
    kept = trace.weights[0, 1, 4].sum().item()
    (said,) = remarks(shown)
    assert said.startswith(f"The sink, of score 2, took {1 - kept:.2g} of 1")
    assert said.endswith(f"add up to {kept:.2g}.")
    rescaled = remarks(row(ScoreMod(sink=torch.zeros(2)), Recipe(blocking="renormalised"))[1])
    assert any("rescaled after it" in s for s in rescaled)


@pytest.mark.parametrize(
    ("score_mod", "recipe", "sentence"),
    [
        (ScoreMod(sink=torch.zeros(2)), Recipe(), "Σ is the sink's alone"),
        (ScoreMod(sink=torch.zeros(2)), Recipe(blocking="infinity"), "none is NaN"),
        (ScoreMod(softcap=2.0), Recipe(), "SDPA writes zeros"),
        (ScoreMod(softcap=2.0, cap_after_mask=True), Recipe(), "−∞ became −2, and it reads all"),
        (
            ScoreMod(bias=BIAS, bias_after_mask=True),
            Recipe(blocking="write"),
            "together get 1 of 1",
        ),
        (ScoreMod(bias=BIAS), Recipe(blocking="add", fill=-1e4), "as if there were no mask"),
    ],
)
def test_an_empty_row_is_explained(score_mod, recipe, sentence):
    trace, shown = row(score_mod, recipe, q_row=2)
    said = remarks(shown)
    assert any("Query 2 has nothing to read" in s and sentence in s for s in said), said
    assert trace.weights[0, 1, 2].isfinite().all()
