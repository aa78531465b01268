"""Group: which run of tokens, such as the pieces of one image, a token is part of."""

from maskviz.masks.facts.is_image import is_image
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import stretches


@fact(
    Fact("0 is text, the groups count from 1.", high=2047),
    Example(
        "of every 64 tokens the last 16 are a group",
        lambda i, n: (i // 64 + 1) * (i % 64 >= 48),
    ),
    shown=is_image.shown,
    told="What is quoted is a group until you click tokens above.",
    clicks=is_image.clicks,
)
def group(row: Row) -> tuple[int, ...]:
    return stretches(row["is_image"])[0]
