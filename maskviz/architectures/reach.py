"""How many keys a token can learn of through several layers, one reading what another read."""

import numpy as np

from maskviz.architectures.layers import LayerMask
from maskviz.architectures.spans import spans


def reached(masks: list[LayerMask], token: int, tokens: int) -> list[int]:
    """How many of `tokens` keys reach the token through the first layer, the first two, and so on.

    masks  of the layers, the one nearest the text first; their rows are unbroken and hold the token
           itself, so that what is reached is one stretch again
    """
    return [len(stretch(masks[: depth + 1], token, tokens)) for depth in range(len(masks))]


def stretch(masks: list[LayerMask], token: int, tokens: int) -> range:
    """The keys that reach the token through all of these layers, from the last one down."""
    first = last = token
    for mask in reversed(masks):
        ends = np.array([first, last])
        starts, stops = spans(mask, ends, tokens)
        first, last = int(starts[0]), int(stops[1])
    return range(first, last + 1)
