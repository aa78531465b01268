"""The bytes of the cache of keys and values, with windows and with all layers full."""

from dataclasses import dataclass

from maskviz.architectures.layers import LayerMask
from maskviz.architectures.model import DECODER, Layer, Model

KEPT = {"sliding_window": "window", "chunked_causal": "size"}  # mask -> its number of keys at most


@dataclass(frozen=True)
class Cache:
    """What a text of so many tokens takes, in bytes.

    bytes  every layer keeps the keys that a next token could read
    full   every layer keeps all keys
    """

    tokens: int
    bytes: int
    full: int


def kept(mask: LayerMask, tokens: int) -> int:
    """How many keys a layer of that mask has to keep after so many tokens."""
    return min(tokens, mask[KEPT[mask.name]]) if mask.name in KEPT else tokens


def cached(model: Model) -> tuple[Layer, ...]:
    """The layers with a cache that grows: those of the decoder that have attention."""
    return tuple(layer for layer in model.part(DECODER) if layer.mask)


def cache_bytes(model: Model, tokens: int) -> Cache:
    """The cache of one text; what a decoder keeps of the encoder's tokens does not grow with it
    and is left out. ValueError where the config does not say what a layer keeps."""
    if model.heads is None:
        raise ValueError(model.why)
    each = 2 * model.heads.kv * model.heads.width * model.heads.bytes  # a key and a value
    layers = cached(model)
    keys = sum(kept(layer.mask, tokens) for layer in layers if layer.mask)
    return Cache(tokens, each * keys, each * len(layers) * tokens)
