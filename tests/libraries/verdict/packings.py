"""The code of a verdict on a vector of documents, executed after the line that mends it.

Scores are equal and value j is the j-th unit vector, or tokens are their places and a kernel that
needs a GPU is a plain loop over what its documentation says: a document from one number of
cu_seqlens to before the next, of int32. What is left out of a query reads nothing.
"""

import inspect
from functools import partial

import numpy as np
import torch

from maskviz.libraries.conventions import Intent
from maskviz.libraries.conventions.torchcalls import open_values
from tests.libraries.conventions.others import opened
from tests.libraries.conventions.spellings import cells_of, decoder, value_of

Names = dict[str, object]


def run(code: str, mend: str, names: Names):
    exec(mend, names)
    return value_of(code, **{name: value for name, value in names.items() if name[0] != "_"})


def sdpa(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention
    from torch.nn.functional import scaled_dot_product_attention

    query, value = torch.zeros(1, 1, tokens, 16), torch.eye(tokens, 16)[None, None]
    on_cpu = partial(create_block_mask, device="cpu")
    names |= {"scaled_dot_product_attention": scaled_dot_product_attention}
    names |= {"query": query, "key": query, "value": value, "create_block_mask": on_cpu}
    made = run(code, mend, names)
    if not torch.is_tensor(made):
        made = flex_attention(query, query, value, block_mask=made)
    return cells_of(made[0, 0, :, :tokens])


@torch.no_grad()
def layer(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    """nn.MultiheadAttention, and the attention of nn.TransformerEncoder."""
    from torch import nn

    encoded, seen = nn.TransformerEncoderLayer(tokens, 1, 4, dropout=0.0, batch_first=True), []
    open_values(encoded.self_attn)
    encoder = nn.TransformerEncoder(encoded, 1, enable_nested_tensor=False)
    attention = encoder.layers[0].self_attn
    attention.register_forward_hook(lambda m, given, made: seen.append(made[0][0]))
    x = torch.eye(tokens)[None]
    names |= {"attention": attention, "encoder": encoder, "x": x}
    run(code, mend, names | {"query": x, "key": x, "value": x})
    return cells_of(seen[0])


@torch.no_grad()
def model(implementation: str, code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    made, seen = decoder(Intent("causal", tokens, tokens), implementation, None)

    class Called:
        config = made.config

        def __call__(self, embeds, **how):
            return made(inputs_embeds=embeds, **how)

    run(
        code,
        mend,
        names | {"model": Called(), "x": torch.eye(tokens, made.config.hidden_size)[None]},
    )
    return cells_of(seen[-1][:, :tokens])


def by_loop(query: torch.Tensor, starts: torch.Tensor, causal: bool, tokens: int) -> np.ndarray:
    """From place to place of the tokens that are left."""
    assert starts.dtype == torch.int32 and starts[-1] == len(query)
    cells = np.zeros((tokens, tokens), dtype=bool)
    for first, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        for q in range(first, end):
            for k in range(first, q + 1 if causal else end):
                cells[query[q], query[k]] = True
    return cells


def packed_flash(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    """Flash-attn itself is ours; what it is given is worked out by transformers."""
    from transformers import modeling_flash_attention_utils as flash

    def model(x, position_ids):
        assert position_ids.shape == (1, tokens)
        starts = torch.tensor([0, tokens], dtype=torch.int32)
        if flash._is_packed_sequence(position_ids, batch_size=1):
            (starts, _), _ = flash.prepare_fa_kwargs_from_position_ids(position_ids)
        return by_loop(torch.arange(tokens), starts, True, tokens)

    return run(code, mend, names | {"model": model, "x": None})


def places(names: Names, tokens: int) -> Names:
    return names | dict.fromkeys(("query", "key", "value"), torch.arange(tokens))


def flash(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    def flash_attn_varlen_func(q, k, v, cu_q, cu_k, max_q, max_k, causal=False):
        assert max_q == max_k == cu_q.diff().max() and torch.equal(cu_q, cu_k)
        return by_loop(q, cu_q, causal, tokens)

    names = {**names, "flash_attn_varlen_func": flash_attn_varlen_func}
    return run(code, mend, places(names, tokens))


def varlen(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    """Its own signature takes the arguments."""
    from torch.nn.attention.varlen import varlen_attn

    def called(*given, **how):
        told = inspect.signature(varlen_attn).bind(*given, **how)
        told.apply_defaults()
        query, starts = told.arguments["query"], told.arguments["cu_seq_q"]
        assert told.arguments["max_q"] == starts.diff().max()
        return by_loop(query, starts, told.arguments["window_size"] == (-1, 0), tokens)

    return run(code, mend, places({**names, "varlen_attn": called}, tokens))


def engine(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    def attention(q, k, v, qkv_format, cu_seqlens_q, cu_seqlens_kv, attn_mask_type):
        assert qkv_format == "thd" and attn_mask_type.startswith("padding")
        return by_loop(q, cu_seqlens_q, attn_mask_type == "padding_causal", tokens)

    return run(code, mend, places({**names, "attention": attention}, tokens))


def xformers(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    from xformers.ops.fmha import attn_bias as masks

    def memory_efficient_attention(query, key, value, attn_bias):
        made = attn_bias.materialize((1, 1, len(query), len(query))).softmax(dim=-1)[0, 0]
        cells = np.zeros((tokens, tokens), dtype=bool)
        cells[np.ix_(query, query)] = cells_of(made)
        return cells

    names = {name: kind for name, kind in vars(masks).items() if name.endswith("Mask")} | names
    names["memory_efficient_attention"] = memory_efficient_attention
    return run(code, mend, places(names, tokens))


def jax_nn(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    import flax.linen as nn
    import jax
    import jax.numpy as jnp

    if code.startswith("nn."):
        query, value = jnp.zeros((tokens, 1, tokens)), jnp.eye(tokens)[:, None]
        return cells_of(
            run(code, mend, names | {"nn": nn, "query": query, "key": query, "value": value})[:, 0]
        )
    query, value = jnp.zeros((1, tokens, 1, tokens)), jnp.eye(tokens)[None, :, None]
    names |= {"jax": jax, "query": query, "key": query, "value": value}
    return cells_of(run(code, mend, names)[0, :, 0])


def splash(code: str, mend: str, names: Names, tokens: int, note: str) -> np.ndarray:
    """The kernel's own reference, which runs anywhere; the mask is the one of the note."""
    import jax.numpy as jnp
    from jax.experimental.pallas.ops.tpu import splash_attention as own
    from jax.experimental.pallas.ops.tpu.splash_attention import splash_attention_kernel as kernel
    from jax.experimental.pallas.ops.tpu.splash_attention import splash_attention_mask as masks

    kind = note.partition("made with ")[2].partition("(")[0]
    mask = jnp.asarray(getattr(masks, kind)((tokens, tokens))[:, :])
    query, value = jnp.zeros((tokens, tokens)), jnp.eye(tokens)
    names |= {"query": query, "key": query, "value": value, "SegmentIds": own.SegmentIds}
    return cells_of(run(code, mend, names | {"kernel": partial(kernel.attention_reference, mask)}))


def keras(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    import keras as library

    made = opened(library.layers.MultiHeadAttention(1, tokens), tokens)
    query = np.zeros((1, tokens, tokens), dtype="float32")
    names |= {"layer": made, "query": query, "value": np.eye(tokens, dtype="float32")[None]}
    return cells_of(library.ops.convert_to_numpy(run(code, mend, names))[0])


def mlx(code: str, mend: str, names: Names, tokens: int) -> np.ndarray:
    import mlx.core as mx

    mx.set_default_device(mx.cpu)
    query, value = mx.zeros((1, 1, tokens, 16)), mx.eye(tokens, 16)[None, None]
    names |= {"query": query, "key": query, "value": value, "scale": 1.0}
    return cells_of(np.array(run(code, mend, names))[0, 0, :, :tokens])
