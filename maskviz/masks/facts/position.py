"""Position: the number that a token has as its position id, counted from the first real token."""

import numpy as np

from maskviz.masks.facts.real import real
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact


@fact(
    Fact("Its position id: real tokens are counted from 0.", high=2047),
    Example("the last quarter is padding", lambda i, n: min(i, -(-3 * n // 4) - 1)),
    shown={**real.shown, "pad_side": "left"},
)
def position(row: Row) -> np.ndarray:
    """As transformers counts them from an attention_mask; padding before the text has 0."""
    return np.maximum(np.cumsum(row["real"]) - 1, 0)
