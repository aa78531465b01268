"""How a browser test waits for the stage, and where its pictures go.

The stage's root carries `data-drawn`, another text after every drawing.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import ROOT

SCREENS = ROOT / "build" / "screens"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 60_000  # ms that what is expected may take: a busy machine is slow


def stage(page: Page) -> Locator:
    return page.locator("[data-drawn]").first


def settled(page: Page) -> None:
    """Wait until the server has nothing left to do for this page."""
    expect(page.locator(IDLE)).to_have_count(1)


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
