"""The brush with a strength: a bias for open cells, drawn at once, undone and redone."""

import pytest
from playwright.sync_api import expect

from maskviz.masks.painting import read_biases

FLIP = 2048
BASE = "window_both(window=4)"


def page_of(*biases, flips=()):
    """The book with biases (value, cells); what is told is in the one form that Python reads."""
    listed = [[value, sorted(q * FLIP + k for q, k in cells)] for value, *cells in biases]
    page = {"base": BASE, "flips": sorted(q * FLIP + k for q, k in flips)}
    assert read_biases(listed) == tuple((float(v), tuple(cells)) for v, cells in listed)
    return {"all": {**page, "biases": listed} if listed else page}


@pytest.fixture
def stage(open_stage):
    opened = open_stage()
    opened.button("Paint").click()
    opened.button("Bias").click()
    return opened


def strength(stage, value):
    stage.root.get_by_label("Bias", exact=True).and_(stage.page.locator("input")).fill(str(value))


def test_a_click_gives_the_cell_the_strength_and_another_takes_it_off(stage):
    ink = stage.colour("mask", 5, 5)
    stage.click("mask", 5, 3)
    stage.point("mask", 5, 3)
    assert stage.colour("mask", 5, 3) != ink
    assert stage.value("because") == "may read, +2: e^2 = ×7.39"
    stage.told(paint=page_of((2, (5, 3))))
    expect(stage.root).to_have_attribute("data-drawn", "2")
    stage.leave()
    assert stage.colour("mask", 5, 3) != ink
    stage.click("mask", 5, 3)
    stage.told(paint={})
    assert stage.colour("mask", 5, 3) == ink


def test_a_drag_gives_it_to_every_open_cell_and_to_no_blocked_one(stage):
    strength(stage, -6.5)
    stage.drag("mask", (0, 2), (7, 2))  # of these keys 2 may be read by 2 to 5
    stage.page.mouse.up()
    stage.told(paint=page_of((-6.5, (2, 2), (3, 2), (4, 2), (5, 2))))
    blocked, given = (stage.colour("mask", q, 2) for q in (0, 3))  # beneath its number
    assert stage.hatched("mask", 0, 2) and given != blocked


def test_the_masked_score_moves_at_once(stage):
    stage.point("mask", 5, 3)
    before = float(stage.value("masked").replace("−", "-"))
    stage.drag("mask", (5, 3), (5, 3))  # not let go yet: Python knows nothing of it
    stage.point("mask", 5, 3)
    after = float(stage.value("masked").replace("−", "-"))
    assert after == pytest.approx(before + 2, abs=2e-3)
    stage.page.mouse.up()
    stage.told(paint=page_of((2, (5, 3))))
    expect(stage.root).to_have_attribute("data-drawn", "2")
    stage.point("masked", 5, 3)
    assert float(stage.value("masked").replace("−", "-")) == pytest.approx(after, abs=2e-3)


def test_several_strengths_and_flips_share_a_page(stage):
    stage.click("mask", 5, 3)
    strength(stage, 10)
    stage.click("mask", 5, 4)
    strength(stage, -0.5)
    stage.click("mask", 5, 3)  # takes the place of the first
    stage.button("May read, blocked").click()
    stage.click("mask", 0, 7)
    stage.told(paint=page_of((-0.5, (5, 3)), (10, (5, 4)), flips=[(0, 7)]))


def test_undo_redo_and_clear(stage):
    stage.click("mask", 5, 3)
    strength(stage, -3)
    stage.drag("mask", (5, 3), (5, 4))
    stage.page.mouse.up()
    both = page_of((-3, (5, 3), (5, 4)))
    stage.told(paint=both)
    stage.button("Undo").click()
    stage.told(paint=page_of((2, (5, 3))))  # what it replaced comes back
    stage.page.keyboard.press("Control+z")
    stage.told(paint={})
    stage.button("Redo").click()
    stage.button("Redo").click()
    stage.told(paint=both)
    stage.button("Clear").click()
    stage.told(paint={})
    stage.button("Undo").click()
    stage.told(paint=both)
    expect(stage.button("Redo")).to_be_enabled()


def test_a_strength_of_zero_takes_off(stage):
    stage.drag("mask", (5, 3), (5, 4))
    stage.page.mouse.up()
    strength(stage, 0)
    expect(stage.root.locator("output")).to_have_text("0: takes it off")
    stage.click("mask", 5, 3)
    stage.told(paint=page_of((2, (5, 4))))


def test_the_slider_says_the_factor_and_the_hint_what_a_click_does(stage):
    said = stage.root.locator("output")
    expect(said).to_have_text("+2: e^2 = ×7.39")
    strength(stage, 1.5)
    expect(said).to_have_text("+1.5: e^1.5 = ×4.48")
    stage.leave()
    assert (
        stage.value("because")
        == "Click or drag over cells that may be read: +1.5 is added to each score."
    )
    slider = stage.root.locator("input[type=range]")
    assert slider.get_attribute("aria-valuetext") == "+1.5: e^1.5 = ×4.48"
    slider.focus()
    stage.page.keyboard.press("ArrowRight")
    expect(said).to_have_text("+2: e^2 = ×7.39")  # arrow keys belong to the slider


def test_the_brush_is_there_while_painting_only(stage):
    stage.button("Look").click()
    expect(stage.root.locator("input[type=range]")).to_be_hidden()
    expect(stage.button("Bias")).to_be_hidden()


def test_a_bias_on_top_of_another_adds_up(open_stage):
    stage = open_stage("kind=alibi")
    stage.button("Paint").click()
    stage.button("Bias").click()
    stage.click("mask", 5, 4)
    stage.point("mask", 5, 4)
    assert stage.value("because") == "may read, +1.5: e^1.5 = ×4.48"  # −0.5 of ALiBi, and 2
    stage.told(paint=page_of((2, (5, 4))))
    expect(stage.root).to_have_attribute("data-drawn", "2")
    stage.point("mask", 5, 4)
    assert stage.value("because") == "may read, +1.5: e^1.5 = ×4.48"


def test_positions_count_and_not_rows(open_stage):
    stage = open_stage("n=8&queries=3")
    stage.button("Paint").click()
    stage.button("Bias").click()
    stage.click("mask", 6, 5)
    stage.told(paint=page_of((2, (6, 5))))


def test_a_phone_has_the_brush_without_growing_wider(open_stage):
    stage = open_stage("n=12", width=360, height=780)
    stage.button("Paint").click()
    stage.button("Bias").click()
    assert stage.root.evaluate("() => document.documentElement.scrollWidth") == 360
    assert stage.root.locator("input[type=range]").bounding_box()["height"] >= 44
