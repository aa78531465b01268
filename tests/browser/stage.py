"""How a browser test waits for the stage, and where its pictures go.

The stage's root carries `data-drawn`, another text after every drawing.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import ROOT

SCREENS = ROOT / "build" / "screens"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 60_000  # ms


def stage(page: Page) -> Locator:
    return page.locator("[data-drawn]").first


def settled(page: Page) -> None:
    """Wait until the server has nothing left to do for this page."""
    expect(page.locator(IDLE)).to_have_count(1, timeout=PATIENCE)


def drawn(page: Page, after: str | None = None) -> str:
    """Wait for a drawing other than `after`; returns its mark, to be given as the next `after`."""
    root = stage(page)
    expect(root).to_have_attribute("data-drawn", re.compile("."), timeout=PATIENCE)
    if after is not None:
        expect(root).not_to_have_attribute("data-drawn", after, timeout=PATIENCE)
    settled(page)
    return root.get_attribute("data-drawn")


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as build/screens/NAME.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
