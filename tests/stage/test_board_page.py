"""The board as Streamlit mounts it, its script served as a file or sent as text."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.server import serve
from tests.stage.driver import CELL

pytestmark = pytest.mark.browser
PAGE = Path(__file__).with_name("boardpage.py")


@pytest.fixture(scope="module")
def board_url():
    with serve(PAGE) as address:
        yield address


@pytest.mark.parametrize("page", [1100], indirect=True)
@pytest.mark.parametrize("query", ["", "inline=1"])
def test_a_slider_and_a_lock_go_there_and_back(page, board_url, query):
    page.goto(f"{board_url}/?{query}")
    title, told = page.locator("h1"), page.locator("code").last
    expect(title).to_have_text("Window both ways, window 4, and causal")
    page.get_by_role("slider").press("ArrowRight")
    expect(title).to_have_text("Window both ways, window 5, and causal")
    expect(page).to_have_title("Window 5")
    stage = page.locator(".mv-stage")
    page.mouse.click(*stage.evaluate(CELL, ["mask", 2, 1]))
    cell = {"q": 2, "k": 1}
    expect(told).to_have_text(json.dumps([["locked", cell]], sort_keys=True))
    assert stage.evaluate("(s) => s.maskviz.header.tokens.length") == 8
    page.reload()
    expect(title).to_have_text("Window both ways, window 4, and causal")
