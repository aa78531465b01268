"""First key: where the document of a query begins among the keys."""

from collections.abc import Mapping

from maskviz.masks.facts.spec import Example, Number, Row, WordList, fact
from maskviz.masks.kinds import Fact, Int
from maskviz.masks.text.lengths import lengths, readable

CAUSAL = Int(0, 1, "1: from the lower right corner of each document. 0: all of the document.")


def ranges(row: Row) -> list[tuple[int, int]]:
    """The first and the last key of the query at each place; the queries are the last tokens."""
    tokens, settings = len(row.labels), row.settings
    rows = min(settings["queries"] or tokens, tokens)
    asks, holds = (lengths(settings[name]) for name in ("query_lengths", "key_lengths"))
    found = readable(asks, holds, rows, tokens, bool(settings["varlen_causal"]))
    return [(0, place) for place in range(tokens - rows)] + found


def there(name: str, row: Row) -> Mapping[str, bool]:
    """Of each listed length whether it is a number and its document begins in the text."""
    listed, tokens = row.settings[name].replace(",", " ").split(), len(row.labels)
    if name == "query_lengths":
        tokens = min(row.settings["queries"] or tokens, tokens)
    starts = [sum(lengths(" ".join(listed[:place]))) for place in range(len(listed))]
    return {
        word: bool(lengths(word)) and start < tokens
        for word, start in zip(listed, starts, strict=True)
    }


@fact(
    Fact("The first key that its query may read.", high=2047),
    Example("every 32 tokens are a document", lambda i, n: i // 32 * 32),
    shown={
        "text": "The king was old and slept all day. Why did the boy run home?",
        "and_causal": False,
    },
    told="A document has its own number of queries and of keys; tokens beyond the lists are one "
    "document more.",
    settings=(
        WordList(
            "query_lengths",
            "Queries of each document",
            "2 6",
            lambda row: there("query_lengths", row),
            hint="2 6 4",
        ),
        WordList(
            "key_lengths",
            "Keys of each document",
            "5 4",
            lambda row: there("key_lengths", row),
            hint="5 4 3",
        ),
        Number("varlen_causal", "Causal in each document", CAUSAL, 1),
    ),
)
def first_key(row: Row) -> list[int]:
    return [first for first, _ in ranges(row)]
