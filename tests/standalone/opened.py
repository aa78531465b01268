"""A page opened from disk by a browser without a network, and what it asked for."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect


@contextmanager
def from_disk(browser, file: Path, *, width=1400, scheme="light"):
    """The page, drawn; what it raises, what it logs, and any request but its own fail the test."""
    context = browser.new_context(
        offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page, wrong = context.new_page(), []
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("request", lambda asked: wrong.append(asked.url) if asked.url != address else None)
    address = file.as_uri()
    page.goto(address)
    yield page
    context.close()
    assert not wrong, wrong


def drawn(page: Page) -> Page:
    expect(page.locator("#here")).to_have_attribute("data-whole", "1")
    return page
