"""Begins: a token with which a document begins."""

import numpy as np

from maskviz.masks.facts.spec import Click, Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text.pieces import sentence_starts


@fact(
    Fact("1 for a token that begins a document, unless it is the first."),
    Example("every 32nd token begins a document", lambda i, n: i > 0 and i % 32 == 0),
    shown={
        "text": "The king was old and slept all day. Why did the boy run home? The cat "
        "sat on the wall. Nobody knew the name of the little man."
    },
    said=("not the beginning of a document", "the beginning of a document"),
    told="Each sentence is a document until you click tokens above.",
    clicks=(Click("doc", "Tokens that begin a document", "begins"),),
)
def begins(row: Row) -> np.ndarray:
    """Where a sentence begins, turned over where somebody clicked."""
    found = np.zeros(len(row.labels), dtype=int)
    found[list(sentence_starts(row.labels))] = 1
    return row.toggled(found, "doc")
