"""The encoder against a second one, written from torch's own parts."""

import pytest
import torch
import torch.nn.functional as F

from maskviz.models.bert import Bert, BertShape

SHAPE = BertShape(vocab=43, layers=2, heads=2, d_model=16, context=24)
CLS, SEP, BLANK = 40, 41, 42


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    made = Bert(SHAPE).eval().requires_grad_(False)
    for weight in made.parameters():
        weight.normal_(std=0.3)
    return made


@pytest.fixture(scope="module")
def tokens():
    return torch.tensor([[CLS, 5, BLANK, 7, SEP, 9, 30, 4, SEP], [CLS, 6, 8, 7, 3, 9, 31, 4, SEP]])


def second_opinion(model, tokens, allowed):
    """Logits (token, vocab) of one text under masks (layer, head, query, key), from the weights."""
    w, heads = model.state_dict(), model.shape.heads
    ends = [i for i, t in enumerate(tokens.tolist()) if t == SEP]
    segment = torch.tensor([int(i > ends[0]) for i in range(len(tokens))])

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"])

    x = w["embed.weight"][tokens] + w["place.weight"][: len(tokens)] + w["segment.weight"][segment]
    x = norm(x, "norm")
    for layer, mask in enumerate(allowed):
        name = f"blocks.{layer}"
        q, k, v = (
            F.linear(x, w[f"{name}.attention.{part}.weight"])
            .view(len(tokens), heads, -1)
            .transpose(0, 1)
            for part in ("query", "key", "value")
        )
        out = F.scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask[None])[0]
        out = out.transpose(0, 1).reshape(len(tokens), -1)
        out = F.linear(out, w[f"{name}.attention.project.weight"])
        x = norm(x + out, f"{name}.norm_attention")
        h = F.gelu(F.linear(x, w[f"{name}.feed_forward.0.weight"]))
        h = F.linear(h, w[f"{name}.feed_forward.2.weight"])
        x = norm(x + h, f"{name}.norm_feed_forward")
    x = norm(F.gelu(F.linear(x, w["transform.0.weight"], w["transform.0.bias"])), "transform.2")
    return F.linear(x, w["embed.weight"], w["bias"])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_trace_agrees_with_a_second_encoder_under_any_mask(model, tokens, seed):
    """Every layer and head has its own random mask; some rows are empty."""
    n = tokens.shape[1]
    dice = torch.Generator().manual_seed(seed)
    allowed = torch.rand(SHAPE.layers, SHAPE.heads, n, n, generator=dice) < 0.5
    allowed[:, :, 3] = False
    for text in tokens:
        run = model.run(text[None], allowed[:, None])
        expected = second_opinion(model, text, allowed)
        torch.testing.assert_close(run.logits[0], expected, atol=1e-4, rtol=0)


def test_without_a_mask_the_trace_is_the_forward_pass(model, tokens):
    n = tokens.shape[1]
    run = model.run(tokens, torch.ones(SHAPE.layers, 1, 1, n, n, dtype=torch.bool))
    torch.testing.assert_close(run.logits, model.logits(model(tokens)), atol=1e-4, rtol=0)


def test_the_order_is_that_of_a_post_norm_block(model, tokens):
    n = tokens.shape[1]
    run = model.run(tokens, torch.ones(SHAPE.layers, 1, 1, n, n, dtype=torch.bool))
    block = ["attention", "add_attention", "norm_attention"]
    block += ["feed_forward", "add_feed_forward", "norm_feed_forward"]
    slugs = [stop.slug for stop in run.residual["self"]]
    assert slugs == ["embed", "norm_embed", *block * SHAPE.layers, "transform"]


def padded(tokens, count):
    n = tokens.shape[1]
    ids = F.pad(tokens, (count, 0))
    real = F.pad(torch.ones(n, dtype=torch.bool), (count, 0))
    return ids, real.expand(SHAPE.layers, 1, 1, n + count, n + count), real


def test_left_padding_needs_position_ids(model, tokens):
    """A vector was learned for each position: moved by 5 it is another text, unless told."""
    n = tokens.shape[1]
    alone = model.run(tokens, torch.ones(SHAPE.layers, 1, 1, n, n, dtype=torch.bool)).logits
    ids, allowed, real = padded(tokens, 5)
    places = (real.cumsum(0) - 1).clamp(min=0)
    told = model.run(ids, allowed, position=places[None]).logits[:, 5:]
    untold = model.run(ids, allowed).logits[:, 5:]
    torch.testing.assert_close(told, alone, atol=1e-4, rtol=0)
    assert (untold - alone).abs().max() > 0.01


def test_a_separator_belongs_to_the_sentence_it_ends(model, tokens):
    """The second segment begins after the first [SEP] and never becomes a third."""
    x, _ = model.start(tokens[:1], None)
    plain = model.embed.weight[tokens[0]] + model.place.weight[: tokens.shape[1]]
    rest = x[0] - plain
    first, second = model.segment.weight
    expected = torch.stack([first] * 5 + [second] * 4)
    torch.testing.assert_close(rest, expected, atol=1e-5, rtol=0)
