"""Torch's own attention, run so that its output tells which keys each query read.

All scores are equal and value j is the j-th unit vector, so row i of the output is row i of the
weights, (q, k); the rows of several texts follow one another. Errors are torch's own.
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.attention.flex_attention import create_block_mask, create_mask
from torch.nn.functional import scaled_dot_product_attention
from torch.nn.utils import skip_init

from maskviz.libraries.conventions.library import Spelling, from_weights, refused

WIDTH = 8  # of a head; the scores are zero whatever it is


def by_sdpa(queries: int, keys: int, **how) -> Tensor:
    """Weights (q, k) of scaled_dot_product_attention, by its plain way: values of another width
    than the queries are beyond its fused kernels."""
    return attended(queries, keys, WIDTH, **how)


def by_fused_sdpa(queries: int, keys: int, **how) -> Tensor:
    """Weights (q, k) of scaled_dot_product_attention, by its fused kernel for CPUs."""
    return attended(queries, keys, max(keys, WIDTH + 1), **how)


def attended(queries: int, keys: int, width: int, texts: int = 1, **how) -> Tensor:
    """Weights (q, k) with queries and keys of a width, and values that are wider than WIDTH."""
    query, key = torch.zeros(texts, 1, queries, width), torch.zeros(texts, 1, keys, width)
    values = torch.eye(keys, max(keys, WIDTH + 1)).expand(texts, 1, -1, -1)
    return scaled_dot_product_attention(query, key, values, **how)[..., :keys].flatten(0, 2)


def open_values(attention: nn.MultiheadAttention) -> None:
    """Set a one-head layer so that every score is zero and values pass as they are."""
    width = attention.embed_dim
    with torch.no_grad():
        for parameter in attention.parameters():
            parameter.zero_()
        attention.in_proj_weight[2 * width :].copy_(torch.eye(width))
        attention.out_proj.weight.copy_(torch.eye(width))


@torch.no_grad()
def by_mha(queries: int, keys: int, texts: int = 1, **how) -> Tensor:
    """Weights (q, k) of nn.MultiheadAttention, as it returns them."""
    attention = skip_init(nn.MultiheadAttention, 1, 1, batch_first=True)
    for parameter in attention.parameters():
        parameter.zero_()
    query, key = torch.zeros(texts, queries, 1), torch.zeros(texts, keys, 1)
    return attention(query, key, key, **how)[1].flatten(0, 1)


@torch.no_grad()
def by_encoder(tokens: int, **how) -> Tensor:
    """Weights (q, k) in the first layer of nn.TransformerEncoder, in training mode."""
    layer = skip_init(nn.TransformerEncoderLayer, tokens, 1, 1, dropout=0.0, batch_first=True)
    for parameter in layer.parameters():
        parameter.zero_()
    open_values(layer.self_attn)
    encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
    seen = []
    attention = encoder.layers[0].self_attn
    attention.register_forward_hook(lambda module, given, made: seen.append(made[0][0]))
    encoder(torch.eye(tokens)[None], **how)
    return seen[0]


@torch.no_grad()
def by_encoder_padding(padding: Tensor) -> Tensor:
    """Weights (text, k) that nn.TransformerEncoder in training mode gives to each query of a text:
    what it hands on to its attention, added to scores by the kernel that this calls."""
    texts, tokens = padding.shape
    layer = skip_init(nn.TransformerEncoderLayer, 1, 1, 1, dropout=0.0, batch_first=True)
    for parameter in layer.parameters():
        parameter.zero_()
    encoder, seen = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False), []
    attention = encoder.layers[0].self_attn
    attention.register_forward_pre_hook(
        lambda module, given, how: seen.append(how["key_padding_mask"]), with_kwargs=True
    )
    encoder(torch.zeros(texts, tokens, 1), src_key_padding_mask=padding)
    return by_sdpa(1, tokens, texts=texts, attn_mask=seen[0][:, None, None])


def by_flex(queries: int, keys: int, mask_mod: Callable, texts: int = 1) -> Tensor:
    """The mask (q, k) that FlexAttention makes of a mask_mod; an empty row gives zeros there.

    Its kernel is given blocks, whose making refuses what is not bool.
    """
    made = create_mask(mask_mod, texts, 1, queries, keys, device="cpu")
    if made.dtype != torch.bool:
        create_block_mask(mask_mod, texts, None, queries, keys, device="cpu")
    return made.flatten(0, 2).float()


def run(code: str, call: Callable[[], Tensor], note: str = "") -> Spelling:
    """Call torch and read its weights, or its message."""
    try:
        return from_weights(code, call().numpy(), note)
    except (RuntimeError, ValueError, AssertionError) as error:
        return refused(code, str(error).splitlines()[0], note)


def tensor(cells: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(cells))
