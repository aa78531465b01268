"""What nn.Transformer and its layers make of each of their arguments, beside what the page says."""

import inspect

import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from maskviz.libraries.conventions.arguments import ARGUMENTS

B, L, T = 2, 4, 3  # samples, tokens of the source, of the target
SIZES = {"L": L, "T": T, "B": B}
PLACES = {"src": "encoder", "tgt": "decoder", "memory": "cross"}


def weights_of(**how) -> dict[str, torch.Tensor]:
    """The weights (B, q, k) of the three attentions of nn.Transformer."""
    torch.manual_seed(0)
    layers = {"num_encoder_layers": 1, "num_decoder_layers": 1, "dropout": 0.0}
    model, seen = nn.Transformer(8, 1, **layers, dim_feedforward=8, batch_first=True), {}
    attentions = {
        "encoder": model.encoder.layers[0].self_attn,
        "decoder": model.decoder.layers[0].self_attn,
        "cross": model.decoder.layers[0].multihead_attn,
    }
    for name, attention in attentions.items():
        plain = attention.forward

        def kept(*given, plain=plain, name=name, **named):
            out, seen[name] = plain(*given, **{**named, "need_weights": True})
            return out, seen[name]

        attention.forward = kept
    model(torch.randn(B, L, 8), torch.randn(B, T, 8), **how)
    return seen


TENSORS = [a for a in ARGUMENTS if a.call == "nn.Transformer" and a.true]


@pytest.mark.parametrize("argument", TENSORS, ids=lambda argument: argument.name)
def test_one_true_blocks_in_one_attention_and_nowhere_else(argument):
    shape = [SIZES[axis] for axis in argument.shape.strip("()").split(", ")]
    given = torch.zeros(shape, dtype=torch.bool)
    given[1, 2] = True
    found = weights_of(**{argument.name: given})
    place = PLACES[argument.name.partition("_")[0]]
    for name, weights in found.items():
        blocked = (weights == 0).nonzero().tolist()
        if name != place:
            assert not blocked
        elif argument.true == "padding":  # of sample 1, key 2, for every query
            assert blocked == [[1, query, 2] for query in range(weights.shape[1])]
        else:
            assert blocked == [[sample, 1, 2] for sample in range(B)]


def test_a_hint_is_no_mask():
    open_all = weights_of()["decoder"]
    assert torch.equal(weights_of(tgt_is_causal=False)["decoder"], open_all)
    attention, x = nn.MultiheadAttention(8, 1, batch_first=True), torch.randn(1, T, 8)
    with pytest.raises(RuntimeError, match="Need attn_mask if specifying the is_causal hint"):
        attention(x, x, x, is_causal=True)


@pytest.mark.parametrize(("heads", "training"), [(1, True), (2, True), (1, False), (2, False)])
@pytest.mark.parametrize("call", ["nn.TransformerEncoder", "nn.TransformerEncoderLayer"])
def test_an_encoders_hint_without_a_mask_is_an_error_or_blocks_nothing(call, heads, training):
    torch.manual_seed(0)
    layer = nn.TransformerEncoderLayer(8, heads, 8, dropout=0.0, batch_first=True)
    encoder = layer if call.endswith("Layer") else nn.TransformerEncoder(layer, 1)
    encoder, x = encoder.train(training), torch.randn(1, L, 8)
    (hint,) = [a for a in ARGUMENTS if a.call == call and a.name == "is_causal"]
    with torch.set_grad_enabled(training):
        if training or heads == 1:
            with pytest.raises(RuntimeError, match="Need attn_mask"):
                encoder(x, is_causal=True)
        else:
            torch.testing.assert_close(encoder(x, is_causal=True), encoder(x))
            assert "nothing is blocked in eval" in hint.says


def test_attn_mask_means_opposite_things():
    told = {a.call: a.true for a in ARGUMENTS if a.name == "attn_mask"}
    mask = torch.eye(T, dtype=torch.bool)
    x = torch.randn(1, T, 8)
    _, weights = nn.MultiheadAttention(8, 1, batch_first=True)(x, x, x, attn_mask=mask)
    assert told["nn.MultiheadAttention"] == "blocked" and not weights[0].diagonal().any()
    read = scaled_dot_product_attention(x, x, torch.eye(T)[None], attn_mask=mask)
    assert told["scaled_dot_product_attention"] == "may read" and torch.equal(read[0], torch.eye(T))


@pytest.mark.parametrize("argument", ARGUMENTS, ids=lambda argument: argument.title)
def test_torchs_arguments_are_so_called(argument):
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention

    calls = {
        "nn.Transformer": nn.Transformer.forward,
        "nn.TransformerEncoder": nn.TransformerEncoder.forward,
        "nn.TransformerEncoderLayer": nn.TransformerEncoderLayer.forward,
        "nn.MultiheadAttention": nn.MultiheadAttention.forward,
    }
    if argument.call in calls:
        assert argument.name in inspect.signature(calls[argument.call]).parameters
    elif argument.call == "flex_attention":
        called = create_block_mask if argument.name == "mask_mod" else flex_attention
        assert argument.name in inspect.signature(called).parameters
    elif argument.package == "torch":
        assert f"{argument.name}=" in scaled_dot_product_attention.__doc__
    assert argument.known and argument.shape and argument.says
