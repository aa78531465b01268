"""Numbers stand in the cells whenever they fit, with fewer digits where more do not."""

import re

import pytest

from tests.stage import scenes
from tests.stage.boards import board_parts

pytestmark = pytest.mark.browser
TEXTS = "(root, stage) => root.querySelector('.mv-stage').maskviz.texts(stage)"
WIDEST = """(root, [stage, size]) => {
  const { maskviz } = root.querySelector('.mv-stage');
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px sans-serif`;
  const wide = maskviz.texts(stage).map((text) => pen.measureText(text).width);
  return [Math.max(...wide), maskviz.cell(stage, 0, 0).w];
}"""
STAGES = ("raw", "masked", "weights")


def test_five_stages_side_by_side_have_numbers(open_board):
    board = open_board(width=1200)
    scene = scenes.example(8)
    board.show(board_parts(scene))
    raw, masked, weights = (board.root.evaluate(TEXTS, stage) for stage in STAGES)
    assert [float(t.replace("−", "-")) for t in raw] == pytest.approx(scene.raw.ravel(), abs=0.051)
    assert masked.count("−∞") == int((~scene.allowed).sum())
    shares = [float(text or 0) for text in weights]
    assert shares == pytest.approx(scene.weights.ravel(), abs=0.0051) and weights[0] == "1"
    for stage in STAGES:
        widest, cell = board.root.evaluate(WIDEST, [stage, 8])
        assert widest <= cell
    assert board.root.evaluate(TEXTS, "output") is None


def test_where_room_is_scarce_there_are_one_or_two_digits_and_then_none(open_board):
    board = open_board(width=1040)  # what a page of 1400 px leaves beside the sidebar
    scene = scenes.example(8)
    board.show(board_parts(scene))
    raw = board.root.evaluate(TEXTS, "raw")
    assert all(re.fullmatch(r"−?(\.\d|\d{1,2})", text) for text in raw)
    near = [0.051 if abs(value) < 0.95 else 0.51 for value in scene.raw.ravel()]
    said = [float(text.replace("−", "-")) for text in raw]
    assert all(
        abs(a - b) <= slack for a, b, slack in zip(said, scene.raw.ravel(), near, strict=True)
    )
    widest, cell = board.root.evaluate(WIDEST, ["raw", 8])
    assert widest <= cell
    board.show(board_parts(scenes.example(64)))
    assert [board.root.evaluate(TEXTS, stage) for stage in STAGES] == [None] * 3
    assert board.root.locator(".mv-stage").count() == 1


def test_one_stage_on_a_phone_has_numbers(open_board):
    board = open_board(width=360, height=780)
    board.show(board_parts(scenes.example(12)))
    assert board.root.evaluate(TEXTS, "weights")
