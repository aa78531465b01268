"""The picture: flow, stage and arithmetic of a view, and what a click in them does."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from maskviz.analysis.arithmetic import Row, RowAsked, row_of
from maskviz.analysis.choice import choice_of
from maskviz.analysis.stations import stations
from maskviz.analysis.view import View, word
from maskviz.masks.compose.why import why_row
from maskviz.settings.parts import read_book
from maskviz.settings.slots import PAINTED
from maskviz.stage import stage
from maskviz.stage.flow import Flow, flow, flow_message
from maskviz.stage.row import row, row_message
from maskviz.stage.scene import scene_message
from maskviz.ui import state
from maskviz.ui.playground.scenes import scene_of
from maskviz.ui.state.slots import current_slot, set_slot


def flow_of(view: View) -> Flow:
    q, shape = view.locked[0], view.shipped.shape
    found = stations(view.run, q, view.part)
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
    name = heads[view.head].drawn
    differ = any(mask is not heads[0] for mask in heads)
    return f"head {view.head}: {name}" if differ else name


def reasons(view: View, q: int) -> list[list[str]]:
    """For each key of a query, one sentence for each rule that blocks it."""
    rules = [
        rule.term or (rule.title, rule.cells)
        for rule in view.mask.rules
        if view.mask.gate is None or rule.term is not view.mask.gate
    ]
    region, asking = view.region, tuple(map(word, view.asking))
    told = (view.words, region.facts, region.offset, asking)
    found = why_row(rules, q, region.keys, *told, queries=region.queries, head=view.head)
    if view.mask.gate:
        choice = choice_of(view, q)
        for k, said in enumerate(found):
            said[:0] = filter(None, [choice.reason(k, view.words)])
    return found


def show_flow(view: View) -> None:
    flow(
        flow_message(flow_of(view)), on_layer=answer("flow", "layer", lambda n: state.put(layer=n))
    )


def show_stage(view: View) -> None:
    stage(
        scene_message(scene_of(view)),
        on_locked=answer("stage", "locked", take_lock),
        on_paint=answer("stage", "paint", take_paint),
        on_head=answer("stage", "head", lambda head: state.put(head=head)),
    )


def show_row(view: View) -> None:
    row(row_message(row_at(view)), key="arithmetic")


def row_at(view: View) -> Row:
    """The arithmetic of the locked row."""
    q, k = view.locked
    offset, trace = view.region.offset, view.trace
    allowed = np.zeros(trace.raw.shape[-2:], dtype=bool)
    allowed[offset:] = view.mask.allowed
    asked = RowAsked(
        trace,
        allowed,
        view.settings.recipe,
        view.head,
        q,
        k,
        view.words,
        reasons=reasons(view, q),
        query_token=None if view.attention.queries_are_keys else view.asks(q),
        score_mod=view.score_mod,
    )
    return row_of(asked)


def answer(component: str, name: str, take: Callable) -> Callable[[], None]:
    """A callback that hands the value a component reports to `take`."""

    def called() -> None:
        state.acted()
        take(st.session_state[component][name])

    return called


def take_lock(cell: dict | None) -> None:
    state.set_extra("locked", (int(cell["q"]), int(cell["k"])) if cell else None)


def take_paint(book: dict | None) -> None:
    """A stroke makes the painted copy the mask of its slot; undoing all gives the old one back."""
    ignored: list[str] = []
    slot, before, pages = current_slot(), state.extra("book"), read_book(book or {}, ignored)
    state.note_ignored("what was painted", ignored)
    state.set_extra("book", pages)
    if slot in pages:
        set_slot(slot, PAINTED)
    elif slot in before:
        set_slot(slot, before[slot].base)
