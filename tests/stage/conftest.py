"""The stage on a page of its own, flow and row on an empty one, in Chromium."""

from pathlib import Path

import pytest

from tests.browser.server import serve
from tests.stage.boardalone import ADDRESS, Board
from tests.stage.driver import Driver


@pytest.fixture(scope="session")
def stage_url():
    with serve(Path(__file__).with_name("page.py")) as address:
        yield address


@pytest.fixture
def open_stage(browser, stage_url):
    """A function that opens a scene in a fresh window and returns its Driver."""
    contexts, errors = [], []

    def opened(query="", *, width=1400, height=900, dark=False):
        scheme = "dark" if dark else "light"
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{stage_url}/?{query}")
        return Driver(page)

    yield opened
    for context in contexts:
        context.close()
    assert not errors, f"the page raised {errors}"


@pytest.fixture(params=[1100, 360])
def page(browser, request):
    """An empty page for `draw`, wide and narrow."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.set_default_timeout(10_000)
    yield opened
    context.close()
    assert not errors, errors


@pytest.fixture
def open_board(browser):
    """A function that opens an empty page of some width and returns its Board."""
    contexts, errors = [], []

    def opened(width=1100, height=900):
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, base_url=ADDRESS))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(10_000)
        return Board(page)

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def board(open_board):
    return open_board()
