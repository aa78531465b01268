"""The mask of a layer in proportion to a short text, where its numbers have to be whole."""

from dataclasses import dataclass
from math import isqrt

from maskviz.architectures.layers import LayerMask
from maskviz.masks.call import MaskCall
from maskviz.masks.spec import Int

LEAST = {"window": 2, "size": 2, "width": 2, "radius": 1, "prefix": 1}  # less shows nothing


@dataclass(frozen=True)
class Shrunk:
    """A mask that a short text can show, and what its numbers were made of.

    call    of the catalogue, its numbers within the bounds of their controls
    tokens  a side; of an image as many as make a square
    told    each number at its real size and here, in words
    """

    call: MaskCall
    tokens: int
    told: str


def shrunk(layer: LayerMask, context: int, tokens: int) -> Shrunk:
    """The mask of a layer over `context` tokens, as it looks over `tokens`."""
    if layer.name == "shifted_window":
        return shrunk_image(layer, tokens)
    said, numbers = [], {}
    for name, number in layer.numbers:
        exact = number * tokens / context
        here = bounded(layer, name, in_proportion(name, exact))
        numbers[name] = here
        more = f", in proportion {exact:.2g}" if here < number and here > exact * 1.5 else ""
        said.append(f"{name} {number:,} of {context:,} tokens, here {here} of {tokens}{more}")
    told = "; ".join(said) or f"{context:,} tokens, here {tokens}"
    return Shrunk(MaskCall(layer.name, numbers), tokens, told)


def in_proportion(name: str, exact: float) -> int:
    """The nearest whole number that shows something; a width is even, half to either side."""
    if name == "width":
        return max(LEAST[name], 2 * round(exact / 2))
    return max(LEAST[name], round(exact))


def bounded(layer: LayerMask, name: str, number: int) -> int:
    kind = layer.mask.parameters[name].kind
    return min(max(number, kind.low), kind.high) if isinstance(kind, Int) else number


def shrunk_image(layer: LayerMask, tokens: int) -> Shrunk:
    """Windows of patches: the square that the text fills, with as many windows as will fit."""
    side, window = layer["width"], layer["window"]
    here = max(2, isqrt(tokens))
    small = here if window >= side else max(2, round(window * here / side))
    move = small // 2 if layer["shift"] else 0
    call = MaskCall("shifted_window", {"width": here, "window": small, "shift": move})
    told = (
        f"windows of {window} in {side} x {side} patches, here of {small} in {here} x {here}; "
        f"moved by {layer['shift']}, here by {move}"
    )
    return Shrunk(call, here * here, told)
