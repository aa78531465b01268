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
    for row in suspects(view):
        step()
        if said := remarks(row_of(asked_row(view, row + view.region.offset, 0))):
            yield row, said


def suspects(view: View) -> list[int]:
    """The rows of which there may be something to tell, counted from 0.

    Where every blocked score is −∞ and nothing else takes weight, these are the rows with nothing
    to read and those with a number that is none; else any row may have lost some.
    """
    recipe, score_mod, trace, first = (
        view.settings.recipe,
        view.score_mod,
        view.trace,
        view.region.offset,
    )
    takes = score_mod is not None and (score_mod.sink is not None or score_mod.caps_blocked)
    if takes or not recipe.bans or recipe.precision != "float32":
        return list(range(view.region.queries))
    broken = ~view.mask.allowed.any(axis=-1)
    for numbers in (trace.weights, trace.output, trace.q):
        finite = numbers[0, view.head, first:].isfinite().all(dim=-1)
        broken |= ~finite.numpy(force=True)
    return np.flatnonzero(broken).tolist()
