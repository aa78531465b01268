"""Tiny models of transformers with random weights, and which keys each layer's weights read."""

import dataclasses
from typing import Any

import numpy as np
import torch
from transformers import CONFIG_MAPPING, MODEL_MAPPING

TOKENS, LAYERS = 9, 2
FLOOR = -1e30  # of scores, which SqueezeBERT gives back for its weights
WIDE = ("hidden_size", "n_embd", "d_model", "dim", "embedding_size", "word_embed_proj_dim")
INSIDE = (
    *("intermediate_size", "moe_intermediate_size", "shared_expert_intermediate_size"),
    *("ffn_dim", "d_ff", "n_inner", "encoder_ffn_dim", "decoder_ffn_dim", "hidden_dim"),
    *("intermediate_size_mlp", "shared_intermediate_size", "dense_intermediate_size"),
)
DEEP = (
    *("num_hidden_layers", "n_layer", "n_layers", "num_layers", "encoder_layers"),
    *("decoder_layers", "num_decoder_layers"),
)
HEADED = (
    *("num_attention_heads", "n_head", "n_heads", "num_heads"),
    *("attention_heads", "encoder_attention_heads", "decoder_attention_heads"),
)
SMALL: dict[str, Any] = {
    **dict.fromkeys(WIDE, 16),
    **dict.fromkeys(INSIDE, 16),
    **dict.fromkeys(DEEP, LAYERS),
    **dict.fromkeys(HEADED, 2),
    "num_key_value_heads": 1,
    **dict.fromkeys(("head_dim", "d_kv", "kv_channels", "v_head_dim", "q_lora_rank"), 8),
    **dict.fromkeys(("kv_lora_rank", "rotary_dim", "embedding_rank"), 8),
    **dict.fromkeys(("qk_rope_head_dim", "qk_nope_head_dim"), 4),
    **dict.fromkeys(("n_positions", "n_ctx", "max_position_embeddings"), 32),
    **dict.fromkeys(("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts"), 2),
    **dict.fromkeys(("num_experts_per_tok", "n_group", "topk_group", "n_shared_experts"), 1),
    **{"hidden_size_per_layer_input": 4, "vocab_size_per_layer_input": 32},
    **{"vocab_size": 32, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2},
    **{"type_vocab_size": 2, "decoder_start_token_id": 1, "moe_k": 1, "moe_num_shared_experts": 1},
}


def config_of(name: str, **given: Any):
    """A configuration of a model type, made small; what is given goes before."""
    kind = CONFIG_MAPPING[name]
    known = {field.name for field in dataclasses.fields(kind)}
    how = {key: value for key, value in SMALL.items() if key in known}
    config = kind(**{**how, **given})
    config._attn_implementation = "eager"
    return config


def model_of(config) -> torch.nn.Module:
    torch.manual_seed(0)
    kind = MODEL_MAPPING[type(config)]
    model = (kind[0] if isinstance(kind, tuple) else kind)(config).eval()
    model.set_attn_implementation("eager")
    return model


def attended(model: torch.nn.Module, real: list[int] | None = None, **how: Any):
    """What the model gives back for one row of tokens, its weights included.

    real  1 for each token that is no padding
    """
    count = len(real) if real else TOKENS
    ids = torch.arange(3, 3 + count)[None]
    if real is not None:
        how["attention_mask"] = torch.tensor([real])
    with torch.no_grad():
        return model(input_ids=ids, output_attentions=True, **how)


def reads(weights: torch.Tensor) -> np.ndarray:
    """The keys of each query that have any weight. Shape: (1, heads, q, k) -> bool (q, k).

    Every head has to have the same.
    """
    found = weights[0].gt(FLOOR).numpy() if weights.min() < 0 else weights[0].ne(0).numpy()
    assert (found == found[:1]).all()
    return found[0]
