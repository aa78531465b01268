"""What a layer's weights read in a tiny model of each type is what we read in its config."""

import numpy as np
import pytest
import torch
from transformers import CONFIG_MAPPING
from transformers.masking_utils import create_masks_for_generate

from maskviz.architectures import Layer, cells, read_config
from maskviz.architectures.model import DECODER
from maskviz.architectures.types import WAY_OF
from tests.architectures.tiny import LAYERS, TOKENS, attended, config_of, model_of, reads

PADDED = [0, 0, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 0, 0, 0]  # 1 is a real token
OF_ONE_PART = [name for name, way in WAY_OF.items() if way not in ("encoder_decoder", "shifted")]
LISTED = {"layer_types": ["sliding_attention", "full_attention"]}
CUT = {"layer_types": ["chunked_attention", "full_attention"]}
MORE = {
    "gpt_neo": {"attention_types": [[["global", "local"], 1]], "window_size": 3},
    "longformer": {"attention_window": [4] * LAYERS},
    "modernbert": {"local_attention": 6},
    "modernbert-decoder": {"local_attention": 6},
    "llama4_text": {"attention_chunk_size": 4, **CUT},
}
SMALL_STATE = {
    "full_attention_interval": 2,
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 2,
    "linear_key_head_dim": 8,
    "linear_value_head_dim": 8,
}
SECTIONS = {
    "rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 10000.0}
}
SWITCHED_ON = ("qwen2", "qwen2_moe", "qwen3", "qwen3_moe", "smollm3")
MORE |= {name: {"use_sliding_window": True} for name in SWITCHED_ON}
LATE = {"use_sliding_window": True, "max_window_layers": 1}
MORE |= dict.fromkeys(("qwen2", "qwen3"), LATE)
MORE |= {"dots1": {"max_window_layers": 1}}
MORE |= dict.fromkeys(("qwen3_next", "qwen3_5_text", "qwen3_5_moe_text"), SMALL_STATE)
MORE |= dict.fromkeys(("qwen2_vl_text", "qwen2_5_vl_text"), SECTIONS | LATE)
MORE |= {
    "jamba": {"attn_layer_period": 2, "attn_layer_offset": 1},
    "codegen": {"n_head": 4, "rotary_dim": 4},
}
MORE |= {"gemma4_text": {**LISTED, "sliding_window": 3, "global_head_dim": 8}}
MORE |= {"lfm2": {"layer_types": ["conv", "full_attention"]}}
NO_SHARING = ("axk1", "deepseek_v2", "deepseek_v3", "diffllama", "esmc", "glm4_moe_lite")
NO_SHARING += ("minicpm3", "mistral4", "youtu")  # as many keys and values as heads
WINDOWED = ("windowed", "listed", "listed_or_whole", "only_listed", "from_layer", "first_of_4")
ALONE = ("deberta", "deberta-v2", "longformer")  # what a token of padding reads is of no account


def from_band(band: torch.Tensor) -> np.ndarray:
    """Longformer gives back a band (1, heads, q, width + 1); the same as bool (q, k)."""
    near, reach = reads(band), band.shape[-1] // 2
    found = np.zeros((TOKENS, TOKENS + 2 * reach), dtype=bool)
    for q in range(TOKENS):
        found[q, q : q + len(near[q])] = near[q]
    return found[:, reach:-reach]


def given(name: str) -> dict:
    """What a small config says of its masks."""
    way = WAY_OF[name]
    found = {}
    if way in WINDOWED or way.startswith("last_of"):
        found |= {"sliding_window": 3}
    if way.startswith(("last_of", "first_of")) or way in ("only_listed", "listed_or_whole"):
        found |= LISTED
    if name in NO_SHARING:
        found |= {"num_key_value_heads": 2}
    return found | MORE.get(name, {})


def layers_of(name: str, config) -> list[Layer]:
    """The layers that have weights, as our reader finds them in the config as it is saved."""
    model = read_config({**config.to_diff_dict(), "model_type": name})
    assert len(model.layers) == LAYERS
    return [layer for layer in model.layers if layer.mask]


def compared(name: str, layers: list[Layer], model, real=None) -> None:
    """Every cell, but those of queries with nothing to read: there transformers takes the mean."""
    weights = list(attended(model, real).attentions)
    for layer, weight in zip(layers, weights, strict=True):
        ours = cells(layer.mask, TOKENS, real=real)
        rows = ours.any(1)
        if real and name in ALONE:
            rows &= np.array(real, dtype=bool)
        theirs = from_band(weight) if name == "longformer" else reads(weight)
        assert np.array_equal(ours[rows], theirs[rows]), (name, layer)


@pytest.mark.parametrize("name", OF_ONE_PART)
@pytest.mark.filterwarnings("ignore")
def test_each_type_alone_padded_on_either_side_and_packed(name):
    config = config_of(name, **given(name))
    model, layers = model_of(config), layers_of(name, config)
    for real in (None, *PADDED):
        compared(name, layers, model, real)
    if layers[0].part == DECODER:
        packed(name, config, layers, model)
        kept(name, config, model)


def kept(name: str, config, model) -> None:
    """The cache holds keys and values (1, heads, tokens, numbers) of the sizes that we read."""
    cache = getattr(attended(model, use_cache=True), "past_key_values", None)
    heads = read_config({"model_type": name, **config.to_diff_dict()}).heads
    if heads is None or cache is None:
        return
    for layer in cache.layers:
        if getattr(layer, "keys", None) is not None:
            sizes = {(held.shape[1], held.shape[3]) for held in (layer.keys, layer.values)}
            assert sizes == {(heads.kv, heads.width)}


def packed(name: str, config, layers: list[Layer], model) -> None:
    """Positions that begin anew are taken for another text, where no mask of padding is given; or
    nobody looks at them, and all is one text."""
    doc, places = [0, 0, 0, 0, 0, 1, 2, 2, 2], torch.tensor([[0, 1, 2, 3, 4, 0, 0, 1, 2]])
    out = attended(model, position_ids=places, use_cache=False)
    apart = read_config({"model_type": name, **config.to_diff_dict()}).packs
    for layer, weight in zip(layers, out.attentions, strict=True):
        ours = cells(layer.mask, TOKENS, doc=doc if apart else None)
        assert np.array_equal(ours, reads(weight)), layer


SWITCHED = ("llama", "mistral", "gemma2", "gemma3_text", "qwen2", "gpt2", "gpt_oss", "cohere2")


@pytest.mark.parametrize("name", SWITCHED)
def test_a_decoder_that_is_told_to_read_both_ways(name):
    config = config_of(name, **given(name), is_causal=False)
    compared(name, layers_of(name, config), model_of(config), PADDED[0])


def test_both_ways_as_gemma_3_says_it():
    name = "gemma3_text"
    config = config_of(
        name, **given(name) | {"sliding_window": 4}, use_bidirectional_attention=True
    )
    compared(name, layers_of(name, config), model_of(config), PADDED[1])


@pytest.mark.parametrize("name", ["bert", "roberta", "electra"])
def test_an_encoder_made_a_decoder(name):
    config = config_of(name, is_decoder=True)
    compared(name, layers_of(name, config), model_of(config), PADDED[0])


@pytest.mark.parametrize("name", ["gemma2", "gemma3_text", "gpt_oss", "llama4_text", "cohere2"])
def test_the_masks_that_transformers_makes_ahead_of_a_call(name):
    """Where the modeling file makes its masks so, at a size that no tiny model is needed for."""
    config, count = config_of(name, **given(name)), 40
    config._attn_implementation = "sdpa"
    real = [0] * 7 + [1] * 33
    made = create_masks_for_generate(
        config,
        inputs_embeds=torch.zeros(1, count, 16),
        attention_mask=torch.tensor([real]),
        past_key_values=None,
    )
    for kind, layer in zip(config.layer_types, layers_of(name, config), strict=True):
        assert np.array_equal(cells(layer.mask, count, real=real), made[kind][0, 0].numpy())


KINDS = {
    "sliding_attention": ("sliding_window", "two_sided_width"),
    "full_attention": ("causal", "full"),
    "chunked_attention": ("chunked_causal",),
}


@pytest.mark.parametrize("count", [5, 13])
def test_layers_take_turns_as_in_transformers_where_the_config_lists_none(count):
    """Without a model: which layer is of which type, for every type that has such."""
    seen = set()
    for name in OF_ONE_PART:
        kind = CONFIG_MAPPING[name]
        if WAY_OF[name] == "only_listed" or "layer_types" not in dir(kind):
            continue
        window = {"sliding_window": 7} if WAY_OF[name] in WINDOWED else {}
        types = kind(num_hidden_layers=count, **window).layer_types
        layers = read_config({"model_type": name, "num_hidden_layers": count, **window}).layers
        for layer, told in zip(layers, types or [], strict=True):
            assert (layer.mask.name if layer.mask else None) in KINDS.get(told, (None,)), name
        seen.add(WAY_OF[name])
    assert {"last_of_2", "last_of_4", "last_of_6", "first_of_4", "from_layer", "chunks"} <= seen
