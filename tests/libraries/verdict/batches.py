"""The code of a verdict on padding, executed by its library on a batch of texts.

Scores are equal and value j is the j-th unit vector, so the output is the weights (text, q, k).
flash-attn and TransformerEngine are written as plain loops from what their documentation says.
"""

from functools import partial

import numpy as np
import torch

from maskviz.libraries.conventions.torchcalls import open_values
from tests.libraries.conventions.others import opened
from tests.libraries.conventions.spellings import value_of

QUERIES = 2


def of_torch(code: str, mask: torch.Tensor) -> np.ndarray:
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention
    from torch.nn.functional import scaled_dot_product_attention

    texts, keys = texts_of(mask), mask.shape[-1]
    names = {"mask": mask}
    if code.startswith("attention("):
        attention = torch.nn.MultiheadAttention(keys, 1, batch_first=True)
        with torch.no_grad():
            for parameter in attention.parameters():
                parameter.zero_()
        names |= {"attention": attention, "query": torch.zeros(texts, QUERIES, keys)}
        names["key"] = names["value"] = torch.zeros(texts, keys, keys)
        return value_of(code, **names)[1].detach().numpy()
    value = torch.eye(keys, 16).expand(texts, 1, -1, -1)
    if code.startswith("create_block_mask"):
        query = torch.zeros(texts, 1, keys, 16)

        made = value_of(code, create_block_mask=partial(create_block_mask, device="cpu"), **names)
        return flex_attention(query, query, value, block_mask=made)[:, 0, :, :keys].numpy()
    query, key = torch.zeros(texts, 1, QUERIES, 16), torch.zeros(texts, 1, keys, 16)
    names |= {"scaled_dot_product_attention": scaled_dot_product_attention}
    return value_of(code, query=query, key=key, value=value, **names)[:, 0, :, :keys].numpy()


@torch.no_grad()
def of_encoder(code: str, mask: torch.Tensor) -> np.ndarray:
    """In training mode, every text of unit vectors."""
    texts, keys = texts_of(mask), mask.shape[-1]
    layer = torch.nn.TransformerEncoderLayer(keys, 1, 4, dropout=0.0, batch_first=True)
    open_values(layer.self_attn)
    encoder, seen = torch.nn.TransformerEncoder(layer, 1, enable_nested_tensor=False), []
    attention = encoder.layers[0].self_attn
    attention.register_forward_hook(lambda m, given, made: seen.append(made[0]))
    value_of(code, encoder=encoder, x=torch.eye(keys).expand(texts, -1, -1), mask=mask)
    return seen[0].numpy()


def texts_of(mask: np.ndarray) -> int:
    return len(mask) if mask.ndim > 1 else 1


@torch.no_grad()
def of_transformers(
    implementation: str, code: str, mask: torch.Tensor, texts: int | None = None
) -> np.ndarray:
    """A BERT whose attention is given unit vectors for hidden states."""
    from transformers import BertConfig, BertModel

    texts, keys = texts or texts_of(mask), mask.shape[-1]
    config = BertConfig(
        **{"vocab_size": 4, "hidden_size": keys, "intermediate_size": 8},
        **{"num_hidden_layers": 1, "num_attention_heads": 1},
        attn_implementation=implementation,
    )
    model, seen = BertModel(config).eval(), []
    attention = model.encoder.layer[0].attention.self
    for parameter in attention.parameters():
        parameter.zero_()
    attention.value.weight.copy_(torch.eye(keys))
    units = torch.eye(keys).expand(texts, -1, -1)
    attention.register_forward_pre_hook(lambda m, given: (units, *given[1:]))
    attention.register_forward_hook(lambda m, given, made: seen.append(made[0]))
    ids = torch.ones(texts, keys, dtype=torch.long)
    value_of(code, model=model, x=ids, mask=mask)
    return seen[0].numpy()


def of_jax(code: str, mask) -> np.ndarray:
    import jax
    import jax.numpy as jnp

    texts, keys = texts_of(mask), mask.shape[-1]
    names = {
        "query": jnp.zeros((texts, QUERIES, 1, keys)),
        "key": jnp.zeros((texts, keys, 1, keys)),
    }
    names["value"] = jnp.tile(jnp.eye(keys)[None, :, None], (texts, 1, 1, 1))
    if code.startswith("nn."):
        import flax.linen as nn

        names["nn"] = nn
    return np.asarray(value_of(code, jax=jax, jnp=jnp, mask=mask, **names)[:, :, 0])


def of_keras(code: str, mask: np.ndarray) -> np.ndarray:
    import keras

    texts, keys = texts_of(mask), mask.shape[-1]
    layer = opened(keras.layers.MultiHeadAttention(1, keys), keys)
    query = np.zeros((texts, QUERIES, keys), dtype="float32")
    value = np.tile(np.eye(keys, dtype="float32"), (texts, 1, 1))
    return keras.ops.convert_to_numpy(
        value_of(code, layer=layer, query=query, value=value, mask=mask)
    )


def of_mlx(code: str, mask) -> np.ndarray:
    import mlx.core as mx

    mx.set_default_device(mx.cpu)
    texts, keys = texts_of(mask), mask.shape[-1]
    names = {"query": mx.zeros((texts, 1, QUERIES, 16)), "key": mx.zeros((texts, 1, keys, 16))}
    names["value"] = mx.broadcast_to(mx.eye(keys, 16), (texts, 1, keys, 16))
    return np.array(value_of(code, mx=mx, scale=1.0, mask=mask, **names))[:, 0, :, :keys]


def of_engine(code: str, mask: np.ndarray) -> np.ndarray:
    """The row of a query that is a token: of a bool (text, 1, 1, key) True is blocked."""

    def attention(query, key, value, attention_mask, attn_mask_type):
        texts, *ones, keys = attention_mask.shape
        assert attn_mask_type == "padding" and attention_mask.dtype == bool and ones == [1, 1]
        read = [[not attention_mask[text, 0, 0, k] for k in range(keys)] for text in range(texts)]
        return np.array(read)[:, None]

    return value_of(code, attention=attention, query=None, key=None, value=None, mask=mask)


def of_flash(code: str, mask: np.ndarray) -> np.ndarray:
    """unpad_input: the tokens that are not 0, cut into texts by the sums of the rows."""

    def unpad_input(hidden_states, attention_mask):
        kept = np.flatnonzero(attention_mask)
        ends = np.cumsum(attention_mask.sum(axis=-1, dtype=np.int32))
        made = np.zeros((len(attention_mask), 1, attention_mask.shape[1]))
        for place, token in enumerate(kept):
            text, key = divmod(int(token), attention_mask.shape[1])
            assert text == next(i for i, end in enumerate(ends) if place < end)
            made[text, 0, key] = 1
        return made

    return value_of(code, unpad_input=unpad_input, x=None, mask=mask)


def jax_array(array: np.ndarray):
    import jax.numpy as jnp

    return jnp.asarray(array)


def mlx_array(array: np.ndarray):
    import mlx.core as mx

    return mx.array(array)


by_sdpa, by_eager = partial(of_transformers, "sdpa"), partial(of_transformers, "eager")
BY = {  # slug -> what reads a code, and what makes an array of the library's
    **dict.fromkeys(("sdpa", "mha", "flex"), (of_torch, torch.from_numpy)),
    "encoder": (of_encoder, torch.from_numpy),
    **dict.fromkeys(("transformers_2d", "transformers_sdpa"), (by_sdpa, torch.from_numpy)),
    "transformers_eager": (by_eager, torch.from_numpy),
    **dict.fromkeys(("jax", "flax"), (of_jax, jax_array)),
    "keras": (of_keras, np.asarray),
    "mlx": (of_mlx, mlx_array),
    "engine": (of_engine, np.asarray),
    "flash": (of_flash, np.asarray),
}
