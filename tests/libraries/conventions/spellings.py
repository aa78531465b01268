"""The code of a spelling, executed, and which keys each query then read.

Scores are equal and value j is the j-th unit vector wherever a library lets us choose them.
"""

import ast
from types import SimpleNamespace

import numpy as np
import torch

from maskviz.libraries.conventions import Intent
from maskviz.libraries.conventions.torchcalls import open_values


def value_of(code: str, **names):
    """Execute all of the code and give the value of its last expression."""
    *before, last = ast.parse(code).body
    exec(compile(ast.Module(before, []), "spelling", "exec"), names)
    return eval(compile(ast.Expression(last.value), "spelling", "eval"), names)


def cells_of(output) -> np.ndarray:
    """bool (q, k): which values are in the output (q, k); NaN is none."""
    return np.nan_to_num(np.asarray(output)) > 0


def sdpa(code: str, intent: Intent) -> np.ndarray:
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention
    from torch.nn.functional import scaled_dot_product_attention

    names = {"scaled_dot_product_attention": scaled_dot_product_attention, "torch": torch}
    if "generate_sliding_window" in code:
        from attn_gym.masks import generate_sliding_window

        names["generate_sliding_window"] = generate_sliding_window

    def on_cpu(*given):
        return create_block_mask(*given, device="cpu")

    names |= {"flex_attention": flex_attention, "create_block_mask": on_cpu}
    names["query"] = torch.zeros(1, 1, intent.queries, 16)
    names["key"] = torch.zeros(1, 1, intent.keys, 16)
    names["value"] = torch.eye(intent.keys, 16)[None, None]
    return cells_of(value_of(code, **names)[0, 0, :, : intent.keys])


def mha(code: str, intent: Intent) -> np.ndarray:
    attention = torch.nn.MultiheadAttention(intent.keys, 1, batch_first=True)
    open_values(attention)
    values = torch.eye(intent.keys)[None]
    query = torch.zeros(1, intent.queries, intent.keys)
    out, _ = value_of(code, torch=torch, attention=attention, query=query, key=values, value=values)
    return cells_of(out[0].detach())


def encoder(code: str, intent: Intent) -> np.ndarray:
    layer = torch.nn.TransformerEncoderLayer(intent.keys, 1, 4, dropout=0.0, batch_first=True)
    open_values(layer.self_attn)
    stack, seen = torch.nn.TransformerEncoder(layer, 1, enable_nested_tensor=False), []
    stack.layers[0].self_attn.register_forward_hook(lambda m, given, made: seen.append(made[0]))
    out = value_of(code, torch=torch, nn=torch.nn, encoder=stack, x=torch.eye(intent.keys)[None])
    return cells_of(seen[0][0].detach())[-out.shape[1] :]


def decoder(intent: Intent, implementation: str, window: int | None):
    """A Mistral of one layer whose attention passes each token's unit vector through."""
    from transformers import MistralConfig, MistralModel

    width = intent.keys + intent.keys % 2  # rotary positions need an even one
    config = MistralConfig(
        **{"vocab_size": 4, "hidden_size": width, "intermediate_size": 1, "head_dim": width},
        **{"num_hidden_layers": 1, "num_attention_heads": 1, "num_key_value_heads": 1},
        sliding_window=window,
        attn_implementation=implementation,
    )
    model, seen = MistralModel(config).eval(), []
    attention = model.layers[0].self_attn
    with torch.no_grad():
        for parameter in attention.parameters():
            parameter.zero_()
        attention.v_proj.weight.copy_(torch.eye(width))
        attention.o_proj.weight.copy_(torch.eye(width))
    attention.register_forward_hook(lambda m, given, made: seen.append(made[0][0]))
    return model, seen


@torch.no_grad()
def by_decoder(code: str, intent: Intent, implementation: str) -> np.ndarray:
    from transformers import DynamicCache

    config = SimpleNamespace(sliding_window=None)
    set_it, call = code.split("\n", 1) if code.startswith("config") else ("", code)
    exec(set_it, {"config": config})
    model, seen = decoder(intent, implementation, config.sliding_window)
    x = torch.eye(intent.keys, model.config.hidden_size)[None]
    cache = DynamicCache(config=model.config)
    if intent.offset:
        model(inputs_embeds=x[:, : intent.offset], past_key_values=cache, use_cache=True)

    def called(embeds, **how):
        return model(inputs_embeds=embeds, use_cache="past_key_values" in how, **how)

    value_of(call, torch=torch, model=called, cache=cache, x=x[:, intent.offset :])
    return cells_of(seen[-1][:, : intent.keys])


def two_sided(code: str, intent: Intent) -> np.ndarray:
    """The mask that ModernBERT makes."""
    from transformers import ModernBertConfig
    from transformers.masking_utils import create_bidirectional_sliding_window_mask as create

    config = ModernBertConfig(hidden_size=8, num_attention_heads=1, attn_implementation="sdpa")
    made = value_of(
        code,
        config=config,
        x=torch.zeros(1, intent.keys, 8),
        create_bidirectional_sliding_window_mask=create,
    )
    return np.ones(intent.wanted.shape, bool) if made is None else made[0, 0].numpy()


@torch.no_grad()
def by_bert(code: str, intent: Intent) -> np.ndarray:
    """A BERT whose attention is given unit vectors for hidden states."""
    from transformers import BertConfig, BertModel

    config = BertConfig(
        **{"vocab_size": 4, "hidden_size": intent.keys, "intermediate_size": 8},
        **{"num_hidden_layers": 1, "num_attention_heads": 1},
        attn_implementation="sdpa",
    )
    model, seen = BertModel(config).eval(), []
    attention = model.encoder.layer[0].attention.self
    for parameter in attention.parameters():
        parameter.zero_()
    attention.value.weight.copy_(torch.eye(intent.keys))
    units = torch.eye(intent.keys)[None]
    attention.register_forward_pre_hook(lambda m, given: (units, *given[1:]))
    attention.register_forward_hook(lambda m, given, made: seen.append(made[0][0]))
    ids = torch.ones(1, intent.keys, dtype=torch.long)
    value_of(code, torch=torch, model=model, x=ids)
    return cells_of(seen[0])


def config(code: str, intent: Intent) -> np.ndarray:
    if intent.kind in ("pad", "block"):
        return by_bert(code, intent)
    return two_sided(code, intent) if "bidirectional" in code else by_decoder(code, intent, "sdpa")


def four_sdpa(code: str, intent: Intent) -> np.ndarray:
    return by_decoder(code, intent, "sdpa")


def four_eager(code: str, intent: Intent) -> np.ndarray:
    return by_decoder(code, intent, "eager")
