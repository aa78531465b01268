"""The fold of the whole model: pressed it asks, and whom a lesson led here finds it folded."""

import pytest
from playwright.sync_api import expect

from maskviz.stage.pack import as_json
from tests.stage.boards import board_parts

pytestmark = pytest.mark.browser
FROM = "(url) => Object.defineProperty(document, 'referrer', { value: url, configurable: true })"


def folding(is_open):
    parts = board_parts() | {"whole": as_json(is_open)}
    return parts if is_open else {n: p for n, p in parts.items() if n not in ("flow", "layer")}


def test_the_fold_asks_and_shows_what_came(board):
    board.show(folding(True))
    fold = board.button("The whole model")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.focus()
    board.page.keyboard.press("Enter")
    assert board.told() == [["panel", "whole"]]
    board.show(folding(False))
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(board.part("flow")).to_be_hidden()
    board.show(folding(True))
    expect(board.part("flow")).to_be_visible()


def test_after_a_lesson_it_is_folded_before_the_answer(board):
    board.page.evaluate(FROM, "http://board.test/learn?lesson=causal&step=2")
    board.show(folding(True))
    assert board.told() == [["panel", "led"]]
    expect(board.part("flow")).to_be_hidden()
    board.show(folding(False))
    board.show(folding(True))
    assert board.told() == []
    expect(board.part("flow")).to_be_visible()
