"""What a number format and a fill do to a row of scores: overflow, rounding, leaks."""

import math

import pytest
import torch

from maskviz.models.attention import Recipe, attend


def one_row(scores, allowed, recipe):
    """Masked scores and weights of a single row whose raw scores are given."""
    q = torch.tensor(scores).view(1, 1, 1, -1)
    n = len(scores)
    found = attend(q, torch.eye(n)[None, None], torch.eye(n)[None, None], allowed, recipe)
    return found.masked.flatten(), found.weights.flatten()


@pytest.mark.parametrize("fill", [-1e5, -1e9])
def test_float16_makes_minus_infinity_of_a_large_fill(fill):
    allowed = torch.tensor([True, False, True])
    for blocking in ("add", "write"):
        recipe = Recipe("nothing", blocking, fill, "float16")
        masked, weights = one_row([1.0, 2.0, 3.0], allowed, recipe)
        assert masked.dtype == torch.float16 and masked[1] == -math.inf and weights[1] == 0
        empty = one_row([1.0, 2.0, 3.0], torch.zeros(3, dtype=torch.bool), recipe)[1]
        assert empty.isnan().all()
        kept = one_row([1.0, 2.0, 3.0], allowed, Recipe("nothing", blocking, fill, "bfloat16"))[0]
        assert kept[1].isfinite() and kept[1] < -9e4


def test_float16_overflows_on_large_scores():
    """Scores beyond 65,504 become infinite, and a row with ∞ has no softmax."""
    masked, weights = one_row(
        [7e4, 1.0], torch.tensor([True, True]), Recipe("nothing", precision="float16")
    )
    assert masked[0] == math.inf and weights.isnan().any()
    weights = one_row([7e4, 1.0], torch.tensor([True, True]), Recipe("nothing"))[1]
    assert weights.tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    "precision, masked", [("float32", -9996.75), ("float16", -10000), ("bfloat16", -9984)]
)
def test_a_score_is_swallowed_by_a_fill_in_short_formats(precision, masked):
    """3.25 added to −1e4: float16 has steps of 8 there, bfloat16 of 64."""
    recipe = Recipe("nothing", "add", -1e4, precision)
    found = one_row([3.25, 0.0], torch.tensor([False, True]), recipe)[0]
    assert found[0].item() == masked


@pytest.mark.parametrize("precision, step", [("float16", 2**-10), ("bfloat16", 2**-7)])
def test_short_formats_round_scores(precision, step):
    """The result is near the float32 one, not equal to it, and comes back as float32."""
    dice = torch.Generator().manual_seed(0)
    q, k, v = (torch.randn(1, 3, 6, 8, generator=dice) for _ in range(3))
    allowed = torch.ones(6, 6, dtype=torch.bool).tril()
    short = attend(q, k, v, allowed, Recipe(precision=precision))
    exact = attend(q, k, v, allowed)
    assert short.weights.dtype == short.output.dtype == torch.float32
    gap = (short.weights - exact.weights).abs().max()
    assert 0 < gap < 4 * step


def test_leak_shrinks_with_the_fill():
    """What an added number lets through: about e to the fill."""
    leaks = []
    for fill in (-1.0, -3.0, -10.0, -30.0):
        _, weights = one_row(
            [0.0, 0.0], torch.tensor([True, False]), Recipe("nothing", "add", fill)
        )
        assert weights[1].item() == pytest.approx(math.exp(fill) / (1 + math.exp(fill)), rel=1e-4)
        leaks.append(weights[1].item())
    assert leaks == sorted(leaks, reverse=True)
