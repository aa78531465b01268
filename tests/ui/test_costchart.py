"""The bars of what masks cost: where they begin, how long they are, what is written."""

from maskviz.analysis.costs import read_costs
from maskviz.ui.costs.chart import Scale, ends, figure_text, row, scale_of, share_text
from maskviz.ui.kit.bars import bar


def test_a_bar_begins_at_the_line():
    scale = Scale(20.0, 80.0)
    assert [scale.place(p) for p in (20.0, 40.0, 80.0, 1e9, 1.0)] == [0, 0.5, 1, 1, 0]
    assert "left:50.0%;width:50.0%" in bar(ends(80.0, 40.0, scale))
    assert "left:0.0%;width:50.0%" in bar(ends(20.0, 40.0, scale))  # it beats the line
    assert "<i" not in bar(ends(float("nan"), 40.0, scale))
    assert scale.ticks() == [20, 30, 40, 50, 70]


def test_all_bars_fit_the_scale():
    data = read_costs()
    scale = scale_of(data)
    every = [p for b in data.bars for p in b.perplexity.values()]
    assert scale.low < min(every) and scale.high >= max(every)
    assert 3 <= len(scale.ticks()) <= 12


def test_numbers_are_short_and_never_hide_a_difference():
    assert [share_text(s) for s in (0.004, 0.5, 0.992, 1.0)] == ["0.4%", "50%", "99%", "100%"]
    assert share_text(0.9996) == "100.0%"
    assert [figure_text(p) for p in (39.44, 1234.5, float("inf"))] == ["39.4", "1,234", "∞"]


def test_what_a_title_says_cannot_become_markup():
    made_row = row("<script>", 0.5, {"gpt": 40.0}, 40.0, Scale(20, 80), notes=["<b>"])
    assert "<script>" not in made_row and "<b>&" not in made_row
