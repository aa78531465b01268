"""Torch's own layers on a row with nothing to read: which way they take, and what it gives.

The layers here are made and called as anybody would, with random weights; the product's are set so
that their weights can be read.
"""

import warnings
from itertools import product

import numpy as np
import pytest
import torch
from torch import nn

from maskviz.libraries.conventions import LIBRARIES, Intent
from maskviz.libraries.conventions.torchempty import SCORES, by_encoder, by_mha

WAYS = list(product((1, 2, 3, 4), (False, True), (False, True)))  # heads, training, gradients
OPEN = np.exp(SCORES) / np.exp(SCORES).sum()
BLOCKED = torch.ones(5, 5, dtype=torch.bool).triu(1)
BLOCKED[2] = True  # row 2 has nothing to read, row 0 itself


def fast(heads: int, training: bool, grad: bool) -> bool:
    return heads % 2 == 0 and not training and not grad


def nan_rows(made: torch.Tensor) -> list[int]:
    return made[0].isnan().any(dim=-1).nonzero().flatten().tolist()


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


@pytest.mark.parametrize(("heads", "training", "grad"), WAYS)
def test_the_fast_way_is_nan_in_the_row_with_nothing_to_read(heads, training, grad):
    x = torch.randn(1, 5, 12)
    attention = nn.MultiheadAttention(12, heads, batch_first=True).train(training)
    layer = nn.TransformerEncoderLayer(12, heads, 16, 0.0, batch_first=True)
    encoders = [nn.TransformerEncoder(layer, n).train(training) for n in (1, 2)]
    with torch.set_grad_enabled(grad):
        silent = attention(x, x, x, attn_mask=BLOCKED, need_weights=False)[0]
        weighed = attention(x, x, x, attn_mask=BLOCKED)[0]
        one, two = (encoder(x, mask=BLOCKED) for encoder in encoders)
    lost = fast(heads, training, grad)
    assert nan_rows(silent) == nan_rows(one) == ([2] if lost else [])
    assert nan_rows(two) == ([0, 1, 2, 3, 4] if lost else [])
    assert nan_rows(weighed) == [2]
    if not lost:
        torch.testing.assert_close(silent[0, 2], attention.out_proj.bias)  # zeros came in


@pytest.mark.parametrize(
    ("layer", "called", "lost"),
    [
        ({}, {}, True),
        ({}, {"mask": "float"}, False),
        ({}, {"other": True}, False),
        ({"bias": False}, {}, False),
        ({"batch_first": False}, {}, False),
        ({}, {"frozen": True}, True),
    ],
    ids=["usual", "−∞ added", "key is a copy", "no biases", "batch second", "no weight to learn"],
)
def test_what_else_keeps_attention_off_the_fast_way(layer, called, lost):
    attention = nn.MultiheadAttention(12, 2, **{"batch_first": True, **layer}).eval()
    frozen = called.get("frozen", False)
    attention.requires_grad_(not frozen)
    x = torch.randn(1, 5, 12) if attention.batch_first else torch.randn(5, 1, 12)
    mask = torch.zeros(5, 5).masked_fill(BLOCKED, -torch.inf) if "mask" in called else BLOCKED
    key = x.clone() if "other" in called else x
    with torch.set_grad_enabled(frozen):
        made = attention(x, key, key, attn_mask=mask, need_weights=False)[0]
    assert made.isnan().any() == lost


@pytest.mark.parametrize(("heads", "training", "grad"), [way for way in WAYS if way[0] != 3])
def test_the_layers_of_the_page_have_the_scores_and_go_the_same_ways(heads, training, grad):
    how = {"training": training, "grad": grad}
    for call in (by_mha, by_encoder):
        np.testing.assert_allclose(call(heads, blocked=False, **how), OPEN, atol=1e-5)
        found = call(heads, **how)
        assert found.isnan().all() if fast(heads, training, grad) else not found.any()
    assert by_mha(heads, need_weights=True, **how).isnan().all()


@pytest.mark.parametrize(
    ("intent", "lost"),
    [
        (Intent("window", 5, 5, 0), [0, 1, 2, 3, 4]),
        (Intent("window", 3, 8, 0), [0, 1, 2]),
        (Intent("pad", 5, 5, 5), [0, 1, 2, 3, 4]),
        (Intent("window", 5, 5, 3), []),
        (Intent("causal", 5, 5), []),
    ],
)
def test_the_card_of_the_encoder_says_where_the_fast_way_is_nan(intent, lost):
    (encoder,) = [library for library in LIBRARIES if library.slug == "encoder"]
    exact = encoder.answer(intent).exact
    assert ("NaN in eval" in exact.note) == bool(lost)
    if lost:
        assert exact.note.startswith(f"Rows {', '.join(map(str, lost))} are zeros")
        layer = nn.TransformerEncoderLayer(8, 2, 16, 0.0, batch_first=True)
        stack = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False).eval()
        names = {"torch": torch, "nn": nn, "encoder": stack, "x": torch.randn(1, intent.keys, 8)}
        *before, call = exact.code.splitlines()
        exec("\n".join(before), names)
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert nan_rows(eval(call, names)) == lost
