"""The encoder-decoder against a second one, written with torch's own MultiheadAttention."""

import math
from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from maskviz.models.attention import Recipe
from maskviz.models.dates import Dates, DatesShape, sinusoids
from maskviz.models.tokenizer import PAD, START

SHAPE = DatesShape(source_vocab=30, target_vocab=14, layers=2, heads=4, d_model=32)
LENGTHS = (9, 12, 5)


@pytest.fixture(scope="module")
def model():
    """A model whose every matrix says something, as a new one's projections are zero."""
    torch.manual_seed(0)
    model = Dates(SHAPE).eval().requires_grad_(False)
    for name, weight in model.named_parameters():
        noise = torch.randn_like(weight)
        if "embed" not in name:
            weight.copy_(2 * noise * weight.shape[-1] ** -0.5 if weight.ndim > 1 else 1 + noise / 5)
    return model


@pytest.fixture(scope="module")
def source():
    """Three texts of 9, 12 and 5 characters in rows of 12."""
    rows = torch.randint(3, 30, (3, 12), generator=torch.Generator().manual_seed(1))
    for row, length in zip(rows, LENGTHS, strict=True):
        row[length:] = PAD
    return rows


@pytest.fixture(scope="module")
def target():
    rows = torch.randint(3, 14, (3, 10), generator=torch.Generator().manual_seed(2))
    rows[:, 0] = START
    return rows


def waves(count, d_model):
    """Vaswani's formula, number by number."""
    rates = [10_000 ** (-(i - i % 2) / d_model) for i in range(d_model)]
    turn = (math.sin, math.cos)
    return torch.tensor([[turn[i % 2](p * r) for i, r in enumerate(rates)] for p in range(count)])


def mha(layer, x, y, **blocked):
    """The layer's weights in torch's own module, whose masks say True for blocked."""
    d_model = x.shape[-1]
    theirs = nn.MultiheadAttention(d_model, layer.heads, bias=False, batch_first=True)
    parts = torch.cat((layer.query.weight, layer.key.weight, layer.value.weight))
    theirs.load_state_dict({"in_proj_weight": parts, "out_proj.weight": layer.project.weight})
    return theirs.eval()(x, y, y, need_weights=False, **blocked)[0]


def second_opinion(model, source, target, encoder, decoder, cross):
    """Logits; each mask is a list of MultiheadAttention's arguments, one a layer."""
    scale, d_model = SHAPE.d_model**0.5, SHAPE.d_model

    def norm(module, x):
        return F.rms_norm(x, (d_model,), module.weight)

    def fed(block, x):
        h = F.gelu(F.linear(norm(block.norm_feed_forward, x), block.feed_forward[0].weight))
        return x + F.linear(h, block.feed_forward[2].weight)

    x = model.embed_source.weight[source] * scale + waves(source.shape[1], d_model)
    for block, blocked in zip(model.encoder_blocks, encoder, strict=True):
        h = norm(block.norm_attention, x)
        x = fed(block, x + mha(block.attention, h, h, **blocked))
    memory = norm(model.encoder_norm, x)
    x = model.embed_target.weight[target] * scale + waves(target.shape[1], d_model)
    for block, own, across in zip(model.decoder_blocks, decoder, cross, strict=True):
        h = norm(block.norm_attention, x)
        x = x + mha(block.attention, h, h, **own)
        x = x + mha(block.cross, norm(block.norm_cross, x), memory, **across)
        x = fed(block, x)
    return F.linear(norm(model.decoder_norm, x), model.embed_target.weight)


def test_the_forward_pass_agrees_with_torchs_own_attention(model, source, target):
    padding = [{"key_padding_mask": source == PAD}] * 2
    future = [{"attn_mask": torch.ones(10, 10, dtype=torch.bool).triu(1)}] * 2
    expected = second_opinion(model, source, target, padding, future, padding)
    found = model(source, target, source != PAD)
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=0)
    traced = model.run(source, target, model.own_masks(source != PAD)).logits
    torch.testing.assert_close(traced, found, atol=1e-5, rtol=0)
    unmasked = second_opinion(model, source, target, [{}] * 2, future, [{}] * 2)
    torch.testing.assert_close(model(source, target, None), unmasked, atol=1e-4, rtol=0)
    assert (found - unmasked).abs().max() > 0.1


@pytest.mark.parametrize("seed", range(3))
def test_the_trace_agrees_with_it_under_any_mask(model, source, target, seed):
    """Every part, layer, text and head has its own random mask; each query keeps one key."""
    dice = torch.Generator().manual_seed(seed)
    sizes = {"encoder": (12, 12), "decoder": (10, 10), "cross": (10, 12)}
    allowed, theirs = {}, {}
    for part, size in sizes.items():
        mask = torch.rand(2, 3, 4, *size, generator=dice) < 0.4
        mask[..., torch.arange(size[0]), torch.arange(size[0])] = True
        allowed[part] = mask
        theirs[part] = [{"attn_mask": ~layer.flatten(0, 1)} for layer in mask]
    run = model.run(source, target, allowed)
    expected = second_opinion(model, source, target, **theirs)
    torch.testing.assert_close(run.logits, expected, atol=1e-4, rtol=0)
    for part, (queries, keys) in sizes.items():
        for layer, heads in enumerate(run.heads[part]):
            assert heads.trace.weights.shape == (3, 4, queries, keys)
            assert not heads.trace.weights[~allowed[part][layer]].any()


def test_padding_changes_nothing_with_the_mask_and_much_without(model, source, target):
    wide = F.pad(source, (0, 12), value=PAD)
    masked = [model(rows, target, rows != PAD) for rows in (source, wide)]
    torch.testing.assert_close(*masked, atol=1e-5, rtol=0)
    for row, length in enumerate(LENGTHS):
        alone = model(source[row : row + 1, :length], target[row : row + 1])
        torch.testing.assert_close(masked[1][row], alone[0], atol=1e-5, rtol=0)
    plain = [model(rows, target) for rows in (source, wide)]
    assert (plain[0] - plain[1]).abs().max() > 0.1


@pytest.mark.parametrize("part", ["encoder", "cross"])
def test_either_mask_alone_does_not_keep_padding_out(model, source, target, part):
    allowed = model.own_masks(source != PAD)
    allowed[part] = torch.ones_like(allowed[part])
    moved = model.run(source, target, allowed).logits - model(source, target, source != PAD)
    assert moved.abs().amax(dim=(1, 2))[[0, 2]].min() > 0.05
    assert moved[1].abs().max() < 1e-5  # the longest text has no padding


def test_a_mask_of_one_layer_and_head_reaches_that_one(model, source, target):
    allowed = model.own_masks(torch.ones_like(source, dtype=torch.bool))
    mask = allowed["cross"].expand(2, 3, 4, 10, 12).clone()
    mask[1, 2, 3, :, 4:] = False
    run = model.run(source, target, {**allowed, "cross": mask})
    for layer, heads in enumerate(run.heads["cross"]):
        unread = (heads.trace.weights[..., 4:] == 0).all(dim=-1).all(dim=-1)
        assert unread.nonzero().tolist() == ([[2, 3]] if layer == 1 else [])


def test_the_ways_pass_every_station_in_order_and_add_up(model, source, target):
    run = model.run(source, target, model.own_masks(source != PAD))
    attend = ["norm_attention", "attention", "add_attention"]
    feed = ["norm_feed_forward", "feed_forward", "add_feed_forward"]
    block = [*attend, "norm_cross", "cross", "add_cross", *feed]
    assert run.residual["cross"] is run.residual["decoder"]
    for part, slugs in (("encoder", attend + feed), ("decoder", block)):
        way = run.residual[part]
        assert [stop.slug for stop in way] == ["embed", *slugs * 2, "norm"]
        assert [s.layer for s in way] == [None, *[0] * len(slugs), *[1] * len(slugs), None]
        for before, stop in pairwise(way):
            if stop.slug.startswith("add"):
                torch.testing.assert_close(stop.x, stop.before + before.x)
            else:
                assert stop.before is before.x
    for part, slug in (("encoder", "attention"), ("decoder", "attention"), ("cross", "cross")):
        added = [s.x for s in run.residual[part] if s.slug == slug]
        assert [h.projected is x for h, x in zip(run.heads[part], added, strict=True)] == [True] * 2
    last = run.residual["decoder"][-1].x
    torch.testing.assert_close(run.logits, last @ model.embed_target.weight.T)


def test_the_answer_is_the_likeliest_character_each_time(model, source):
    real = source != PAD
    expected = torch.full((3, 1), START)
    for _ in range(10):
        likeliest = model(source, expected, real)[:, -1].argmax(dim=-1)
        expected = torch.cat((expected, likeliest[:, None]), dim=1)
    allowed = model.own_masks(real)
    found = model.answer(source, allowed)
    assert torch.equal(found, expected)
    run = model.run(source, found[:, :-1], allowed)
    assert torch.equal(run.logits.argmax(dim=-1), found[:, 1:])
    assert torch.equal(model.answer(source, allowed, steps=4), expected[:, :5])


def test_the_answer_obeys_masks_and_recipe(model, source):
    allowed = model.own_masks(source != PAD)
    usual = model.answer(source, allowed)
    blind = {**allowed, "cross": torch.zeros_like(allowed["cross"])}
    answers = model.answer(source, blind)
    assert torch.equal(answers, answers[:1].expand_as(answers))  # it cannot tell the texts apart
    assert not torch.equal(usual, answers)
    assert not torch.equal(usual, model.answer(source, allowed, Recipe(divide="nothing")))
    empty = model.own_masks(torch.zeros_like(source, dtype=torch.bool))
    assert model.run(source, usual[:, :-1], empty).logits.isfinite().all()


def test_positions_are_the_formulas_of_the_paper():
    torch.testing.assert_close(sinusoids(96, 32), waves(96, 32), atol=1e-5, rtol=0)
