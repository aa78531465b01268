"""How many tokens a model is drawn at: enough that its local masks can be told from full ones."""

from maskviz.architectures.layers import LayerMask
from maskviz.architectures.model import MOST, Model

SIZES = (2_048, 8_192, 32_768, 131_072)
USUAL = 8_192


def longest(model: Model) -> int:
    """The longest text that can be drawn; what names no limit has none here."""
    return min(model.context or MOST, MOST)


def suited(model: Model) -> int:
    """The size at which a model is drawn unless told: 8,192 tokens, or more where the largest of
    its windows and chunks would not fit in twice, and no more than it takes."""
    local = max((local_number(mask) for mask in model.masks), default=0)
    large = next((size for size in SIZES if size >= max(USUAL, 2 * local)), MOST)
    return min(large, longest(model))


def local_number(mask: LayerMask) -> int:
    """The number of a window or a chunk; 0 for a mask that has none."""
    if mask.name == "shifted_window":
        return 0
    return max((number for _, number in mask.numbers), default=0)
