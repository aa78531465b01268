"""From a predicate to its matrix (q, k), and what can be read off a matrix."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from maskviz.masks.kinds import Facts, Value, is_whole, quoted
from maskviz.masks.painting import POSITIONS
from maskviz.masks.spec import Given, Mask


def arguments(
    mask: Mask, params: Mapping[str, Value], facts: Facts, given: Mapping[str, int]
) -> dict:
    """The keywords a predicate is called with: of the visitor, the tokens or the view.

    `given` has the numbers of the view by name, those of GIVEN. ValueError for a parameter that is
    not declared or out of range, and for a fact that is missing or cannot be.
    """
    known: dict[str, Any] = mask.settled(params)
    for fact in mask.facts:
        if fact.name not in facts:
            raise ValueError(f"{mask.title} needs {fact.name!r} for every token")
        known[fact.name] = values = np.asarray(facts[fact.name])
        if problem := fact.kind.problem(values):
            raise ValueError(f"{mask.title} looks up {fact.name!r}: {problem}")
    known |= {p.name: given[p.name] for p in mask.named(Given)}
    return known


def view_of(queries: int, keys: int, offset: int | None = None, head: int = 0) -> dict[str, int]:
    """The numbers of a view, by the names that masks have for them.

    Unless told the queries are the last ones.
    """
    offset = keys - queries if offset is None else offset
    return {"offset": offset, "queries": queries, "keys": keys, "head": head}


def asks_queries(mask: Mask) -> bool:
    """Whether the mask looks up a fact of the query, which then has to be one of the tokens."""
    return any(f"{fact.name}[q]" in mask.code for fact in mask.facts)


def check_sizes(queries: int, keys: int) -> None:
    for name, size in (("queries", queries), ("keys", keys)):
        if not is_whole(size) or size < 0:
            raise ValueError(f"a matrix has 0 {name} or more, not {quoted(size)}")


def check_positions(mask: Mask, queries: int, keys: int, facts: Facts, offset: int) -> None:
    """Every position looked up must have its fact: −1 is no token, and not the last one either.

    ValueError with the positions when one has none.
    """
    for fact in mask.facts:
        first, end, known = 0, keys, len(facts[fact.name])
        if queries and f"{fact.name}[q]" in mask.code:
            first, end = min(offset, 0), max(keys, queries + offset)
        if first < 0 or end != known:
            raise ValueError(
                f"{mask.title} looks up {fact.name!r} at positions {first} to {end - 1}; "
                f"{known} tokens have it"
            )


def matrix(
    mask: Mask,
    queries: int,
    keys: int,
    params: Mapping[str, Value] | None = None,
    facts: Facts | None = None,
    *,
    offset: int | None = None,
    head: int = 0,
) -> np.ndarray:
    """Which query may read which key.

    Shape: bool (queries, keys), True = may read. Row r is the query at position r + offset; by
    default the queries are the last ones (offset = keys - queries), as in a decode step. `head`
    matters to masks that differ by head. ValueError when a fact is missing for a token that is
    looked up.
    """
    check_sizes(queries, keys)
    given = view_of(queries, keys, offset, head)
    words, offset = arguments(mask, params or {}, facts or {}, given), given["offset"]
    check_positions(mask, queries, keys, facts or {}, offset)
    small = max(keys, abs(offset) + queries) <= POSITIONS  # no predicate leaves 31 bits there
    whole = np.int32 if small else np.int64
    q = np.arange(offset, queries + offset, dtype=whole)[:, None]
    k = np.arange(keys, dtype=whole)[None, :]
    cells = np.asarray(mask.rule(q, k, **words), dtype=bool)
    if cells.shape == (queries, keys):
        return cells  # a comparison of the grid is an array of its own already
    return np.array(np.broadcast_to(cells, (queries, keys)))


def density(allowed: np.ndarray) -> float:
    """The share of cells that may be read, 0 to 1; 0 for a matrix without cells."""
    return float(allowed.mean()) if allowed.size else 0.0


def empty_rows(allowed: np.ndarray) -> np.ndarray:
    """The rows (in a (q, k) matrix) with nothing to read, as indices."""
    return np.flatnonzero(~allowed.any(axis=-1))


def counted(count: int, one: str = "cell", many: str = "") -> str:
    """So many in words: "1 cell", "1,024 cells", "3 queries"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def sized(queries: int, keys: int) -> str:
    """The size of a mask in words: "6 queries x 1 key"."""
    return f"{counted(queries, 'query', 'queries')} x {counted(keys, 'key')}"


def reads_future(allowed: np.ndarray, offset: int = 0) -> bool:
    """Whether any query reads a key that stands after it."""
    queries, keys = allowed.shape[-2:]
    future = np.arange(keys) > np.arange(queries)[:, None] + offset
    return bool((allowed & future).any())
