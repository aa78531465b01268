"""The query that a page looks at first: one that its mask keeps from a key."""

import numpy as np
from torch import Tensor

from maskviz.models.plans import AttentionKind


def first_look(
    allowed: np.ndarray, first: int, usual: int, kind: AttentionKind, real: Tensor
) -> int:
    """The usual query where the mask blocks a key for it, else the last one for which it does.

    Shapes: allowed bool (query, key), row r is the query at position r + first; real (key,). A
    model that reads no future anyway is asked about the past only; where the mask blocks nothing
    but the future, a row in the middle shows both.
    """
    rows = range(first, first + len(allowed))
    usual = min(max(usual, first), rows[-1])
    if kind.name in ("self", "encoder"):  # there a query is a token of the text
        there = real.tolist()
        rows = [q for q in rows if there[q]]
    blocked = np.tril(~allowed, first) if "causal" in kind.own else ~allowed
    held = [q for q in rows if blocked[q - first].any()]
    if usual in held or allowed.all() or not rows:
        return usual
    return held[-1] if held else rows[len(rows) // 2]
