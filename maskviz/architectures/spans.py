"""Where the keys of a query begin and end, for masks whose rows are one unbroken stretch.

At real size a matrix has too many cells to be made: a 128k context has 17,179,869,184.
"""

import numpy as np

from maskviz.architectures.layers import LayerMask

UNBROKEN = (
    "causal",
    "full",
    "sliding_window",
    "two_sided_window",
    "two_sided_width",
    "chunked_causal",
    "prefix_lm",
)


def spans(layer: LayerMask, q: np.ndarray, keys: int) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last key of each query, both of the shape of q; positions from 0.

    The same as the mask's own predicate, which the tests compare cell by cell. ValueError for a
    mask whose rows have gaps.
    """
    if layer.name not in UNBROKEN:
        raise ValueError(f"the rows of {layer.name} have gaps")
    start, end = np.zeros_like(q), np.full_like(q, keys - 1)
    number = dict(layer.numbers)
    match layer.name:
        case "causal":
            return start, q
        case "sliding_window":
            return np.maximum(q - number["window"] + 1, 0), q
        case "chunked_causal":
            return q // number["size"] * number["size"], q
        case "prefix_lm":
            return start, np.minimum(np.maximum(q, number["prefix"] - 1), keys - 1)
        case "two_sided_window" | "two_sided_width":
            reach = number.get("radius", number.get("width", 0) // 2)
            return np.maximum(q - reach, 0), np.minimum(q + reach, keys - 1)
    return start, end
