"""The first picture of every lab, against a page with the same sidebar and a line of text."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.firstvisit import WIDTHS, arriving
from benchmarks.measure import Row, in_turn
from maskviz.ui.shell import PAGES
from tests.browser.stage import PATIENCE

LABS = [address for address in PAGES["Play"] if address != "playground"]
PICTURE = '[data-testid="stMain"] :is(.maskviz, [data-drawn])'  # HTML of the kit, or a component
ROUNDS = 3


def first_picture(browser: Browser, url: str) -> None:
    """A new visitor, from asking for the page until its first picture is visible."""
    with arriving(browser, WIDTHS[0]) as (page, _):
        page.goto(url, wait_until="commit")
        page.locator(PICTURE).first.wait_for(timeout=PATIENCE)


def rows(browser: Browser, url: str, empty: str) -> Iterator[Row]:
    for lab in LABS:
        ours, theirs = in_turn(
            lambda lab=lab: first_picture(browser, f"{url}/{lab}"),
            lambda: first_picture(browser, empty),
            ROUNDS,
        )
        yield Row(f"first picture, /{lab}", "ms", ours, theirs, "blank page, same sidebar", 3.0)
