"""What to look at is ringed above the pictures, said once, and costs no drawing."""

import pytest
from playwright.sync_api import expect

from maskviz.stage.pack import as_json
from maskviz.stage.rings import STAGES
from tests.stage import scenes
from tests.stage.boards import board_parts
from tests.stage.driver import CELL

pytestmark = pytest.mark.browser
RINGS = "(root) => root.querySelector('.mv-stage').maskviz.rings"
COUNT = """() => { window.strokes = 0;
  for (const name of ["fillRect", "drawImage", "strokeRect", "fillText"]) {
    const pen = CanvasRenderingContext2D.prototype, old = pen[name];
    pen[name] = function (...all) { window.strokes++; return old.apply(this, all); };
  }
}"""
FRONT = """([x, y]) => document.elementsFromPoint(x, y).map((each) => each.tagName)"""


def seen_part(rings=(), **changed):
    """The part `seen` of a board with rings [(part, q, k)]."""
    told = [{"part": part, "q": q, "k": k} for part, q, k in rings]
    seen = {"hide": [], "stages": STAGES, "large": "", "type": "", "alone": False}
    return as_json({**seen, "rings": told, **changed})


def ringed(*rings, scene=None):
    return board_parts(scene) | {"seen": seen_part(rings)}


def drawn(board):
    return board.root.evaluate(RINGS)


def middle(ring):
    return ring["x"] + ring["w"] / 2, ring["y"] + ring["h"] / 2


def inside(small, large, slack=1.0):
    """Whether a box lies in another one, with some pixels of slack."""
    return all(
        large[at] - slack <= small[at]
        and small[at] + small[size] <= large[at] + large[size] + slack
        for at, size in (("x", "w"), ("y", "h"))
    )


def figure(board, name):
    box = board.root.locator(f"[data-figure={name}] .mv-canvases").bounding_box()
    return {"x": box["x"], "y": box["y"], "w": box["width"], "h": box["height"]}


def test_a_cell_a_row_a_column_and_a_stage_are_ringed_where_they_are(board):
    board.show(
        ringed(("weights", 3, 1), ("mask", 5, None), ("raw", None, 2), ("output", None, None))
    )
    cell, row, column, whole = drawn(board)
    spot = board.root.locator(".mv-stage").evaluate(CELL, ["weights", 3, 1])
    assert middle(cell) == pytest.approx(spot, abs=1)
    _, y = board.root.locator(".mv-stage").evaluate(CELL, ["mask", 5, 0])
    assert middle(row)[1] == pytest.approx(y, abs=1) and row["w"] > 5 * row["h"]
    assert inside(row, figure(board, "mask"))
    x, _ = board.root.locator(".mv-stage").evaluate(CELL, ["raw", 0, 2])
    assert middle(column)[0] == pytest.approx(x, abs=1) and column["h"] > 5 * column["w"]
    assert inside(whole, figure(board, "output")) and inside(figure(board, "output"), whole)
    said = board.root.locator(".mv-look")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_have_text(
        "Look at: the weights, row 3 sat, column 1 The; and the mask, row 5 the; "
        "and the raw scores, column 2 cat; and the output"
    )


def test_rings_come_and_go_without_drawing_and_leave_the_pointer_alone(board):
    board.show(board_parts())
    board.page.evaluate(COUNT)
    board.show(ringed(("mask", 3, 1)))
    assert [(r["part"], r["q"], r["k"]) for r in drawn(board)] == [("mask", 3, 1)]
    board.show(ringed(("weights", 4, 2)))
    assert [(r["part"], r["q"], r["k"]) for r in drawn(board)] == [("weights", 4, 2)]
    assert board.page.evaluate("window.strokes") == 0
    board.page.mouse.click(*middle(drawn(board)[0]))
    assert board.told() == [["locked", {"q": 4, "k": 2}]]
    board.show(board_parts())
    assert drawn(board) == []
    expect(board.root.locator(".mv-look")).to_have_text("")


def test_what_is_not_there_is_not_ringed(board):
    board.show(ringed(("mask", 8, 0), ("mask", 3, 99), ("nowhere", None, None)))
    assert drawn(board) == []
    expect(board.root.locator(".mv-look")).to_have_text("")


def test_a_ring_in_many_small_cells_can_still_be_seen(board):
    board.show(ringed(("mask", 30, 20), scene=scenes.example(64)))
    (ring,) = drawn(board)
    assert min(ring["w"], ring["h"]) >= 12
    wide = board.root.locator(".mv-ring").evaluate("(r) => getComputedStyle(r).boxShadow")
    assert "rgb(255, 184, 28) 0px 0px 0px 6px" in wide
    spot = board.root.locator(".mv-stage").evaluate(CELL, ["mask", 30, 20])
    assert middle(ring) == pytest.approx(spot, abs=2)


def test_other_parts_are_outlined(board):
    board.show(ringed(("figures", None, None), ("heads", None, None), ("row", None, None)))
    figures, heads, row = drawn(board)
    for ring, place in ((figures, "[data-part=figures]"), (heads, ".mv-heads")):
        box = board.root.locator(place).bounding_box()
        assert ring["w"] == pytest.approx(box["width"] + 16) and ring["y"] < box["y"]
    assert row["y"] > figures["y"]
    expect(board.root.locator(".mv-look")).to_contain_text("the line of figures; and the heads")


def test_in_the_large_view_the_ring_stands_in_the_large_stage(board):
    board.show(ringed(("weights", 3, 1)))
    small = drawn(board)[0]
    board.button("Weights: show large").click()
    (large,) = drawn(board)
    spot = board.root.locator(".mv-stage").evaluate(CELL, ["weights", 3, 1])
    assert middle(large) == pytest.approx(spot, abs=1) and large["w"] > 2 * small["w"]


def test_on_a_phone_the_strip_goes_to_the_ringed_stage(open_board):
    board = open_board(width=360, height=780)
    board.page.emulate_media(reduced_motion="reduce")
    board.show(ringed(("weights", 6, None)))
    (ring,) = drawn(board)
    around = 8  # px of its lines
    assert ring["x"] - around >= 0 and ring["x"] + ring["w"] + around <= 360
    strip = board.root.locator(".mv-board").bounding_box()
    assert strip["x"] <= ring["x"] - around
    assert ring["y"] + ring["h"] + around <= strip["y"] + strip["height"]
    expect(board.root.locator(".mv-jumps .mv-ringed")).to_have_text("Weights")
    motion = "(r) => getComputedStyle(r).animationName"
    assert board.root.locator(".mv-ring").evaluate(motion) == "none"
    assert board.page.evaluate("document.documentElement.scrollWidth") == 360
    board.show(ringed(("output", None, None)))
    (ring,) = drawn(board)
    assert ring["x"] - around >= 0 and ring["x"] + ring["w"] + around <= 360
