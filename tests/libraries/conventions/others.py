"""The same for libraries that are not torch's own, and for those that need a GPU.

xformers makes its bias itself and only the kernel is ours; flash-attn and TransformerEngine are
written here as plain loops from what their documentation says.
"""

from types import SimpleNamespace

import numpy as np
import torch

from maskviz.libraries.conventions import Intent
from tests.libraries.conventions.spellings import cells_of, value_of


def jax_nn(code: str, intent: Intent) -> np.ndarray:
    import jax
    import jax.numpy as jnp

    query, key = (jnp.zeros((1, n, 1, intent.keys)) for n in (intent.queries, intent.keys))
    value = jnp.eye(intent.keys)[None, :, None]
    return cells_of(value_of(code, jax=jax, jnp=jnp, query=query, key=key, value=value)[0, :, 0])


def splash(code: str, intent: Intent) -> np.ndarray:
    from jax.experimental.pallas.ops.tpu.splash_attention import splash_attention_mask as masks

    kinds = {name: getattr(masks, name) for name in ("LocalMask", "CausalMask", "NumpyMask")}
    return np.asarray(value_of(code, np=np, **kinds)[:, :])


def flax(code: str, intent: Intent) -> np.ndarray:
    import flax.linen as nn
    import jax.numpy as jnp

    query, key = (jnp.zeros((n, 1, intent.keys)) for n in (intent.queries, intent.keys))
    value = jnp.eye(intent.keys)[:, None]
    return cells_of(value_of(code, nn=nn, jnp=jnp, query=query, key=key, value=value)[:, 0])


def opened(layer, width: int):
    """A layer of keras with equal scores, through which values pass as they are."""
    layer.build((1, 1, width), (1, width, width))
    eye, zeros = np.eye(width, dtype="float32"), np.zeros((1, width), dtype="float32")
    for dense in (layer._query_dense, layer._key_dense):
        dense.set_weights([np.zeros((width, 1, width), dtype="float32"), zeros])
    layer._value_dense.set_weights([eye[:, None], zeros])
    layer._output_dense.set_weights([eye[None], zeros[0]])
    return layer


def keras(code: str, intent: Intent) -> np.ndarray:
    import keras as library

    def made(heads, d, **how):
        return opened(library.layers.MultiHeadAttention(heads, d, **how), d)

    names = {"keras": SimpleNamespace(layers=SimpleNamespace(MultiHeadAttention=made)), "np": np}
    names |= {"heads": 1, "d": intent.keys, "layer": made(1, intent.keys)}
    names["query"] = np.zeros((1, intent.queries, intent.keys), dtype="float32")
    names["value"] = np.eye(intent.keys, dtype="float32")[None]
    if code.startswith("layer = ") and "\n" not in code:
        code += "\nlayer"  # a layer that is refused
    return cells_of(library.ops.convert_to_numpy(value_of(code, **names))[0])


def mlx(code: str, intent: Intent) -> np.ndarray:
    return cells_of(mlx_weights(code, intent))


def mlx_weights(code: str, intent: Intent) -> np.ndarray:
    """On the CPU, wherever it runs: Apple's GPU has kernels of its own."""
    import mlx.core as mx

    mx.set_default_device(mx.cpu)
    query, key = (mx.zeros((1, 1, n, 16)) for n in (intent.queries, intent.keys))
    value = mx.eye(intent.keys, 16)[None, None]
    made = value_of(code, mx=mx, query=query, key=key, value=value, scale=1.0)
    return np.array(made)[0, 0, :, : intent.keys]


def xformers(code: str, intent: Intent) -> np.ndarray:
    from xformers.ops.fmha import attn_bias as masks

    shape = (1, 1, intent.queries, intent.keys)

    def memory_efficient_attention(query, key, value, attn_bias):
        made = attn_bias if isinstance(attn_bias, torch.Tensor) else attn_bias.materialize(shape)
        assert made.shape == shape
        return made.softmax(dim=-1)[0, 0]

    kinds = {name: kind for name, kind in vars(masks).items() if name.endswith("Mask")}
    names = {"query": None, "key": None, "value": None, "torch": torch}
    names["memory_efficient_attention"] = memory_efficient_attention
    return cells_of(value_of(code, **names, **kinds))


def loops(queries: int, keys: int, reads) -> np.ndarray:
    made = [[bool(reads(q, k)) for k in range(keys)] for q in range(queries)]
    return np.array(made, dtype=bool).reshape(queries, keys)


def flash(code: str, intent: Intent) -> np.ndarray:
    """ "Query i attends to keys between i + Lk - Lq - left and i + Lk - Lq + right inclusive."""

    def flash_attn_func(query, key, value, causal=False, window_size=(-1, -1)):
        left, right = window_size
        right = 0 if causal else right
        queries, keys = query.shape[1], key.shape[1]

        def reads(i, k):
            place = i + keys - queries
            near = left < 0 or k >= place - left
            return near and (right < 0 or k <= place + right)

        whole = np.zeros((intent.queries, intent.keys), dtype=bool)
        whole[np.ix_(query[0], key[0])] = loops(queries, keys, reads)
        return whole

    places = np.arange(intent.keys)[None]  # each token is its place: what is cut off is seen
    given = {"query": np.arange(intent.queries)[None], "key": places, "value": places}
    return value_of(code, flash_attn_func=flash_attn_func, **given)


def engine(code: str, intent: Intent) -> np.ndarray:
    queries, keys = intent.queries, intent.keys

    def made(heads, d, attn_mask_type="causal", window_size=None):
        left, right = window_size or ((-1, 0) if "causal" in attn_mask_type else (-1, -1))
        ahead = 0 if attn_mask_type in ("causal", "padding_causal") else keys - queries

        def called(query, key, value, attention_mask=None):
            blocked = np.zeros((queries, keys), dtype=bool)
            if attention_mask is not None:
                mask = np.asarray(attention_mask)
                blocked |= np.broadcast_to(mask[0, 0], (queries, keys))
                if "padding" in attn_mask_type:
                    blocked |= mask[0, 0, 0][:, None]

            def reads(q, k):
                near = left < 0 or q + ahead - k <= left
                return near and (right < 0 or k - q - ahead <= right) and not blocked[q, k]

            return loops(queries, keys, reads)

        return called

    given = {"query": None, "key": None, "value": None, "heads": 1, "d": 8}
    return value_of(code, DotProductAttention=made, torch=torch, **given)
