"""How a browser test waits for the stage, and where its pictures go.

The stage's root carries `data-drawn`, another text after every drawing.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import ROOT

SCREENS = ROOT / "build" / "screens"
IDLE = (
    'html:not([data-owed], :has([data-testid="stSkeleton"])) '
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
)
PATIENCE = 60_000  # ms that what is expected may take: a busy machine is slow
expect.set_options(timeout=PATIENCE)


STILL = """() => document.querySelector("[data-stale=true]") === null &&
  document.getAnimations().every((each) => each.playState !== "running")"""
BRIGHT = """each => Math.max(...getComputedStyle(each).color.match(/[0-9]+/g).slice(0, 3)) > 127"""
WIDER = "all => Math.max(...all.map((each) => each.scrollWidth - each.clientWidth))"


def stage(page: Page) -> Locator:
    return page.locator("[data-drawn]").first


def settled(page: Page) -> None:
    """Wait until the server has nothing left to do for this page: not even what a press that was
    just made asks for (heard.js), and the browser has put each widget in the place that was kept
    for it, of another height. What is typed is asked for a moment later."""
    expect(page.locator(IDLE)).to_have_count(1)


def still(page: Page) -> None:
    """Wait until nothing is on its way: no script, no fading, nothing stale."""
    settled(page)
    page.wait_for_function(STILL)


def lit(page: Page, scheme: str) -> None:
    """Change the theme, without motion, and wait until it has come to the text."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    app = page.get_by_test_id("stApp")
    until(page, lambda: app.evaluate(BRIGHT) == (scheme == "dark"))
    still(page)


def until(page: Page, told: Callable[[], object]) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + PATIENCE / 1_000
    while not told():
        assert time.monotonic() < deadline, "it never is"
        page.wait_for_timeout(50)


def fits(page: Page) -> None:
    """Neither the window nor its main part can be scrolled sideways."""
    both = page.locator("html, [data-testid=stMain]")
    until(page, lambda: both.evaluate_all(WIDER) <= 0)


def opened(page: Page, address: str, shown: Locator) -> Locator:
    """Open a page and wait until this is there and all is done; its main part, without a fault."""
    page.goto(address)
    expect(shown).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page.get_by_test_id("stMain")


def looked_at(page: Page, width: int, scheme: str) -> None:
    """In a window of this width and in this theme."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def drawn(page: Page, after: str | None = None) -> str:
    """Wait for a drawing other than `after`; returns its mark, to be given as the next `after`."""
    root = stage(page)
    expect(root).to_have_attribute("data-drawn", re.compile("."))
    if after is not None:
        expect(root).not_to_have_attribute("data-drawn", after)
    settled(page)
    return root.get_attribute("data-drawn")


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as build/screens/NAME.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
