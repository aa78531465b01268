"""The curve beside the copier's stage: the right line, the mark, and the words."""

import pytest
from streamlit.testing.v1 import AppTest

from maskviz.analysis.figures.colours import Palette
from maskviz.analysis.figures.copier import copy_curves
from maskviz.models import load
from maskviz.ui.playground.copier import chosen, ranges, told

PALETTE = Palette("teal", "orange", "grey")


@pytest.fixture(scope="module")
def card():
    return load("copier").card


def test_each_length_has_its_line_and_a_mark_where_the_mask_is_set():
    figure = copy_curves({"2": [0.0, 0.5, 1.0, 1.0], "3": [0.0] * 6}, "window", 5, 0.03, PALETTE)
    first, second = figure.data
    assert (first.name, list(first.x), list(first.y)) == (
        "2",
        [1, 2, 3, 4],
        [0.0, 0.5, 1.0, 1.0],
    )
    assert len(set(first.marker.size)) == 1  # the shorter line ends before 5
    assert [i for i, s in enumerate(second.marker.size, 1) if s == max(second.marker.size)] == [5]
    assert [(s.x0, s.x1) for s in figure.layout.shapes if s.x0 == s.x1] == [(5, 5)]
    assert [s.y0 for s in figure.layout.shapes if s.y0 == s.y1] == [0.03]
    assert first.line.dash != second.line.dash and first.marker.symbol != second.marker.symbol


@pytest.mark.parametrize("value", [None, 7])
def test_no_mark_without_a_value_or_beyond_the_curve(value):
    figure = copy_curves({"2": [0.0, 0.5, 1.0, 1.0]}, "window", value, 0.03, PALETTE)
    assert not [s for s in figure.layout.shapes if s.x0 == s.x1]


def test_ranges_in_words():
    assert ranges([1.0, 0.0, 0.9, 1.0, 0.5, 1.0], "stride") == (
        "at stride 1, 3 to 4 and 6 (measured to 6)"
    )
    assert ranges([0.0, 0.95], "window") == "at window 2 (measured to 2)"
    assert ranges([0.0, 0.1, 0.2], "size") == "at no size from 1 to 3"


def test_the_curve_follows_the_mask_and_the_layers(card):
    assert chosen(card, "sliding_window", {"window": 5}, (0, 1)) == ("sliding_window", 5, "0 1")
    assert chosen(card, "stride_only", {"stride": 3}, (1,)) == ("stride_only", 3, "1")
    assert chosen(card, "chunked_causal", {"size": 4}, None) == ("chunk", 4, "0 1")
    for unmeasured in (("custom", {}, None), ("sliding_window", {"window": 5}, ())):
        assert chosen(card, *unmeasured) == ("sliding_window", None, "0 1")


def test_the_words_have_the_figures_of_the_card(card):
    """A card of other figures is told otherwise."""
    lines = {"8": [0.0] * 7 + [1.0] * 9, "12": [0.0] * 14 + [1.0] * 10, "16": [0.5] * 32}
    edge = dict(hidden=14, back=15, reach=26, accuracy_hidden=0.031, in_view=0.42)
    other = {
        **card,
        "curves": {"sliding_window": {"parameter": "window", "0 1": lines}},
        "cliffs": {"12": edge},
    }
    said = told(other, "sliding_window", 20, "0 1")
    assert "With 12 symbols nine in ten or more are copied at window 15 to 24" in said
    assert "At window 20: 12 symbols 100.0%, 16 symbols 50.0%." in said
    assert "a window of 14 reaches 13: 3.1% right, 42% of the guesses repeat" in said
    assert "together reach 26 back" in said
    assert "beyond what was measured" in told(other, "sliding_window", 99, "0 1")
    assert "layer 1 only" in told(card, "stride_only", None, "1")


def drawn(mask_name, params):
    from maskviz.models import load
    from maskviz.ui.playground.copier import show_curves

    show_curves(load("copier").card, mask_name, params)


@pytest.mark.parametrize(
    ("mask_name", "params"), [("stride_block", {"stride": 3}), ("full", {}), ("custom", {})]
)
def test_it_draws_for_every_kind_of_mask(mask_name, params):
    page = AppTest.from_function(drawn, args=(mask_name, params), default_timeout=60).run()
    assert not page.exception
    assert len(page.get("plotly_chart")) == 1 and len(page.caption) == 1
