"""The flow and the row: their messages carry the model's numbers."""

import numpy as np
import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.compose.why import why_row
from maskviz.models.attention import Recipe
from maskviz.stage.flow import Flow, flow_message
from maskviz.stage.pack import unpack
from maskviz.stage.row import row_message
from tests.stage.tiny import (
    ANSWER,
    ROW,
    SOURCE,
    TOKENS,
    arithmetic,
    bert_flow,
    causal,
    cross_arithmetic,
    dates_flow,
    flow_of,
)


def test_the_flow_is_sent_in_order_with_its_vectors():
    sent = flow_of()
    header, arrays = unpack(flow_message(sent))
    assert [s["slug"] for s in header["stations"]] == [s.slug for s in sent.stations]
    assert arrays["vectors"].dtype == np.float16
    for i, station in enumerate(sent.stations[:-1]):
        np.testing.assert_allclose(arrays["vectors"][i], station.vector, rtol=1e-3, atol=1e-6)
        assert arrays["norms"][i] == pytest.approx(station.norm, rel=1e-5)
    np.testing.assert_array_equal(arrays["logits"], sent.stations[-1].vector)


def test_a_flow_that_does_not_fit_is_refused():
    whole = flow_of()
    with pytest.raises(ValueError, match="layer 3, of 3"):
        Flow(**{**whole.__dict__, "layer": 3})
    with pytest.raises(ValueError, match="2 labels for 10 logits"):
        Flow(**{**whole.__dict__, "top": ["a", "b"]})
    with pytest.raises(ValueError, match="no station is called 'cross'"):
        Flow(**{**whole.__dict__, "looking": "cross"})


@pytest.mark.parametrize(
    ("made", "stations", "vectors"),
    [(bert_flow, 22, 21), (dates_flow, 21, 20), (lambda: dates_flow("encoder"), 14, 14)],
)
def test_a_flow_has_as_many_stations_as_its_model(made, stations, vectors):
    """bert: 2 + 3 · 6 + 1 vectors; dates: 1 + 2 · 9 + 1; its encoder 1 + 2 · 6 + 1, no logits."""
    header, arrays = unpack(flow_message(made()))
    assert (len(header["stations"]), len(arrays["vectors"])) == (stations, vectors)
    assert len(arrays["logits"]) == (10 if stations > vectors else 0)
    assert header["looking"] == ("cross" if made is dates_flow else "attention")


@pytest.mark.parametrize("blocking", ["sdpa", "infinity", "add", "write", "zero", "after"])
def test_the_row_is_sent_whole_even_where_it_is_not_finite(blocking):
    allowed = causal()
    allowed[ROW] = False
    shown = arithmetic(Recipe(blocking=blocking, fill=-1e5, precision="float16"), allowed)
    header, arrays = unpack(row_message(shown))
    for name in ("raw", "masked", "weights", "exponentials", "output"):
        np.testing.assert_allclose(arrays[name], getattr(shown, name), rtol=1e-6, err_msg=name)
    assert not arrays["allowed"].any() and len(header["reasons"]) == len(TOKENS)
    assert "nothing to read" in header["remarks"][-2]


def test_a_query_of_another_text_is_sent_with_its_token():
    header, _ = unpack(row_message(cross_arithmetic()))
    assert (header["queryToken"], header["tokens"]) == (ANSWER[ROW], list(SOURCE))
    assert unpack(row_message(arithmetic()))[0]["queryToken"] == TOKENS[ROW]


def test_a_real_mask_explains_the_row_it_blocks():
    """The sentences that reach the browser name the blocked keys and no others."""
    allowed = causal()
    allowed[:, 0] = False
    facts = {"real": [0, 1, 1, 1, 1]}
    said = why_row([MaskCall("causal_padding")], ROW, len(TOKENS), TOKENS, facts)
    assert [bool(s) for s in said] == [not cell for cell in allowed[ROW]]
