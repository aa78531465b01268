"""Section: an image and the words after it, up to the next image."""

from maskviz.masks.facts.is_image import is_image
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import stretches


@fact(
    Fact("How many images have begun, its own included.", high=2047),
    Example("each image begins a section", lambda i, n: i // 64 + 1),
    shown=is_image.shown,
    clicks=is_image.clicks,
)
def section(row: Row) -> tuple[int, ...]:
    return stretches(row["is_image"])[1]
