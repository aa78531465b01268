"""Word: which word a token belongs to; the same word has the same number everywhere."""

from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import words


@fact(
    Fact("The number of the word it belongs to.", high=2047),
    Example("the same 50 words come again and again", lambda i, n: i % 50),
)
def word(row: Row) -> tuple[int, ...]:
    return words(row.labels)
