"""From a predicate to its matrix (q, k), and what can be read off a matrix."""

from collections.abc import Mapping, Sequence

import numpy as np

from maskviz.spec import Mask, Offset


def arguments(
    mask: Mask,
    params: Mapping[str, int],
    facts: Mapping[str, Sequence[int]],
    offset: int,
) -> dict:
    """The keywords a predicate is called with: what the visitor set, the tokens say, the view gives."""
    known = {**mask.defaults, **{p.name: params[p.name] for p in mask.controls if p.name in params}}
    for fact in mask.facts:
        if fact.name not in facts:
            raise ValueError(f"{mask.title} needs {fact.name!r} for every token")
        known[fact.name] = np.asarray(facts[fact.name])
    known |= {p.name: offset for p in mask.named(Offset)}
    return known


def matrix(
    mask: Mask,
    queries: int,
    keys: int,
    params: Mapping[str, int] | None = None,
    facts: Mapping[str, Sequence[int]] | None = None,
    *,
    offset: int | None = None,
) -> np.ndarray:
    """Which query may read which key.

    Shape: bool (queries, keys), True = may read. Row r is the query at position r + offset; by
    default the queries are the last ones (offset = keys - queries), as in a decode step.
    """
    offset = keys - queries if offset is None else offset
    q = np.arange(queries)[:, None] + offset
    k = np.arange(keys)[None, :]
    cells = mask.rule(q, k, **arguments(mask, params or {}, facts or {}, offset))
    return np.array(np.broadcast_to(cells, (queries, keys)), dtype=bool)


def density(allowed: np.ndarray) -> float:
    """The share of cells that may be read, 0 to 1; 0 for a matrix without cells."""
    return float(allowed.mean()) if allowed.size else 0.0


def empty_rows(allowed: np.ndarray) -> np.ndarray:
    """The rows (in a (q, k) matrix) with nothing to read, as indices."""
    return np.flatnonzero(~allowed.any(axis=-1))


def reads_future(allowed: np.ndarray, offset: int = 0) -> bool:
    """Whether any query reads a key that stands after it."""
    queries, keys = allowed.shape[-2:]
    future = np.arange(keys) > np.arange(queries)[:, None] + offset
    return bool((allowed & future).any())
