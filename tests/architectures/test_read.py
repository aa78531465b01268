"""A config as it is pasted: what is wrong is said in one sentence, and nothing is run."""

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import CONFIG_MAPPING
from transformers.models.auto import modeling_auto as auto

from maskviz.architectures import UNREAD, ConfigError, Model, read, read_config, readable
from maskviz.architectures.document import DEEPEST, LONGEST
from maskviz.architectures.types import COMPOSED, TOGETHER, WAY_OF, usual
from maskviz.architectures.ways import WAYS

LLAMA = {"model_type": "llama", "num_hidden_layers": 2}
TURN = {"model_type": "gemma2", "num_hidden_layers": 2}
WIDTHS = {
    "model_type": "longformer",
    "num_hidden_layers": 20,
    "attention_window": list(range(2, 42, 2)),
}
WRONG = {
    "": "The box is empty",
    "hello": "no JSON: expecting value in line 1, column 1",
    '{"model_type": "llama"': "no JSON: it ends too early in line 1",
    '{"model_type": "llama",\n "a": }': "in line 2, column 7",
    "[1, 2]": "an object in braces; this is a list",
    "null": "this is null",
    "17": "this is a value",
    "{}": "names its “model_type”; there is none among 0 keys",
    '{"model_type": 3}': "it is “3”",
    '{"model_type": "llama", "vocab_size": NaN}': "NaN is no number of JSON",
    '{"model_type": "llama", "rope": -Infinity}': "Infinity is no number of JSON",
    '{"model_type": "llama", "n": 1, "n": 2}': "“n” stands twice in one object, as “1” and as “2”",
    '{"model_type": "lama"}': "none of the",
    '{"model_type": "mamba"}': "“mamba” is not read: it has no attention",
    '{"model_type": "deepseek_v32"}': "choose their keys by score",
    json.dumps(LLAMA | {"num_hidden_layers": "two"}): "is a whole number, not “two”",
    json.dumps(LLAMA | {"num_hidden_layers": True}): "is a whole number, not “True”",
    json.dumps(LLAMA | {"num_hidden_layers": 2.0}): "is a whole number, not “2.0”",
    json.dumps(LLAMA | {"num_hidden_layers": 0}): "is 0; 1 to 256 can be read",
    json.dumps(LLAMA | {"num_hidden_layers": 10**6}): "is 1,000,000; 1 to 256 can be read",
    json.dumps(LLAMA | {"num_key_value_heads": 5}): "32 heads cannot share 5 keys evenly",
    json.dumps({"model_type": "swin", "image_size": 8192}): "has 2,048 patches a side; 96 are",
    json.dumps(WIDTHS): "Its layers have 20 different masks; 16 are the limit",
    json.dumps(LLAMA | {"n": 10**40}): "A number has 41 digits; 40 are the limit",
    json.dumps(TURN | {"layer_types": ["full_attention"]}): "has 1 layers and the model 2",
    json.dumps(TURN | {"layer_types": ["full_attention", "odd"]}): "Layer 1 is of type “odd”",
    json.dumps(TURN | {"layer_types": "full_attention"}): "is a list of texts, not",
    json.dumps(TURN | {"sliding_window": None}): "has no “sliding_window”",
    json.dumps(TURN | {"sliding_window": 0}): "is 0; 1 to",
    json.dumps(
        {"model_type": "gpt_neo", "attention_types": [[["up"], 24]]}
    ): "“attention_types” is",
    json.dumps(
        {"model_type": "longformer", "attention_window": 5}
    ): "a window of Longformer is even",
    json.dumps({"model_type": "longformer", "attention_window": [4]}): "has 1 layers",
    json.dumps({"model_type": "llama4", "text_config": {"model_type": "llama4"}}): "again",
    json.dumps({"model_type": "llama4_text", "attention_chunk_size": None}): "attention_chunk_size",
    json.dumps({"model_type": "swin", "image_size": 225, "window_size": 5}): "not read",
    json.dumps({"model_type": "gemma2", "use_bidirectional_attention": True}): "depends on",
    "[" * 40 + "]" * 40: f"are 40 deep in each other; {DEEPEST} are the limit",
    " " * (LONGEST + 1): f"has {LONGEST + 1:,} characters; {LONGEST:,} are the limit",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:40])
def test_what_is_wrong_is_said_in_one_sentence(text):
    with pytest.raises(ConfigError) as fault:
        read(text)
    said = str(fault.value)
    assert WRONG[text] in said and said.endswith((".", "?")) and "\n" not in said


def test_bytes_are_read_and_other_bytes_named():
    assert read(b'\xef\xbb\xbf{"model_type": "llama"}').type == "llama"
    with pytest.raises(ConfigError, match="no UTF-8 text: byte 1 is none"):
        read(b"{\xff}")


def test_a_near_name_is_offered():
    with pytest.raises(ConfigError, match="did you mean “mistral”"):
        read_config({"model_type": "mistrall"})


PIECES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.floats(allow_nan=False) | st.text("ab"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted({key for name in WAY_OF for key in usual(name)} | {"layer_types", "text_config"})


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(readable()), st.dictionaries(st.sampled_from(KEYS), PIECES, max_size=4))
def test_any_config_is_read_or_refused_in_a_sentence(name, keys):
    try:
        found = read(json.dumps({"model_type": name, **keys}))
    except ConfigError as fault:
        assert str(fault).endswith((".", "?"))
    else:
        assert isinstance(found, Model) and found.layers


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text('{}[]",:0123456789.eE-\\ntrufalsN'))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    with pytest.raises(ConfigError, match=r"[.?]$"):
        read(text)


def test_a_text_inside_of_a_larger_model_is_read():
    inside = {"model_type": "gemma3_text", "num_hidden_layers": 6, "sliding_window": 512}
    for outside in ("gemma3", "a_model_of_tomorrow"):
        found = read_config({"model_type": outside, "text_config": inside})
        assert [layer.mask.name for layer in found.layers].count("sliding_window") == 5
        assert found.type == outside and found.remarks
    assert read_config({"text_config": inside}).type == "gemma3_text"
    assert read_config({"model_type": "gemma3"}).layers[0].mask["window"] == 4096


def test_a_config_silent_has_what_its_class_has():
    """Each value that we take for usual is the default in transformers."""
    for name in WAY_OF:
        fields = {field.name: field for field in dataclasses.fields(CONFIG_MAPPING[name])}
        for key, value in usual(name).items():
            if key in fields and fields[key].default not in (None, dataclasses.MISSING):
                default = fields[key].default
                assert value == (list(default) if isinstance(default, tuple) else default), name


def test_every_type_that_writes_text_is_read_or_has_a_reason():
    """Those of one part; models of several are read by their text."""
    lists = (
        auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES,
        auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES,
        auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES,
    )
    alone = {
        name
        for names in lists
        for name in names
        if name in CONFIG_MAPPING and not getattr(CONFIG_MAPPING[name], "sub_configs", None)
    }
    reasons = [name for group in UNREAD.values() for name in group["types"]]
    assert len(reasons) == len({*reasons}) and not {*reasons} & {*readable()}
    assert sorted(alone - {*readable()} - {*reasons}) == []
    assert {*WAY_OF, *COMPOSED} <= {*CONFIG_MAPPING} and {*TOGETHER} <= {*WAY_OF}
    assert {*WAY_OF.values()} == {*WAYS, "encoder_decoder", "shifted"}


def test_a_list_of_types_that_nobody_looks_at_is_named():
    said = read_config(LLAMA | {"layer_types": ["sliding_attention"] * 2}).remarks
    assert "lists “layer_types”, and llama does not look at them" in " ".join(said)


def test_a_window_as_long_as_the_text_is_named():
    config = {"model_type": "phi3", "sliding_window": 8192, "max_position_embeddings": 4096}
    assert (
        "Its window of 8,192 is as long as the longest text, 4,096"
        in read_config(config).remarks[0]
    )


def test_numbers_of_an_odd_type_have_no_bytes():
    assert "“int3”" in read_config(LLAMA | {"dtype": "int3"}).why
