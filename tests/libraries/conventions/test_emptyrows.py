"""A row with nothing to read: the answer of a library that is not in the app, from that library."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import numpy as np
import pytest
import torch

from maskviz.libraries.conventions.emptyrows import empty_row_answers
from maskviz.libraries.conventions.torchempty import FAST, SCORES, SLOW

WIDTH = len(SCORES)
EYE = np.eye(WIDTH, dtype="float32")
ASKS = np.array(SCORES, dtype="float32")[None]  # with the unit vectors as keys: the scores
NOTHING = np.zeros((1, 1, 1, WIDTH), dtype=bool)


def answers():
    return {answer.title: answer for answer in empty_row_answers()}


def by_flex():
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention

    block_mask = create_block_mask(lambda b, h, q, k: k < 0, None, None, 1, WIDTH, device="cpu")
    query, keys = torch.zeros(1, 1, 1, 16), torch.eye(WIDTH, 16)[None, None]
    query[0, 0, 0, :WIDTH] = torch.tensor(SCORES)
    return flex_attention(query, keys, keys, block_mask=block_mask, scale=1.0)[0, 0, 0, :WIDTH]


def by_eager():
    pytest.importorskip("transformers")
    from transformers.models.mistral.modeling_mistral import eager_attention_forward

    module = torch.nn.Module().eval()
    module.num_key_value_groups = 1
    bias = torch.full((1, 1, 1, WIDTH), torch.finfo(torch.float32).min)
    keys, query = torch.from_numpy(EYE)[None, None], torch.from_numpy(ASKS)[None, None]
    return eager_attention_forward(module, query, keys, keys, bias, scaling=1.0)[0][0, 0, 0]


def by_jax():
    jax = pytest.importorskip("jax")
    query, keys = jax.numpy.array(ASKS)[None, :, None], jax.numpy.array(EYE)[None, :, None]
    return jax.nn.dot_product_attention(query, keys, keys, mask=NOTHING, scale=1.0)[0, 0, 0]


def by_flax():
    nn = pytest.importorskip("flax.linen")
    return nn.dot_product_attention(ASKS[:, None] * 2, EYE[:, None], EYE[:, None], mask=NOTHING[0])[
        0, 0
    ]


def by_keras(**how):
    from tests.libraries.conventions.others import opened

    library = pytest.importorskip("keras")
    layer = opened(library.layers.MultiHeadAttention(1, WIDTH), WIDTH)
    for dense in (layer._query_dense, layer._key_dense):
        dense.set_weights([EYE[:, None], np.zeros((1, WIDTH), dtype="float32")])
    out = layer(ASKS[None] * 2, EYE[None], attention_mask=NOTHING[0], **how)
    out = out[0] if how else out
    return library.ops.convert_to_numpy(out)[0, 0]


def by_mlx():
    mx = pytest.importorskip("mlx.core")
    mx.set_default_device(mx.cpu)
    query, keys = mx.array(ASKS)[None, None], mx.array(EYE)[None, None]
    fast = mx.fast.scaled_dot_product_attention
    return np.array(fast(query, keys, keys, scale=1.0, mask=mx.array(NOTHING)))[0, 0, 0]


def by_keras_softmax():
    library = pytest.importorskip("keras")
    made = library.layers.Softmax()(ASKS, mask=NOTHING[0, 0])
    return library.ops.convert_to_numpy(made)[0]


RUNS = {
    "FlexAttention": by_flex,
    "transformers eager": by_eager,
    "jax.nn": by_jax,
    "flax.linen": by_flax,
    "MLX": by_mlx,
    "Keras": by_keras,
    "Keras with its scores": lambda: by_keras(return_attention_scores=True),
    "keras.layers.Softmax": by_keras_softmax,
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("title", RUNS)
def test_the_answer_is_the_librarys(title):
    assert np.allclose(np.asarray(RUNS[title]()), answers()[title].weights, atol=1e-6)


def test_every_answer_that_claims_a_check_has_one():
    claimed = {title for title, row in answers().items() if row.shown_by.startswith("Checked")}
    assert claimed == set(RUNS)


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("PyTorch SDPA, bool", "zeros"),
        ("PyTorch SDPA, −∞ added", "zeros"),
        ("PyTorch SDPA, finfo.min in float16", "the softmax without a mask again"),
        ("nn.MultiheadAttention", "NaN"),
        (f"nn.MultiheadAttention without weights, {SLOW}", "zeros"),
        (f"nn.MultiheadAttention without weights, {FAST}", "NaN"),
        (f"nn.TransformerEncoder, {SLOW}", "zeros"),
        (f"nn.TransformerEncoder, {FAST}", "NaN"),
        ("Written out, −∞", "NaN"),
        ("Written out, finfo.min", "the mean of all values"),
        ("Written out, finfo.min twice", "NaN"),
        ("Written out, −10⁹", "the mean of all values"),
        ("Written out, −10,000", "the softmax without a mask again"),
        ("jax.nn", "the mean of all values"),
        ("keras.layers.Softmax", "zeros"),
    ],
)
def test_verdicts_by_hand(title, verdict):
    assert answers()[title].verdict == verdict
