"""A first visit: what is sent, in how many files, when the picture stands, and whether it jumps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.measure import Row
from benchmarks.traffic import Traffic, count
from tests.browser.stage import drawn

ROUNDS = 3
WIDTHS = (1400, 360)  # a laptop and a phone
PAGE = "playground"
MB = 1e6
SHIFTS = (Path(__file__).parent / "shifts.js").read_text("utf-8")

# A slow line and a slow machine: 1.6 Mbit/s either way, 150 ms to the server, a quarter of the CPU.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 2e5}
CPU = {"rate": 4}


@dataclass(frozen=True)
class Visit:
    """What one new visitor met, until the page stood still."""

    traffic: Traffic
    picture: float  # seconds from asking for the page to the frame that shows the stage
    shift: float  # the browser's layout shift score; 0.1 is good

    @property
    def sent(self) -> float:
        return (self.traffic.files + self.traffic.socket) / MB


@contextmanager
def arriving(browser: Browser, width: int, slow: bool = False) -> Iterator[tuple[Page, Traffic]]:
    """A new visitor with an empty cache, before the page is asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    traffic = count(page)
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", CPU)
    yield page, traffic
    context.close()


def visit(browser: Browser, url: str, width: int = WIDTHS[0], slow: bool = False) -> Visit:
    with arriving(browser, width, slow) as (page, traffic):
        page.goto(f"{url}/{PAGE}", wait_until="commit")
        drawn(page)
        page.wait_for_timeout(1000)  # what is loaded after the picture belongs to the visit
        picture, shift = page.evaluate("[visit.picture, visit.shift]")
        assert picture > 0, "the stage was never seen to be drawn"
        return Visit(traffic, picture / 1e3, shift)


def rows(browser: Browser, url: str) -> Iterator[Row]:
    laptop = [visit(browser, url) for _ in range(ROUNDS)]
    phone = [visit(browser, url, WIDTHS[1]) for _ in range(ROUNDS)]
    slow = [visit(browser, url, slow=True) for _ in range(ROUNDS)]
    yield Row("first visit, as sent", "MB", tuple(v.sent for v in laptop), target=1.5)
    yield Row("its requests", "", tuple(len(v.traffic.asked) for v in laptop))
    yield Row("first picture, slow line", "s", tuple(v.picture for v in slow), target=9)
    for width, visits in zip(WIDTHS, (laptop, phone), strict=True):
        shifts = tuple(v.shift for v in visits)
        yield Row(f"layout shift, {width} px", "", shifts, target=0.1)
    yield Row("layout shift, slow line", "", tuple(v.shift for v in slow), target=0.1)
