"""From a config to the masks of its layers: what `model_type` says decides the way."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from maskviz.architectures.document import document
from maskviz.architectures.encoded import encoded
from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.heads import heads_of
from maskviz.architectures.layers import LayerMask
from maskviz.architectures.mistaken import instead
from maskviz.architectures.model import DECODER, ENCODER, Layer, Model
from maskviz.architectures.remarks import remarks_of
from maskviz.architectures.stack import CAUSAL
from maskviz.architectures.types import COMPOSED, TOGETHER, WAY_OF, readable, unread, usual
from maskviz.architectures.values import Values
from maskviz.architectures.vision import prefixed, shifted
from maskviz.architectures.ways import WAYS

TEXTS = ("text_config", "llm_config", "language_config", "thinker_config")  # where a text is inside


LIKE = 0.8  # of the letters, so that a slip of the pen is one and another model is none
MASKS = 16  # different ones in a stack


def read(raw: str | bytes) -> Model:
    """A model from its config.json as text. ConfigError, one sentence, where that is none."""
    return read_config(document(raw))


def read_config(config: Mapping[str, Any]) -> Model:
    """A model from its config as a dict: `model_type` and what that type has, all else ignored.

    ConfigError for a type that nobody knows, a value of the wrong kind and layers that contradict
    each other.
    """
    found = any_masks(config)
    if len(found.masks) > MASKS:
        raise ConfigError(
            f"Its layers have {len(found.masks)} different masks; {MASKS} are the limit."
        )
    return found


def any_masks(config: Mapping[str, Any]) -> Model:
    """The same with as many different masks as the config has."""
    name = type_of(config)
    if name in COMPOSED or (name not in WAY_OF and inside(config)):
        return text_of(name, config)
    if name not in WAY_OF:
        raise ConfigError(unknown(name))
    values = Values(name, config, usual(name))
    way = WAY_OF[name]
    if way == "encoder_decoder":
        return encoded(values)
    if way == "shifted":
        return shifted(values)
    stack = WAYS[way](values)
    past = all(mask is None or is_causal(mask) for mask in stack if isinstance(mask, LayerMask))
    part = DECODER if past else ENCODER
    layers = tuple(
        Layer(i, part, mask) if isinstance(mask, LayerMask) else Layer(i, part, None, mask)
        for i, mask in enumerate(stack)
    )
    heads, why = heads_of(values) if past else (None, "an encoder keeps no cache")
    kind = "decoder" if past else "encoder"
    remarks = remarks_of(values, layers)
    packs = name not in TOGETHER if past else None
    return Model(name, kind, values.context, layers, heads, why, remarks, packs)


def is_causal(mask: LayerMask) -> bool:
    return mask == CAUSAL or mask.name in ("sliding_window", "chunked_causal")


def type_of(config: Mapping[str, Any]) -> str:
    name = config.get("model_type")
    if name is None and (found := inside(config)):
        return type_of(config[found])
    if not isinstance(name, str) or not name:
        missing = f"it is {quoted(name)}" if "model_type" in config else "there is none"
        why = instead(config, readable())
        raise ConfigError(
            f"A config names its “model_type”; {missing} among {len(config)} keys{why}."
        )
    return name


def inside(config: Mapping[str, Any]) -> str:
    """Where the config of a text stands in that of a model of several parts; "" where none does."""
    return next((key for key in TEXTS if isinstance(config.get(key), dict)), "")


def text_of(name: str, config: Mapping[str, Any]) -> Model:
    """The text's part of a model of several parts."""
    known, found = COMPOSED.get(name, {}), inside(config)
    outside = {key: config[key] for key in ("dtype", "torch_dtype") if key in config}
    flat = {key: value for key, value in config.items() if key != "model_type"}
    given = config[found] if found else flat if known.get("flat") else {}
    text = {"model_type": known.get("text"), **outside, **given}
    if found and text["model_type"] == name:
        raise ConfigError(f"“{found}” is of the type {quoted(name)} again.")
    model = read_config(text)
    told = known.get("told", "What is read is its text; its other parts have masks of their own.")
    if name == "paligemma":
        return prefixed(model, config)
    return replace(model, type=name, remarks=(*model.remarks, told), packs=None)


def unknown(name: str) -> str:
    """The sentence for a type that is not read: why, or the nearest one that is."""
    if why := unread(name):
        return f"{quoted(name)} is not read: {why}."
    near = get_close_matches(name.lower(), readable(), 1, LIKE)
    meant = f"; did you mean {quoted(near[0])}?" if near else ""
    end = "" if meant else "."
    return f"{quoted(name)} is none of the {len(readable())} model types that are read{meant}{end}"
