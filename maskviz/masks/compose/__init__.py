"""Masks made of masks: a small tree of and, or, not, shift and per document over the catalogue."""

from maskviz.masks.compose.cells import cells
from maskviz.masks.compose.reading import read_term, term_of
from maskviz.masks.compose.tree import (
    Join,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    TermError,
    Typed,
    asks_about_queries,
    differs_by_head,
    facts_of,
    typed,
)

__all__ = [
    "Join",
    "Opposite",
    "PerDocument",
    "Shifted",
    "Term",
    "TermError",
    "Typed",
    "asks_about_queries",
    "cells",
    "differs_by_head",
    "facts_of",
    "read_term",
    "term_of",
    "typed",
]
