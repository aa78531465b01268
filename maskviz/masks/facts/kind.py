"""Kind: what class of word a token belongs to."""

from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import CLASSES, kinds

MEANING = ", ".join(f"{number} {name}" for number, name in enumerate(CLASSES))


@fact(
    Fact(f"{MEANING}.", high=len(CLASSES) - 1),
    Example("the five classes take turns", lambda i, n: i % 5),
)
def kind(row: Row) -> tuple[int, ...]:
    return kinds(row.labels)
