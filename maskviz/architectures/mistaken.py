"""Files that lie beside a config.json and are pasted in its place, by what only they have."""

import re
from collections.abc import Mapping
from typing import Any

from maskviz.architectures.error import quoted

FILES = (  # the file, and keys of which it has one
    ("the adapter_config.json of an adapter", ("peft_type", "lora_alpha")),
    ("the index of the files of weights", ("weight_map",)),
    (
        "a tokenizer_config.json or tokenizer.json",
        ("tokenizer_class", "added_tokens_decoder", "added_tokens", "bos_token", "unk_token"),
    ),
    (
        "a preprocessor_config.json",
        ("image_processor_type", "feature_extractor_type", "image_mean", "processor_class"),
    ),
    (
        "a generation_config.json",
        ("_from_model_config", "do_sample", "temperature", "top_p", "max_new_tokens"),
    ),
    ("a params.json, whose names are its maker's own", ("n_layers", "n_kv_heads", "norm_eps")),
)
CLASS = re.compile(r"(\w+?)(?:For[A-Z]\w*|LMHeadModel|DoubleHeadsModel|PreTrainedModel|Model)")


def instead(config: Mapping[str, Any], readable: tuple[str, ...]) -> str:
    """What a config without a model_type is, or lacks, as the end of a sentence; "" where nobody
    knows."""
    if named := type_named(config, readable):
        wanted = f"“model_type” {quoted(named)}"
        return f"; its “architectures” say {quoted(config['architectures'][0])}: add {wanted}"
    for file, keys in FILES:
        if any(key in config for key in keys):
            base = config.get("base_model_name_or_path")
            where = f" of {quoted(base)}" if isinstance(base, str) and base else ""
            return f"; this looks like {file}, and the masks are in the config.json{where}"
    return ""


def type_named(config: Mapping[str, Any], readable: tuple[str, ...]) -> str:
    """The type of which "architectures" names a class; "" where it names none that is read."""
    names = config.get("architectures")
    if not isinstance(names, list) or not names or not isinstance(names[0], str):
        return ""
    found = CLASS.fullmatch(names[0])
    stem = found[1].lower() if found else ""
    return next((name for name in readable if re.sub(r"[-_]", "", name) == stem), "")
