"""A known mask and padding together: what a batch of texts of different lengths has."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from maskviz.matrices.closest.find import Find


def real_keys(allowed: np.ndarray) -> np.ndarray | None:
    """Which keys some query may read, bool (k,); None when that is all of them, or none."""
    read = np.asarray(allowed.any(axis=0))
    return None if read.all() or not read.any() else read


def with_padding(
    allowed: np.ndarray, offset: int, closest: Callable[..., Iterable[Find]]
) -> list[Find]:
    """The masks that come closest where keys that nobody reads are taken for padding.

    The mask is fitted to the real tokens alone, then drawn over all of them: at a first real token
    that is not the first of all, it may differ, as chunks do that are counted from the text's
    beginning.
    """
    read = real_keys(allowed)
    if read is None:
        return []
    queries, keys = allowed.shape
    places = np.arange(queries) + offset
    asks = np.array([0 <= place < keys and bool(read[place]) for place in places])
    if not asks.any():
        return []
    inner = allowed[np.ix_(asks, read)]
    first = int(read[: max(int(places[asks][0]), 0)].sum())  # real keys before the first real query
    square = 0 <= offset <= keys - queries  # each query is one of the tokens
    found = []
    for fit in closest(inner, first):
        if "real" in fit.facts or (fit.facts and not square):
            continue
        whole = over_all(fit, read, offset)
        ways = [replace(whole, rows=rows) for rows in (False, True)[: 1 + square]]
        apart = [int((way.cells(queries, keys) != allowed).sum()) for way in ways]
        best = int(np.argmin(apart))
        found.append(replace(ways[best], distance=apart[best]))
    return found


def over_all(fit: Find, read: np.ndarray, offset: int) -> Find:
    """A find among the real tokens as one of all, whatever padding belongs to."""
    facts = {}
    for name, values in fit.facts.items():
        spread = np.zeros(len(read), dtype=int)
        spread[read] = values
        facts[name] = tuple(map(int, spread))
    return replace(fit, facts=facts, offset=offset, real=tuple(map(int, read)))
