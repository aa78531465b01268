"""The libraries' attention behind one face: query, key, value (batch, heads, length, width).

Modules get identities for weights, so that they are what torch's function is.
"""

import os
from functools import cache

os.environ.setdefault("KERAS_BACKEND", "jax")  # the one that averages where nothing may be read

import jax.numpy as jnp
import keras
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention


def joined(x: Tensor) -> Tensor:
    """(batch, length, heads * width)"""
    return x.transpose(1, 2).flatten(2)


def parted(x: Tensor, heads: int) -> Tensor:
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def plain_module(heads: int, width: int) -> nn.MultiheadAttention:
    module = nn.MultiheadAttention(heads * width, heads, batch_first=True)
    with torch.no_grad():
        module.in_proj_weight.copy_(torch.eye(heads * width).repeat(3, 1))
        module.out_proj.weight.copy_(torch.eye(heads * width))
    return module


@cache
def plain_layer(heads: int, width: int) -> keras.layers.MultiHeadAttention:
    layer = keras.layers.MultiHeadAttention(
        heads, width, use_bias=False, kernel_initializer="zeros"
    )
    layer.build((1, 1, heads * width), (1, 1, heads * width))
    eye = np.eye(heads * width, dtype=np.float32)
    for weight in layer.weights:
        weight.assign(eye.reshape(weight.shape))
    return layer


def by_module(names: dict, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """In eval mode; the fast path is taken where query, key and value are one tensor."""
    _, heads, _, width = query.shape
    module = plain_module(heads, width).eval()
    turned = {id(x): joined(x) for x in (query, key, value)}
    with torch.no_grad():
        out = names["attend"](module, *(turned[id(x)] for x in (query, key, value)))
    return parted(out, heads)


def by_keras(names: dict, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Its layer reads keys and values from one tensor, so that they must be equal here."""
    assert torch.equal(key, value)
    _, heads, _, width = query.shape
    out = names["attend"](plain_layer(heads, width), joined(query).numpy(), joined(value).numpy())
    return parted(torch.tensor(keras.ops.convert_to_numpy(out)), heads)


def by_jax(names: dict, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """(batch, length, heads, width), for JAX and for Flax."""
    turned = [jnp.asarray(x.transpose(1, 2).numpy()) for x in (query, key, value)]
    return torch.tensor(np.asarray(names["attend"](*turned))).transpose(1, 2)


def by_torch(names: dict, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    return names["attend"](query, key, value)


WAYS = {
    "PyTorch SDPA": by_torch,
    "nn.MultiheadAttention": by_module,
    "FlexAttention": by_torch,
    "JAX": by_jax,
    "Flax": by_jax,
    "Keras": by_keras,
}


def reference(allowed: np.ndarray, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    return scaled_dot_product_attention(query, key, value, attn_mask=torch.from_numpy(allowed))


def draw(heads: int, queries: int, keys: int, width: int) -> tuple[Tensor, Tensor]:
    """Two samples of queries, and of keys that are values too."""
    generator = torch.Generator().manual_seed(0)
    return tuple(torch.randn(2, heads, n, width, generator=generator) for n in (queries, keys))
