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
def open_stage(open_window, stage_url):
    """A function that opens a scene in a fresh window and returns its Driver."""

    def opened(query="", *, dark=False, **size):
        page = open_window(color_scheme="dark" if dark else "light", **size)
        page.goto(f"{stage_url}/?{query}")
        return Driver(page)

    return opened


@pytest.fixture(params=[1100, 360])
def page(open_window, request):
    """An empty page for `draw`, wide and narrow."""
    return open_window(request.param)


@pytest.fixture
def open_board(open_window):
    """A function that opens an empty page of some width and returns its Board."""
    return lambda width=1100, height=900: Board(open_window(width, height, base_url=ADDRESS))


@pytest.fixture
def board(open_board):
    return open_board()
