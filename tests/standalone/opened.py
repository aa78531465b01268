"""A page opened from disk by a browser without a network, and what it asked for."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect


@contextmanager
def from_disk(open_window, file: Path, *, width=1400, scheme="light"):
    """The page, drawn; what it logs and any request but its own fail the test."""
    page, wrong = open_window(width, offline=True, color_scheme=scheme), []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("request", lambda asked: wrong.append(asked.url) if asked.url != address else None)
    address = file.as_uri()
    page.goto(address)
    yield page
    assert not wrong, wrong


def drawn(page: Page) -> Page:
    expect(page.locator("#here")).to_have_attribute("data-whole", "1")
    return page
