"""States of all controls, sent to the running app as a browser sends them; the long walk soaks."""

import asyncio

from maskviz.ui.shell import PAGES
from tests.browser.server import ROOT, serve
from tests.wire.walk import walk

ADDRESSES = [page for pages in PAGES.values() for page in pages]
STATES = {"playground": 24}
OTHERS = 5


def test_no_state_ends_a_page_and_each_address_shows_the_same_picture(app):
    """One after the other: a server is enough for all."""
    for page in ADDRESSES:
        found = asyncio.run(walk(app, page, STATES.get(page, OTHERS), "short"))
        assert not found.faults, "\n".join(map(str, found.faults))
        assert found.linked >= found.states


def test_the_walk_finds_a_page_that_ends():
    with serve(ROOT / "tests/wire/broken.py") as url:
        found = asyncio.run(walk(url, "", 40, "broken"))
    assert found.faults
    assert all("too much" in fault.what or "error" in fault.what for fault in found.faults)
