"""Painting: drawn at once, sent on release, undone and redone; Python is the truth."""

from playwright.sync_api import expect

FLIP = 2048
BASE = "window_both(window=4)"


def book(*cells):
    flips = sorted(q * FLIP + k for q, k in cells)
    return {"all": {"base": BASE, "flips": flips}}


def test_a_click_in_paint_toggles_one_cell(open_stage):
    stage = open_stage("n=32")  # no number stands in a cell so small
    stage.button("Paint").click()
    ink = stage.colour("mask", 3, 3)
    stage.click("mask", 1, 6)
    assert stage.colour("mask", 1, 6) == ink
    stage.told(paint=book((1, 6)))
    expect(stage.root).to_have_attribute("data-drawn", "2")
    assert stage.colour("mask", 1, 6) == ink
    assert not stage.hatched("weights", 1, 6)


def test_a_drag_paints_all_it_crosses_with_the_opposite_of_the_first(open_stage):
    """From a blocked cell over an allowed one: blocked cells open, the allowed one stays."""
    stage = open_stage()
    stage.button("Paint").click()
    ink = stage.colour("mask", 3, 3)
    stage.drag("mask", (0, 2), (6, 2))  # one jump of the pointer over seven cells
    assert all(stage.colour("mask", q, 2) == ink for q in range(7))
    assert stage.value("because") == "may read"
    stage.page.mouse.up()
    stage.told(paint=book((0, 2), (1, 2), (6, 2)))


def test_painted_cells_show_in_the_masked_scores_at_once(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    raw = stage.colour("raw", 5, 3)
    stage.drag("mask", (5, 3), (5, 3))
    assert stage.colour("masked", 5, 3) != raw
    stage.page.mouse.up()
    stage.told(paint=book((5, 3)))


def test_undo_redo_and_clear(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    expect(stage.button("Undo")).to_be_disabled()
    stage.click("mask", 1, 6)
    stage.click("mask", 2, 6)
    stage.told(paint=book((1, 6), (2, 6)))
    stage.page.keyboard.press("Control+z")
    stage.told(paint=book((1, 6)))
    stage.button("Undo").click()
    stage.told(paint={})
    stage.button("Redo").click()
    stage.page.keyboard.press("Control+Shift+z")
    stage.told(paint=book((1, 6), (2, 6)))
    stage.button("Clear").click()
    stage.told(paint={})
    assert stage.hatched("mask", 1, 6)
    stage.button("Undo").click()
    stage.told(paint=book((1, 6), (2, 6)))


def test_strokes_faster_than_the_server_are_not_lost(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    cells = [(q, 7) for q in range(6)]
    for cell in cells:
        stage.click("mask", *cell)
    stage.told(paint=book(*cells))
    ink = stage.colour("mask", 3, 3)
    assert all(stage.colour("mask", *cell) == ink for cell in cells)


def test_the_board_stays_where_it_is_when_the_answer_comes(open_stage):
    """A painted mask has other rules, and the mask under the pointer must not move away."""
    stage = open_stage()
    stage.button("Paint").click()
    before = stage.spot("mask", 4, 4)
    stage.click("mask", 1, 6)
    expect(stage.root).to_have_attribute("data-drawn", "2")
    assert stage.spot("mask", 4, 4) == before


def test_flips_are_positions_not_rows(open_stage):
    stage = open_stage("n=8&queries=3")  # rows are positions 5, 6, 7
    stage.button("Paint").click()
    stage.click("mask", 5, 0)
    stage.told(paint=book((5, 0)))


def test_the_other_stages_still_lock_while_painting(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    stage.click("weights", 4, 2)
    stage.told(locked={"k": 2, "q": 4})
