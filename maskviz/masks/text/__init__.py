"""What can be read off a text and its tokens: secrets, words, documents, marks, orders, trees."""

from maskviz.masks.text.labels import Span
from maskviz.masks.text.marks import MARKS, SPECIAL, SPECIAL_KINDS, is_punctuation, special_tokens
from maskviz.masks.text.orders import intervals, ranks, tree
from maskviz.masks.text.pieces import documents, quoted, stretches
from maskviz.masks.text.secrets import (
    SECRET_KINDS,
    SECRETS,
    Secret,
    find_secrets,
    names,
    spans_to_tokens,
)
from maskviz.masks.text.vocabulary import CLASSES, domain, kinds, present, word_levels, words

__all__ = [
    "CLASSES",
    "MARKS",
    "SECRETS",
    "SECRET_KINDS",
    "SPECIAL",
    "SPECIAL_KINDS",
    "Secret",
    "Span",
    "documents",
    "domain",
    "find_secrets",
    "intervals",
    "is_punctuation",
    "kinds",
    "names",
    "present",
    "quoted",
    "ranks",
    "spans_to_tokens",
    "special_tokens",
    "stretches",
    "tree",
    "word_levels",
    "words",
]
