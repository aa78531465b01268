"""Image: a token that stands for a piece of an image among words."""

import numpy as np

from maskviz.masks.facts.spec import Click, Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import quoted


@fact(
    Fact("1 for a token that is part of an image."),
    Example("of every 64 tokens the first 16 are an image", lambda i, n: i % 64 < 16),
    shown={
        "text": 'She turned the page: "a red house by the sea" was the first picture, and '
        'then came "a ship in the storm" and nothing more'
    },
    said=("not part of an image", "part of an image"),
    told="What is quoted stands for an image until you click tokens above.",
    clicks=(Click("is_image", "Tokens that stand for an image or a group", "is_image"),),
)
def is_image(row: Row) -> np.ndarray:
    """What is quoted stands for an image, turned over where somebody clicked."""
    return row.toggled(quoted(row.labels), "is_image")
