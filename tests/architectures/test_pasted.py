"""Configs as people paste them: with remarks, from Python, in part, or another file beside it."""

import json
from dataclasses import fields

import pytest
from huggingface_hub.errors import StrictDataclassFieldValidationError
from transformers import CONFIG_MAPPING, MistralConfig

from maskviz.architectures import ConfigError, cache_bytes, read
from maskviz.architectures.stack import window_of
from maskviz.architectures.types import WAY_OF, usual
from maskviz.architectures.values import Values

CONFIG = {"model_type": "llama", "num_hidden_layers": 4, "tie_word_embeddings": False, "a": None}
MISTRAL = MistralConfig(num_hidden_layers=4, sliding_window=64)
READ = {
    "remarks": '{\n  // a\n  "model_type": "llama", /* b\n c */\n  "num_hidden_layers": 4, # d\n}',
    "a last comma": '{"model_type": "llama", "num_hidden_layers": 4, "a": [1, 2,],}',
    "a dict of Python": str(CONFIG),
    "a type of torch": str(CONFIG | {"b": 1})[:-1] + ", 'dtype': torch.bfloat16}",
    "a fence": f"```json\n{json.dumps(CONFIG)}\n```",
    "curly quotes": "{“model_type”: “llama”, “num_hidden_layers”: 4}",
    "marks in a text": '{"model_type": "llama", "num_hidden_layers": 4, "a": "// True, # \'}",}',
}


@pytest.mark.parametrize("name", READ)
def test_what_only_json_does_not_know_is_read(name):
    found = read(READ[name])
    assert found.type == "llama" and len(found.layers) == 4


def test_what_transformers_prints_is_read():
    found = read(repr(MISTRAL))
    assert [layer.title for layer in found.layers] == ["Sliding window, window 64"] * 4


def test_a_fault_behind_remarks_is_found_on_its_line():
    with pytest.raises(ConfigError, match="in line 4, column 8"):
        read('{\n  // one\n  "model_type": "llama", /* two */\n  "a": }')


INSTEAD = {
    "the adapter_config.json of an adapter, and the masks are in the config.json of “a/b”": {
        "peft_type": "LORA",
        "base_model_name_or_path": "a/b",
    },
    "a generation_config.json": {"bos_token_id": 1, "do_sample": True, "temperature": 0.6},
    "a tokenizer_config.json": {"bos_token": "<s>", "model_max_length": 10**30},
    "the index of the files of weights": {"metadata": {}, "weight_map": {"a": "b"}},
    "a preprocessor_config.json": {"image_mean": [0.5], "size": 224},
    "a params.json": {"dim": 4096, "n_layers": 32, "n_kv_heads": 8},
    "say “LlamaForCausalLM”: add “model_type” “llama”": {"architectures": ["LlamaForCausalLM"]},
    "add “model_type” “gpt_neox”": {"architectures": ["GPTNeoXForCausalLM"]},
    "add “model_type” “gpt2”": {"architectures": ["GPT2LMHeadModel"], "n_layer": 12},
}


@pytest.mark.parametrize("said", INSTEAD)
def test_another_file_is_named(said):
    with pytest.raises(ConfigError) as fault:
        read(json.dumps(INSTEAD[said]))
    assert said in str(fault.value) and str(fault.value).endswith(".")


def test_a_text_that_is_cut_off_ends_too_early():
    with pytest.raises(ConfigError, match="it ends too early in line 1"):
        read('{"model_type": "llama", "num_hid')


def test_another_model_is_no_slip_of_the_pen():
    for name in ("mpt", "phi3small", "chatglm"):
        with pytest.raises(ConfigError, match=r"types that are read\.$"):
            read(json.dumps({"model_type": name}))
    with pytest.raises(ConfigError, match="did you mean “llama”"):
        read('{"model_type": "Llama"}')


@pytest.mark.parametrize("name", ["qwen2_vl", "qwen2_5_vl"])
def test_an_old_config_has_its_text_outside(name):
    given = {"num_hidden_layers": 3, "sliding_window": 64, "use_sliding_window": True}
    given |= {"max_window_layers": 1, "vision_config": {}}
    told = CONFIG_MAPPING[name](**given).get_text_config()
    named = {"full_attention": "Causal", "sliding_attention": "Sliding window, window 64"}
    found = read(json.dumps({"model_type": name, **given}))
    assert [layer.title for layer in found.layers] == [named[t] for t in told.layer_types]


def has_window(name: str) -> bool:
    if name not in CONFIG_MAPPING or name == "smollm3":  # whose switch says which layers slide
        return False
    return "sliding_window" in {field.name for field in fields(CONFIG_MAPPING[name])}


@pytest.mark.parametrize("switch", [True, False, None])
@pytest.mark.parametrize("name", [name for name in WAY_OF if has_window(name)])
def test_only_a_type_that_looks_at_the_switch_is_switched_off(name, switch):
    given = {"sliding_window": 64, "use_sliding_window": switch}
    try:
        told = CONFIG_MAPPING[name](**given)
    except StrictDataclassFieldValidationError:
        return  # null, where it has to be true or false
    found = window_of(Values(name, given, usual(name)))
    assert (found or 0) == (told.sliding_window or 0)


def test_the_width_of_bloom_has_a_name_of_its_own():
    given = {"n_embed": 1024, "n_head": 16, "n_layer": 2}
    width = CONFIG_MAPPING["bloom"](**given).hidden_size
    found = cache_bytes(read(json.dumps({"model_type": "bloom", **given})), 1)
    assert found.bytes == 2 * width * 2 * 2  # a key and a value of 2 bytes a number, 2 layers
