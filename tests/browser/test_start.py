"""The app as `make run` starts it: warm, at the address it prints, open to a first visitor."""

import re
from base64 import b64decode

from playwright.sync_api import expect

from tests.browser.server import ROOT
from tests.browser.stage import drawn, screenshot


def output_of(url: str) -> str:
    """What the server has printed so far, without colours."""
    log = ROOT / f"build/server-{url.rsplit(':', 1)[1]}.log"
    return re.sub(r"\x1b\[[\d;]*m", "", log.read_text("utf-8"))


def test_the_address_is_printed_once_it_can_be_opened(url):
    said = output_of(url)
    assert "maskviz is ready" in said
    assert re.search(rf"^\s*{re.escape(url)}$", said, re.M)


def test_the_start_says_where_the_app_is_and_nothing_else(url):
    lines = [line for line in output_of(url).splitlines() if line.strip()]
    assert lines[:3] == ["maskviz is ready:", f"  {url}", "Ctrl+C stops it."]


def test_the_tab_has_the_icon(page):
    """The browser can draw what the page names as its icon: a mask, not a file that is missing."""
    page.goto("/")
    link = page.locator("link[rel~=icon][href^='data:image/svg']")
    expect(link).to_have_count(1)
    width = link.evaluate(
        """async (link) => {
          const icon = new Image();
          icon.src = link.href;
          await icon.decode();
          return icon.naturalWidth;
        }"""
    )
    assert width > 0
    drawing = b64decode(link.get_attribute("href").partition(",")[2])
    assert drawing == (ROOT / "maskviz/ui/icon.svg").read_bytes()


def test_the_first_screen_is_complete(page, url):
    page.goto("/")
    drawn(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    screenshot(page, "start")
    assert "Traceback" not in output_of(url)


def test_nobody_is_told_about_the_visit(page):
    """The page asks this server for everything and no other."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    drawn(page)
    base = page.evaluate("location.origin")
    strangers = [u for u in asked if not u.startswith((base, "data:", "blob:"))]
    assert asked
    assert strangers == []


def test_the_model_s_page_opens_on_a_cold_link(page):
    page.goto("/model")
    expect(page.get_by_role("heading", name="The model")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    screenshot(page, "model")
