"""No run of a model outlives its drawing: what one visitor pins, a hundred pin a hundredfold."""

import gc
from weakref import WeakSet

import pytest

from maskviz.analysis.remembered import RUNS
from maskviz.analysis.running import Outcome
from maskviz.analysis.view import View
from maskviz.models.run import Run
from tests.ui.page import board, healthy, opened, with_panels

TEXT = "The king sat. The queen ran."
STATES = {
    "first": {"mask": "causal"},
    "a bias": {"bias": "softcap"},  # whose runs are not remembered
    "dynamic": {"mask": "top_k"},
    "heads": {"each": "true"},
    "bert": {"model": "bert", "text": "The ___ sat."},
    "dates": {"model": "dates", "text": "3 May 1979"},
    "copier": {"model": "copier", "text": "abab"},
}


def alive(kind: type) -> dict[int, object]:
    """All objects of a kind that the collector finds and cannot free, by their ids."""
    gc.collect()
    return {id(found): found for found in gc.get_objects() if type(found) is kind}


def remembered() -> set[int]:
    """The outcomes that are kept for all visitors together, in so many bytes."""
    return {id(outcome) for outcome, _ in RUNS.found.values()}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_visitor_pins_no_view_and_no_run(state):
    kinds = (View, Outcome, Run)
    before = {kind: {*alive(kind)} for kind in kinds}
    page = opened(**{"text": TEXT, **state})
    with_panels(page, *board(page).panels)
    page.did("locked", {"q": 2, "k": 1})
    page.did("layer", 0)
    page.selectbox(key="precision").select("float16").run()
    assert healthy(page).session_state["panels_open"]
    left = {kind: {*alive(kind)} - before[kind] for kind in kinds}
    assert not left[View]
    assert left[Outcome] <= remembered()
    assert len(left[Run]) <= len(left[Outcome])
    assert RUNS.bytes <= RUNS.most


def test_a_view_that_is_kept_is_noticed(shipped):
    from maskviz.analysis.view import make_view
    from maskviz.settings.declared import Settings

    before = {*alive(View)}
    kept = WeakSet([view := make_view(Settings.of(text=TEXT), shipped)])
    assert {*alive(View)} - before == {id(view)}
    del view
    assert not {*alive(View)} - before and not kept
