"""The decoder against a second one, written from torch's own parts and complex numbers."""

import pytest
import torch
import torch.nn.functional as F

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.models.batch import Batch
from maskviz.models.gpt import GPT, Shape

TEXT = "Once upon a time there was a king, and he had three sons."


def turned(x, positions):
    """RoPE as multiplication of complex numbers: pair (i, i + half) is one number."""
    half = x.shape[-1] // 2
    rates = torch.tensor([10_000 ** (-i / half) for i in range(half)])
    turns = torch.polar(torch.ones(len(positions), half), positions[:, None] * rates)
    numbers = torch.complex(x[..., :half], x[..., half:]) * turns
    return torch.cat((numbers.real, numbers.imag), dim=-1)


def norm(x, weight):
    return F.rms_norm(x, weight.shape, weight)


def second_opinion(model, tokens, allowed):
    """Logits (token, vocab) of one text under masks (layer, head, query, key), from the weights."""
    w, heads = model.state_dict(), model.shape.heads
    x = w["embed.weight"][tokens] * model.shape.d_model**0.5
    positions = torch.arange(len(tokens))
    for layer, mask in enumerate(allowed):
        name = f"blocks.{layer}"
        h = norm(x, w[f"{name}.norm_attention.weight"])
        q, k, v = (
            F.linear(h, w[f"{name}.attention.{part}.weight"])
            .view(len(tokens), heads, -1)
            .transpose(0, 1)
            for part in ("query", "key", "value")
        )
        q, k = turned(q, positions), turned(k, positions)
        out = F.scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask[None])[0]
        x = x + F.linear(
            out.transpose(0, 1).reshape(len(tokens), -1), w[f"{name}.attention.project.weight"]
        )
        h = norm(x, w[f"{name}.norm_feed_forward.weight"])
        h = F.gelu(F.linear(h, w[f"{name}.feed_forward.0.weight"]))
        x = x + F.linear(h, w[f"{name}.feed_forward.2.weight"])
    return F.linear(norm(x, w["norm.weight"]), w["embed.weight"])


@pytest.fixture(scope="module")
def tokens(shipped):
    return Batch.of(shipped.tokenizer, [TEXT], limit=256).ids


def causal(n):
    return torch.ones(n, n, dtype=torch.bool).tril()


def spread(shipped, mask):
    """One matrix (or head, query, key) for every layer: (layer, 1, head or 1, query, key)."""
    return mask.expand(shipped.shape.layers, 1, shipped.shape.heads, *mask.shape[-2:])


def test_the_trace_agrees_with_the_forward_pass(shipped, tokens):
    with torch.inference_mode():
        plain = shipped.model(tokens)
    traced = shipped.model.run(tokens, spread(shipped, causal(tokens.shape[1]))).logits
    torch.testing.assert_close(traced, plain, atol=1e-4, rtol=0)


@pytest.mark.parametrize("seed", range(4))
def test_the_trace_agrees_with_a_second_decoder_under_any_mask(shipped, tokens, seed):
    """Every layer and head has its own random mask; some rows are empty."""
    n, shape = tokens.shape[1], shipped.shape
    dice = torch.Generator().manual_seed(seed)
    allowed = torch.rand(shape.layers, shape.heads, n, n, generator=dice) < 0.4
    allowed[:, :, 3] = False
    run = shipped.model.run(tokens, allowed[:, None])
    expected = second_opinion(shipped.model, tokens[0], allowed)
    torch.testing.assert_close(run.logits[0], expected, atol=1e-4, rtol=0)
    assert not run.heads["self"][0].trace.output[0, :, 3].any()


def test_the_order_of_layers_and_heads(shipped, tokens):
    """A mask given to one layer, or one head, reaches that one."""
    n, shape = tokens.shape[1], shipped.shape
    allowed = causal(n).repeat(shape.layers, 1, shape.heads, 1, 1)
    allowed[2, 0, 4] = torch.eye(n, dtype=torch.bool)
    run = shipped.model.run(tokens, allowed)
    for layer, found in enumerate(run.heads["self"]):
        seen = found.trace.weights[0] > 0
        for head in range(shape.heads):
            only_self = bool((seen[head] == torch.eye(n, dtype=torch.bool)).all())
            assert only_self == ((layer, head) == (2, 4))


def test_stations_add_up(shipped, tokens):
    run = shipped.model.run(tokens, spread(shipped, causal(tokens.shape[1])))
    x, *activations, normed = (stop.x for stop in run.residual["self"])
    head = shipped.shape.d_head
    for layer, block in enumerate(shipped.model.blocks):
        found = run.heads["self"][layer]
        _, attention, added, _, fed, out = activations[6 * layer : 6 * layer + 6]
        torch.testing.assert_close(
            attention, F.linear(found.concatenated, block.attention.project.weight)
        )
        torch.testing.assert_close(
            found.concatenated[..., head : 2 * head], found.trace.output[:, 1]
        )
        torch.testing.assert_close(added, x + attention)
        torch.testing.assert_close(out, added + fed)
        x = out
    torch.testing.assert_close(run.logits, normed @ shipped.model.embed.weight.T)


def test_a_prefix_gives_the_same_logits(shipped, tokens):
    """One masked pass equals a run on every prefix: nothing comes back from the future."""
    n = tokens.shape[1]
    whole = shipped.model.run(tokens, spread(shipped, causal(n))).logits
    for length in (1, 5, n - 1):
        part = shipped.model.run(tokens[:, :length], spread(shipped, causal(length))).logits
        torch.testing.assert_close(whole[:, :length], part, atol=1e-4, rtol=0)


def test_strict_causal_leaves_the_first_row_empty_and_everything_finite(shipped, tokens):
    n = tokens.shape[1]
    mask = torch.from_numpy(matrix(MASKS["strict_causal"], n, n))
    run = shipped.model.run(tokens, spread(shipped, mask))
    for layer in run.heads["self"]:
        assert not layer.trace.weights[:, :, 0].any()
        assert not layer.projected[:, 0].any()
    assert run.logits.isfinite().all()


def padded_logits(shipped, texts, side, name, row):
    """Logits of a text's real tokens inside a batch, under the mask of that name."""
    batch = Batch.of(shipped.tokenizer, texts, limit=256, side=side)
    n = batch.ids.shape[1]
    masks = [
        torch.from_numpy(matrix(MASKS[name], n, n, facts={"real": real.tolist()}))
        for real in batch.real
    ]
    allowed = torch.stack(masks)[None, :, None].expand(shipped.shape.layers, -1, -1, -1, -1)
    return shipped.model.run(batch.ids, allowed).logits[row][batch.real[row].bool()]


TEXTS = [TEXT + " " + TEXT, "The cat sat.", TEXT]


@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("side", ["right", "left"])
def test_logits_agree_alone_and_padded(shipped, side, row):
    alone = padded_logits(shipped, [TEXTS[row]], "right", "causal_padding", 0)
    padded = padded_logits(shipped, TEXTS, side, "causal_padding", row)
    torch.testing.assert_close(padded, alone, atol=1e-4, rtol=0)


def test_left_padding_without_its_mask_moves_the_logits_and_right_padding_does_not(shipped):
    alone = padded_logits(shipped, [TEXTS[1]], "right", "causal", 0)
    right = padded_logits(shipped, TEXTS, "right", "causal", 1)
    left = padded_logits(shipped, TEXTS, "left", "causal", 1)
    torch.testing.assert_close(right, alone, atol=1e-4, rtol=0)
    assert (left - alone).abs().max() > 0.5


def test_a_new_decoder_begins_with_no_opinion():
    """Every block adds nothing at first, so that the residual stream is the embedding."""
    torch.manual_seed(0)
    model = GPT(Shape(vocab=50, layers=2, heads=2, d_model=16, context=8))
    tokens = torch.tensor([[1, 7, 9]])
    run = model.run(tokens, causal(3).expand(2, 1, 1, 3, 3))
    way = {(stop.layer, stop.slug): stop.x for stop in run.residual["self"]}
    torch.testing.assert_close(way[1, "add_feed_forward"], way[None, "embed"])
