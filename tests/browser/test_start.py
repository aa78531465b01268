"""The app as `make run` starts it: warm, at the address it prints, open to a first visitor."""

import re

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
    expect(page.get_by_role("heading", name="The model")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    screenshot(page, "model")
