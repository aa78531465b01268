"""A known mask and padding together: what a batch of texts of different lengths has."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.matrices.closest.find import Find

FROM_REAL = {"chunked_causal": "chunked_causal_padded"}  # what it is, counted without padding


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
        if square and (counted := from_real(whole)):
            ways.append(counted)
        apart = [int((way.cells(queries, keys) != allowed).sum()) for way in ways]
        best = int(np.argmin(apart))
        found.append(replace(ways[best], distance=apart[best]))
    return found


def from_real(find: Find) -> Find | None:
    """The same mask counted from the first real token, where there is one and that is later."""
    name = FROM_REAL.get(find.call.name)
    if not name or find.real[0]:
        return None
    position = np.maximum(np.cumsum(find.real) - 1, 0)
    facts = {"real": find.real, "position": tuple(map(int, position))}
    return Find(MaskCall(name, find.call.params), facts, find.distance, find.offset)


def over_all(fit: Find, read: np.ndarray, offset: int) -> Find:
    """A find among the real tokens as one of all, whatever padding belongs to."""
    facts = {}
    for name, values in fit.facts.items():
        spread = np.zeros(len(read), dtype=int)
        spread[read] = values
        facts[name] = tuple(map(int, spread))
    return replace(fit, facts=facts, offset=offset, real=tuple(map(int, read)))
