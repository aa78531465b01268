"""What opening a mask does, against a model written with torch's own functions alone."""

import math

import pytest
import torch
import torch.nn.functional as F

from maskviz.analysis.cheat import (
    alone_losses,
    last_row_moves,
    opened,
    opened_losses,
    score_gaps,
    stranger_losses,
)
from maskviz.models.parts import turn_of, turned

TEXT = (
    "Once upon a time there was a king who had three sons. The eldest was strong, and the second "
    "was clever, but the youngest was kind."
)


@pytest.fixture(scope="module")
def story(shipped):
    """Two windows of equal length: tokens and targets, each (2, n)."""
    other = "The wolf went into the forest and met an old woman, who said to him: 'Good morning.'"
    ids = [shipped.tokenizer.row(text).ids[:22] for text in (TEXT, other)]
    rows = torch.tensor(ids)
    assert rows.shape == (2, 22)
    return rows[:, :-1], rows[:, 1:]


@torch.inference_mode()
def walk(model, x, masks, blocks, scores=None):
    """Some blocks with torch's own attention; masks are one a block, broadcast to (head, q, k)."""
    place = torch.arange(x.shape[-2])
    for block, mask in zip(blocks, masks, strict=True):
        part, normed = block.attention, block.norm_attention(x)
        q, k, v = (
            F.linear(normed, w.weight).unflatten(-1, (6, 32)).transpose(1, 2)
            for w in (part.query, part.key, part.value)
        )
        turn = turn_of(place, q.shape[-1])
        q, k = turned(q, turn), turned(k, turn)
        if scores is not None:
            scores.append(torch.einsum("bhqd,bhkd->bhqk", q, k) / math.sqrt(32))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + part.project(seen.transpose(1, 2).flatten(-2))
        x = x + block.feed_forward(block.norm_feed_forward(x))
    return x


def embedded(model, tokens):
    return model.embed.weight[tokens] * math.sqrt(192)


@torch.inference_mode()
def plain(model, tokens, masks, scores=None):
    x = walk(model, embedded(model, tokens), masks, model.blocks, scores)
    return model.norm(x) @ model.embed.weight.T


def nats(logits, targets):
    return F.cross_entropy(logits.transpose(1, 2), targets, reduction="none")


def masks(n, open_layers):
    low, every = torch.ones(n, n, dtype=torch.bool).tril(), torch.ones(n, n, dtype=torch.bool)
    return [every if layer in open_layers else low for layer in range(4)]


@pytest.mark.parametrize("layers", [(), (0,), (3,), (1, 2), (0, 1, 2, 3)], ids=str)
def test_opened_layers_are_what_torch_makes_of_them(shipped, story, layers):
    tokens, targets = story
    found = opened_losses(shipped.model, tokens, targets, opened(shipped.shape, 21, layers))
    expected = nats(plain(shipped.model, tokens, masks(21, layers)), targets)
    torch.testing.assert_close(found, expected, atol=2e-4, rtol=0)


def test_one_opened_head_is_what_torch_makes_of_it(shipped, story):
    tokens, targets = story
    cells = masks(21, ())
    cells[2] = cells[2].repeat(6, 1, 1)
    cells[2][4] = True
    found = opened_losses(shipped.model, tokens, targets, opened(shipped.shape, 21, [2], [4]))
    expected = nats(plain(shipped.model, tokens, cells), targets)
    torch.testing.assert_close(found, expected, atol=2e-4, rtol=0)
    assert (found - nats(plain(shipped.model, tokens, masks(21, ())), targets)).abs().max() > 1e-3


def test_raw_scores_differ_as_torch_says_and_never_in_layer_0(shipped, story):
    tokens, _ = story
    causal, without = [], []
    plain(shipped.model, tokens, masks(21, ()), causal)
    plain(shipped.model, tokens, masks(21, range(4)), without)
    found = score_gaps(shipped.model, tokens)
    assert found[0] == (0.0, 0.0)
    for (mean, most), a, b in zip(found, causal, without, strict=True):
        assert mean == pytest.approx((a - b).abs().mean().item(), abs=1e-4)
        assert most == pytest.approx((a - b).abs().max().item(), abs=1e-3)
    assert all(mean > 0.1 for mean, _ in found[1:])


def test_the_last_row_does_not_notice_that_the_last_layer_is_open(shipped, story):
    moves = last_row_moves(shipped.model, story[0])
    assert moves[-1] < 1e-4 and min(moves[:-1]) > 0.1


def test_a_stranger_that_is_oneself_is_the_layer_opened(shipped, story):
    tokens, targets = (rows[:1].repeat(2, 1) for rows in story)
    for layer in range(4):
        mine = opened_losses(shipped.model, tokens, targets, opened(shipped.shape, 21, [layer]))
        found = stranger_losses(shipped.model, tokens, targets, layer)
        torch.testing.assert_close(found, mine, atol=2e-4, rtol=0)


def test_a_row_of_a_stranger_reads_its_own_past_and_the_other_s_future(shipped, story):
    """Layer 0 row by row: row t of the text that is this one up to t and the other one after."""
    tokens, targets = story
    model, read = shipped.model, []
    for t in range(21):
        mixed = torch.cat((tokens[:1, : t + 1], tokens[1:, t + 1 :]), dim=1)
        open_row = torch.ones(21, 21, dtype=torch.bool)
        read.append(walk(model, embedded(model, mixed), [open_row], model.blocks[:1])[:, t])
    x = walk(model, torch.stack(read, dim=1), masks(21, ())[1:], model.blocks[1:])
    expected = nats(model.norm(x) @ model.embed.weight.T, targets[:1])[0]
    found = stranger_losses(model, tokens, targets, 0)
    torch.testing.assert_close(found[0], expected, atol=2e-4, rtol=0)


def test_a_prefix_alone_is_asked_without_its_future(shipped, story):
    tokens, targets = story
    found = alone_losses(shipped.model, tokens, targets, (1, 8, 21))
    for column, m in enumerate((1, 8, 21)):
        logits = plain(shipped.model, tokens[:, :m], [torch.ones(m, m, dtype=torch.bool)] * 4)
        expected = nats(logits, targets[:, :m])[:, -1]
        torch.testing.assert_close(found[:, column], expected, atol=2e-4, rtol=0)
    changed = torch.cat((tokens[:, :8], tokens.flip(0)[:, 8:]), dim=1)
    assert torch.equal(found[:, 1], alone_losses(shipped.model, changed, targets, (8,))[:, 0])
