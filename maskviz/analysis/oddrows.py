"""The rows of a view, one by one, and those of which a reader should be told something."""

from collections.abc import Iterator, Sequence

import numpy as np

from maskviz.analysis.arithmetic import RowAsked, row_of
from maskviz.analysis.remarks import remarks
from maskviz.analysis.view import View
from maskviz.turns import step


def asked_row(view: View, q: int, k: int, why: Sequence[Sequence[str]] = ()) -> RowAsked:
    """A row of the head looked at, by the position of its query; `why` its keys are blocked."""
    offset, trace = view.region.offset, view.trace
    allowed = np.zeros(trace.raw.shape[-2:], dtype=bool)
    allowed[offset:] = view.mask.allowed
    return RowAsked(
        trace,
        allowed,
        view.settings.recipe,
        view.head,
        q,
        k,
        view.words,
        reasons=why,
        query_token=None if view.attention.queries_are_keys else view.asks(q),
        score_mod=view.score_mod,
    )


def odd_rows(view: View) -> Iterator[tuple[int, list[str]]]:
    """Every row of which a reader should be told something, counted from 0, with the sentences."""
    offset = view.region.offset
    for row in range(view.region.queries):
        step()
        if said := remarks(row_of(asked_row(view, row + offset, 0))):
            yield row, said
