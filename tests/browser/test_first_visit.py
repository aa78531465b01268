"""What a new visitor's browser asks for: no file twice, none in vain; and nothing jumps far."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from benchmarks.firstvisit import PAGE, WIDTHS, arriving
from maskviz.ui.shell import ADDRESSES
from tests.browser.stage import drawn, settled
from tests.server.icons import ours, signs

HEAVY = re.compile(r"SyntaxHighlighter|PlotlyChart|SourceCode|-Italic|MaterialSymbols")
FRAME = """address => new Promise((done) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address, onload: done });
  document.body.append(frame);
})"""
SIGN = '[data-testid="stIconMaterial"]'


@pytest.fixture(params=WIDTHS)
def visited(request, browser, url):
    """The playground as it stands for a new visitor, what he received, and what went wrong."""
    with arriving(browser, request.param) as (page, traffic):
        wrong = []
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)
        page.goto(f"{url}/{PAGE}")
        drawn(page)
        page.wait_for_timeout(1000)  # what comes now came in vain
        yield page, traffic, wrong


def test_no_file_comes_twice_and_none_is_missing(visited):
    _, traffic, wrong = visited
    assert len(traffic.asked) > 50
    assert [a for a, times in Counter(traffic.asked).items() if times > 1] == []
    assert wrong == []


def test_the_first_screen_needs_none_of_the_heavy_files(visited):
    _, traffic, _ = visited
    assert [a for a in traffic.asked if HEAVY.search(a)] == []
    assert traffic.files + traffic.socket < 1.5e6, "design.md, section 8"


def test_a_component_is_one_script_and_one_sheet(visited):
    _, traffic, _ = visited
    ours = [a.rpartition("/")[2] for a in traffic.asked if "/bidi-components/" in a]
    assert sorted(ours) == ["board.css", "board.js"]


def test_nothing_jumps(visited):
    page, _, _ = visited
    assert page.evaluate("visit.shift") <= 0.1, page.evaluate("visit.jumps")


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", 1), ("localhost", 0)])
def test_a_page_of_another_site_cannot_frame_it(page, url, host, shown):
    """One of a course, say; MASKVIZ_FRAMED_BY lets it, see tests/server/test_headers.py."""
    page.goto(f"{url.replace('127.0.0.1', host)}/robots.txt")
    page.evaluate(FRAME, f"{url}/atlas")
    framed = page.frames[1]
    expect(framed.locator("#root")).to_have_count(shown)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_breaks_the_policy_or_lacks_a_sign(page, address):
    """Every sign that stands on a page is in the small icon font, and no script is refused."""
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"/{address}")
    expect(page.locator("h1").first).to_be_visible()
    settled(page)
    assert wrong == []
    shown = {name for name in page.locator(SIGN).all_inner_texts() if name}
    assert shown <= set(signs(ours()))
