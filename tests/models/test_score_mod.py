"""Biases, caps and sinks in attention, against the libraries that have them."""

import math
from types import SimpleNamespace

import pytest
import torch
import torch.nn.functional as F
from torch.nn.attention.flex_attention import flex_attention

from maskviz.masks.biases import BIASES
from maskviz.models.attention import Recipe, attend
from maskviz.models.score_mod import ScoreMod

HEADS, D_HEAD = 4, 8


def inputs(queries=7, keys=9, seed=0, scale=1.5):
    dice = torch.Generator().manual_seed(seed)
    return [scale * torch.randn(2, HEADS, n, D_HEAD, generator=dice) for n in (queries, keys, keys)]


def mask(queries=7, keys=9, seed=1):
    """Any cells, but no empty row."""
    allowed = torch.rand(queries, keys, generator=torch.Generator().manual_seed(seed)) < 0.5
    allowed[:, 0] = True
    return allowed


def random_bias(queries=7, keys=9):
    return 2 * torch.randn(HEADS, queries, keys, generator=torch.Generator().manual_seed(4))


def minus_infinity(allowed):
    return torch.zeros(allowed.shape).masked_fill(~allowed, -math.inf)


def test_nothing_besides_changes_no_bit():
    q, k, v = inputs()
    allowed = mask()
    allowed[3] = False
    for recipe in (Recipe(), Recipe(blocking="add"), Recipe(precision="float16")):
        bare, none = (
            attend(q, k, v, allowed, recipe),
            attend(q, k, v, allowed, recipe, score_mod=None),
        )
        empty = attend(q, k, v, allowed, recipe, score_mod=ScoreMod(gates=(None,) * HEADS))
        for name in ("raw", "masked", "weights", "output", "allowed"):
            for other in (none, empty):
                same = torch.equal(
                    getattr(bare, name).nan_to_num(), getattr(other, name).nan_to_num()
                )
                assert same, name


def test_a_bias_is_a_float_mask_of_sdpa():
    q, k, v = inputs()
    allowed, bias = mask(), random_bias()
    expected = F.scaled_dot_product_attention(q, k, v, attn_mask=bias + minus_infinity(allowed))
    found = attend(q, k, v, allowed, score_mod=ScoreMod(bias=bias))
    torch.testing.assert_close(found.output, expected, atol=1e-5, rtol=0)
    torch.testing.assert_close(found.raw, q @ k.mT / math.sqrt(D_HEAD), atol=1e-5, rtol=0)


@pytest.mark.parametrize("cap", [1.0, 5.0, 50.0])
def test_the_cap_is_that_of_gemma_2(cap):
    from transformers.models.gemma2.modeling_gemma2 import eager_attention_forward

    q, k, v = inputs(scale=3)
    allowed, module = mask(), SimpleNamespace(num_key_value_groups=1, training=False)
    output, weights = eager_attention_forward(
        module, q, k, v, minus_infinity(allowed), scaling=D_HEAD**-0.5, softcap=cap
    )
    found = attend(q, k, v, allowed, score_mod=ScoreMod(softcap=cap))
    torch.testing.assert_close(found.weights, weights, atol=1e-5, rtol=0)
    torch.testing.assert_close(found.output, output.transpose(1, 2), atol=1e-5, rtol=0)


def test_the_sink_is_that_of_gpt_oss():
    from transformers.models.gpt_oss.modeling_gpt_oss import eager_attention_forward

    q, k, v = inputs()
    allowed, sink = mask(), torch.tensor([-2.0, 0.0, 1.5, 9.0])
    module = SimpleNamespace(num_key_value_groups=1, training=False, sinks=sink)
    output, weights = eager_attention_forward(
        module, q, k, v, minus_infinity(allowed), scaling=D_HEAD**-0.5
    )
    found = attend(q, k, v, allowed, score_mod=ScoreMod(sink=sink))
    torch.testing.assert_close(found.weights, weights, atol=1e-5, rtol=0)
    torch.testing.assert_close(found.output, output.transpose(1, 2), atol=1e-5, rtol=0)
    assert (found.weights.sum(dim=-1)[:, 3] < 0.9).all()


@pytest.mark.filterwarnings("ignore:flex_attention called without torch.compile")
def test_cap_bias_and_mask_in_one_score_mod_of_flex_attention():
    """The order is its own: cap, then bias, then mask."""
    q, k, v = inputs(16, 16)
    allowed, bias = mask(16, 16), random_bias(16, 16)

    def score_mod(score, b, h, i, j):
        score = 3.0 * torch.tanh(score / 3.0) + bias[h, i, j]
        return torch.where(allowed[i, j], score, -math.inf)

    expected = flex_attention(q, k, v, score_mod=score_mod)
    found = attend(q, k, v, allowed, score_mod=ScoreMod(bias=bias, softcap=3.0))
    torch.testing.assert_close(found.output, expected, atol=1e-5, rtol=0)


def test_alibi_of_bloom_in_attention():
    from transformers.models.bloom.modeling_bloom import build_alibi_tensor

    q, k, v = inputs(9, 9)
    causal = torch.ones(9, 9, dtype=torch.bool).tril()
    alibi = build_alibi_tensor(torch.ones(1, 9), HEADS, torch.float32)
    expected = F.scaled_dot_product_attention(q, k, v, alibi + minus_infinity(causal))
    score_mod = ScoreMod(**BIASES["alibi"].parts(HEADS, 9, 9))
    found = attend(q, k, v, causal, score_mod=score_mod).output
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)


def test_a_cap_after_the_mask_gives_blocked_keys_weight():
    q, k, v = inputs()
    allowed = mask()
    late = attend(q, k, v, allowed, score_mod=ScoreMod(softcap=4.0, cap_after_mask=True))
    assert (late.masked[..., ~allowed] == -4).all()
    expected = (4 * torch.tanh((late.raw + minus_infinity(allowed)) / 4)).softmax(dim=-1)
    torch.testing.assert_close(late.weights, expected)
    assert late.weights[..., ~allowed].min() > 0
    early = attend(q, k, v, allowed, score_mod=ScoreMod(softcap=4.0))
    assert not early.weights[..., ~allowed].any()


@pytest.mark.parametrize("blocking", ["sdpa", "write", "zero", "add"])
def test_a_bias_after_the_mask_reaches_what_the_fill_wrote(blocking):
    q, k, v = inputs()
    allowed, bias, recipe = mask(), random_bias(), Recipe(blocking=blocking, fill=-3.0)
    before = attend(q, k, v, allowed, recipe, score_mod=ScoreMod(bias=bias))
    after = attend(q, k, v, allowed, recipe, score_mod=ScoreMod(bias=bias, bias_after_mask=True))
    fill = {"sdpa": -math.inf, "write": -3.0, "zero": 0.0, "add": None}[blocking]
    if fill is None:
        torch.testing.assert_close(after.masked, before.masked)
        return
    closed = ~allowed.expand_as(before.masked)
    assert (before.masked[closed] == fill).all()
    torch.testing.assert_close(after.masked[closed], (bias + fill).expand_as(after.masked)[closed])
    torch.testing.assert_close(after.masked[~closed], before.masked[~closed])


def test_with_a_sink_an_empty_row_is_zeros_and_no_nan():
    q, k, v = inputs()
    allowed = mask()
    allowed[2] = False
    for blocking in ("sdpa", "infinity"):
        found = attend(
            q, k, v, allowed, Recipe(blocking=blocking), score_mod=ScoreMod(sink=torch.zeros(4))
        )
        assert not found.weights[:, :, 2].any() and found.output.isfinite().all()
    capped = attend(q, k, v, allowed, score_mod=ScoreMod(softcap=2.0, cap_after_mask=True))
    torch.testing.assert_close(capped.weights[:, :, 2], torch.full((2, 4, 9), 1 / 9))


def test_a_part_of_the_queries_and_keys():
    bias = random_bias()
    score_mod = ScoreMod(bias=bias, softcap=3.0, sink=torch.zeros(4))
    cut = score_mod.cut(2, 5)
    assert (
        torch.equal(cut.bias, bias[:, :2, :5]) and cut.softcap == 3.0 and cut.sink is score_mod.sink
    )
    bare = ScoreMod(softcap=3.0)
    assert bare.cut(2, 5) is bare and bare.to("cpu") is bare
    assert score_mod.to("cpu").bias.device.type == "cpu"
