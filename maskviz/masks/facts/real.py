"""Real: a token of the text, or padding that only fills its row."""

import numpy as np

from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact


@fact(
    Fact("1 for a real token, 0 for padding."),
    Example("the last quarter is padding", lambda i, n: 4 * i < 3 * n),
    shown={
        "text": "The cat sat on the wall and looked at the moon",
        "texts": 3,
        "text_2": "The old man laughed",
        "text_3": "Dorothy and the Scarecrow walked along",
        "row": 2,
    },
    said=("padding, not a token", "a token, not padding"),
    drawn=True,
)
def real(row: Row) -> np.ndarray:
    return row.real
