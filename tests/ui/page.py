"""The app under AppTest: opening it, and reading what it says."""

import re
from html import unescape

from maskviz.settings.declared import Settings
from maskviz.settings.query import read_query
from maskviz.ui.board.opened import OPEN, USED, WHOLE
from maskviz.ui.shell import SCRIPTS
from tests.states import state
from tests.ui.board import Board
from tests.ui.browser import Page


def opened(**address: str) -> Page:
    """The playground as it comes up on a cold link."""
    return cold("playground", **address)


def cold(name: str, **address: str) -> Page:
    """A page of the app, the first that a visitor opens."""
    page = Page()
    page.switch_page(SCRIPTS[name])
    page.query_params.update(address)
    return healthy(page.run())


def healthy(page: Page) -> Page:
    assert not page.exception, page.exception[0].message
    return page


def board(page: Page) -> Board:
    """The board as it is on the screen."""
    assert page.board, "no board is drawn"
    return page.board


def state_of(page: Page) -> Settings:
    """What the address bar says; it is what a reload would restore."""
    said = page.query_params
    found = read_query({k: w if isinstance(w, list) else [w] for k, w in said.items()})
    assert not found.ignored
    return found.settings.with_own_mask().stored()  # as the page takes it over


def told(page: Page) -> str:
    """What the visitor is told once, or for as long as it holds."""
    notes = page.board.notes if page.board else []
    return " ".join([*notes, *(info.value.replace("\\", "") for info in page.info)])


NOTE = re.compile(r"<span popover.*?</span>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def paragraphs(page: Page) -> list[str]:
    """The texts in which words can be tapped, without what these words open."""
    bodies = "".join(element.proto.body for element in page.get("html"))
    told = re.findall(r'<p class="told">(.*?)</p>', bodies, re.DOTALL)
    return [unescape(TAG.sub("", NOTE.sub("", text))) for text in told]


def with_panels(page: Page, *names: str) -> Page:
    """The page with these panels open under the board, as one run draws them."""
    was = page.session_state[OPEN] if OPEN in page.session_state else frozenset({WHOLE, USED})
    page.session_state[OPEN] = was | {*names}
    return healthy(page.run())


def codes(page: Page) -> list[str]:
    """The blocks of code that are shown without Streamlit's highlighter."""
    bodies = "".join(element.proto.body for element in page.get("html"))
    return [unescape(code) for code in re.findall(r"<pre><code>(.*?)</code></pre>", bodies, re.S)]


linked = state
