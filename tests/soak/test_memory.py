"""Visitors with long texts of their own come and go over real websockets: memory stays.

Resident memory of the server's process, because the arrays that a visitor would leave behind are
torch's own and no tracer of Python's memory counts them.
"""

import asyncio
import time
from urllib.parse import urlencode

import pytest

from benchmarks.process import used
from benchmarks.wire.tab import opened
from benchmarks.wire.texts import texts_of
from tests.browser.server import Server, started

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
WARM, MORE = 120, 300
REST = 60  # seconds: sessions of who left go after 20, and free memory is given back after that
SLOPE = 2.0  # MB for 100 visitors


async def visit(url: str, text: str, window: int) -> None:
    """Look at a text of one's own, change something, look at another cell, and leave."""
    address = {"mask": "sliding_window", "sliding_window.window": "8", "text": text}
    async with opened(url, "playground", urlencode(address)) as tab:
        await tab.rerun()
        await tab.set("sliding_window.window", [float(window)])
        await tab.keep("board", locked={"q": window, "k": 1})
        assert not tab.screen.errors()
        assert tab.screen.board.parts["stage"]


async def visits(url: str, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        await visit(url, text, 10 + number % 50)


def rested(server: Server) -> float:
    """The least resident memory in a while in which nobody is there."""
    until, found = time.monotonic() + REST, []
    while time.monotonic() < until:
        time.sleep(1)
        found.append(used(server.pid).rss)
    return min(found[REST // 2 :])


def test_memory_of_visitors_who_left_is_given_back():
    texts = texts_of(256, WARM + MORE, seed=7)
    with started() as server:
        asyncio.run(visits(server.url, texts[:WARM]))
        early = rested(server)
        asyncio.run(visits(server.url, texts[WARM:]))
        late = rested(server)
    slope = 100 * (late - early) / MORE
    assert slope < SLOPE, f"{early:.0f} MB, and {late:.0f} MB after {MORE} more visitors"
