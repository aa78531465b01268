"""Files: what is in them is what the page shows, and no spreadsheet runs any of it."""

import io

import numpy as np
import pandas as pd
import pytest

from maskviz.analysis.exporthead import head_of
from maskviz.analysis.view import make_view
from maskviz.libraries.export import to_numpy, to_torch
from maskviz.settings.declared import Settings
from maskviz.settings.slots import CUSTOM
from maskviz.ui.playground.downloads import cells_csv, npz
from tests.states import state

STATES = {
    "window": Settings(),
    "last queries": Settings.of(queries=4, mask="causal_upper_left"),
    "painted": state(
        mask=CUSTOM,
        queries=9,
        slots={"all": CUSTOM},
        book={"all": {"base": "chunk(size=4)", "flips": [3, 15 * 2_048 + 2, 200 * 2_048 + 7]}},
    ),
    "heads": state(
        each=True, head=3, slots={"0": "full()", "3": "stride_only(stride=3)", "4": "levels()"}
    ),
    "padded": Settings.of(pad_to=25, pad_side="left", mask="causal"),
}


@pytest.fixture(params=STATES.values(), ids=list(STATES))
def view(request, shipped):
    return make_view(request.param, shipped)


def test_the_arrays_are_those_of_the_run(view):
    found = np.load(io.BytesIO(npz(view)), allow_pickle=False)
    offset, head = view.region.offset, view.head
    assert found["tokens"].tolist() == list(view.tokens)
    assert np.array_equal(found["allowed"], view.mask.allowed)
    for name, tensor in (("raw", view.trace.raw), ("weights", view.trace.weights)):
        assert np.array_equal(found[name], tensor[0, head, offset:].numpy())
    blocked = ~found["allowed"]
    assert np.isneginf(found["masked"][blocked]).all()
    assert (found["weights"][blocked] == 0).all()


def test_the_table_has_one_line_a_cell_with_the_same_numbers(view):
    table = pd.read_csv(io.BytesIO(cells_csv(view)), keep_default_na=False)
    assert len(table) == view.mask.allowed.size
    assert np.array_equal(table["allowed"].to_numpy(bool), view.mask.allowed.ravel())
    weights = view.trace.weights[0, view.head, view.region.offset :].numpy().ravel()
    np.testing.assert_allclose(table["weight"].astype(float), weights, rtol=1e-5)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_no_cell_begins_like_a_formula(text, shipped):
    view = make_view(Settings.of(text=text), shipped)
    table = pd.read_csv(io.BytesIO(cells_csv(view)), keep_default_na=False)
    for column in ("query token", "key token"):
        assert not table[column].str.startswith(tuple("=+-@\t\r")).any()


@pytest.mark.parametrize("target", [to_numpy, to_torch])
def test_the_exported_program_makes_the_mask_on_the_page(view, target):
    names: dict = {}
    heads = [head_of(mask, view.region) for mask in view.shown]
    exec(target(heads, view.region.queries, view.region.keys, view.region.facts), names)
    assert np.array_equal(np.asarray(names["allowed"]), [m.allowed for m in view.shown])
