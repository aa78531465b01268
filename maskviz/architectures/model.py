"""What was read from a config: the attentions of a model, layer by layer, and its sizes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from maskviz.architectures.layers import LayerMask

MOST = 131_072  # tokens of a text that is drawn
DECODER, ENCODER, CROSS = "decoder", "encoder", "cross"


@dataclass(frozen=True)
class Layer:
    """One attention of the stack.

    number  its layer, from 0
    part    decoder, encoder, or cross: a decoder that reads what the encoder made
    mask    None where there is no attention, as in a recurrent layer; `without` says what there is
    """

    number: int
    part: str
    mask: LayerMask | None
    without: str = ""

    @property
    def title(self) -> str:
        return self.mask.title if self.mask else f"No attention: {self.without}"


@dataclass(frozen=True)
class Heads:
    """What a layer keeps of each token: a key and a value for each of so many heads.

    kv     heads that have a key and a value of their own
    width  numbers in a key, and as many in a value
    bytes  of a number
    dtype  its name; "" where the config has none, and 2 bytes are taken
    """

    kv: int
    width: int
    bytes: int
    dtype: str


@dataclass(frozen=True)
class Model:
    """A model as its config describes it.

    context  the longest text in tokens, of the decoder where there are two; 0 where none is named
    source   that of the encoder, where there are two
    layers   every attention, in the order of the layers; the encoder first, then of each layer of
             the decoder its own attention and the one across
    heads    None where the bytes of the cache cannot be told from the config; `why` says why
    remarks  a sentence for each thing that is unusual about its masks
    packs    whether texts packed into one row are kept apart where their positions begin anew; None
             where that was not tried
    """

    type: str
    kind: str  # decoder, encoder, encoder-decoder, vision
    context: int
    layers: tuple[Layer, ...]
    heads: Heads | None = None
    why: str = ""
    remarks: tuple[str, ...] = ()
    packs: bool | None = None
    source: int = 0
    sides: Mapping[int, int] = field(default_factory=dict)  # of a vision model: layer -> patches

    def part(self, name: str) -> tuple[Layer, ...]:
        return tuple(layer for layer in self.layers if layer.part == name)

    def sizes(self, layer: Layer, tokens: int) -> tuple[int, int]:
        """How many queries and keys a layer has for a text of so many tokens; the encoder of a
        model of two has its own length, and an image its patches."""
        if layer.number in self.sides:
            patches = self.sides[layer.number] ** 2
            return patches, patches
        source = min(self.source or tokens, MOST)
        if layer.part == CROSS:
            return tokens, source
        return (source, source) if layer.part == ENCODER else (tokens, tokens)

    @property
    def main(self) -> tuple[Layer, ...]:
        """The layers that make the next token, or in an encoder all of them."""
        return self.part(DECODER) or self.part(ENCODER)

    @property
    def masks(self) -> tuple[LayerMask, ...]:
        """Its different masks, in the order in which they come."""
        return tuple(dict.fromkeys(layer.mask for layer in self.layers if layer.mask))
