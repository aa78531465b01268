"""Flow and arithmetic of a view, and what the hand does on its stage."""

from typing import Any

import numpy as np

from maskviz.analysis.arithmetic import Row, row_of
from maskviz.analysis.choice import choice_of
from maskviz.analysis.covered import Covered
from maskviz.analysis.headmask import named
from maskviz.analysis.oddrows import asked_row
from maskviz.analysis.reading import word
from maskviz.analysis.stations import stations
from maskviz.analysis.view import View
from maskviz.masks.compose.why import why_row
from maskviz.stage.flow import Flow

EXPLAINED = 5  # blocked keys of which the row says why, the locked one first


def flow_of(view: View) -> Flow:
    """The flow; of a covered view it ends before the logits."""
    q, shape = view.locked[0], view.shipped.shape
    found = stations(view.run, q, view.part)
    if isinstance(view, Covered):
        found = [station for station in found if station.slug != "logits"]
    return Flow(
        layers=shape.layers,
        layer=view.settings.layer,
        masked_layers=view.settings.layers,
        tokens=len(view.asking),
        d_model=shape.d_model,
        vocab=shape.vocab,
        heads=shape.heads,
        token=view.asks(q),
        position=q,
        stations=found,
        top=view.shipped.target.labels(found[-1].tokens),
        masks=[called(view, layer) for layer in range(shape.layers)],
        looking="attention" if view.attention.queries_are_keys else "cross",
        through={"self": "model", "encoder": "encoder"}.get(view.part, "decoder"),
    )


def called(view: View, layer: int) -> str:
    """The name of the mask that the head looked at has in a layer."""
    if layer not in view.settings.layers:
        return view.own.drawn
    heads = view.masks[view.part][layer]
    return named(heads, view.head)


def hand(view: View) -> dict[str, Any]:
    """The part `hand` of the board: the locked cell and all that was painted."""
    q, k = view.locked
    book = {slot: page.data for slot, page in view.settings.book.items()}
    return {"locked": {"q": q, "k": k}, "book": book}


def reasons(view: View, q: int, keys: list[int]) -> list[list[str]]:
    """For each key of a query, one sentence for each rule that blocks it; only of these keys."""
    rules = [
        rule.term or (rule.title, rule.cells)
        for rule in view.mask.rules
        if view.mask.gate is None or rule.term is not view.mask.gate
    ]
    region, asking = view.region, tuple(map(word, view.asking))
    told = (view.words, region.facts, region.offset, asking)
    size = {"queries": region.queries, "head": view.head, "only": keys}
    found = why_row(rules, q, region.keys, *told, **size)
    if view.mask.gate:
        choice = choice_of(view, q)
        for k in keys:
            found[k][:0] = filter(None, [choice.reason(k, view.words)])
    return found


def explained(allowed: np.ndarray, k: int) -> list[int]:
    """The blocked keys of a row of which the page says why: the locked one, and the first few."""
    blocked = np.flatnonzero(~allowed).tolist()
    first = [k] if k in blocked else []
    return [*first, *(key for key in blocked if key != k)][:EXPLAINED]


def row_at(view: View) -> Row:
    """The arithmetic of the locked row."""
    q, k = view.locked
    allowed = view.mask.allowed[q - view.region.offset]
    return row_of(asked_row(view, q, k, reasons(view, q, explained(allowed, k))))
