"""What each token is, from its text alone: special, secret, part of a word, of a document …"""

from maskviz.masks.facts.labels import Span
from maskviz.masks.facts.marks import SPECIAL, SPECIAL_KINDS, is_punctuation, special_tokens
from maskviz.masks.facts.orders import intervals, ranks, tree
from maskviz.masks.facts.pieces import documents, quoted, stretches
from maskviz.masks.facts.secrets import (
    SECRET_KINDS,
    SECRETS,
    Secret,
    find_secrets,
    names,
    spans_to_tokens,
)
from maskviz.masks.facts.vocabulary import CLASSES, domain, kinds, word_levels, words

__all__ = [
    "CLASSES",
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
    "quoted",
    "ranks",
    "spans_to_tokens",
    "special_tokens",
    "stretches",
    "tree",
    "word_levels",
    "words",
]
