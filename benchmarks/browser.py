"""What a visitor feels, measured in Chromium: change, hover, paint, and what is downloaded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import firstvisit, labs
from benchmarks.measure import Row
from benchmarks.traffic import Traffic, count
from benchmarks.wire.texts import text_of
from tests.browser.chromium import start
from tests.browser.server import ROOT, serve
from tests.browser.stage import drawn, settled

HERE = Path(__file__).parent
CLOCK = (HERE / "clock.js").read_text("utf-8")
SLIDER = '.st-key-sliding_window-window input[type="range"]'
MASK = '[data-overlay="mask"]'
PAGE = "playground"
KB = 1024


@dataclass(frozen=True)
class Answered:
    """Milliseconds from an event to the stage that answers it, and to the board's last part; a page
    without a board has no second."""

    stage: float
    whole: float | None


@contextmanager
def opened(
    browser: Browser, url: str, tokens: int, name: str = PAGE
) -> Iterator[tuple[Page, Traffic]]:
    """A new visitor's page with a sliding window over a text of so many tokens."""
    address = {"text": text_of(tokens), "mask": "sliding_window", "sliding_window.window": "8"}
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.add_init_script(CLOCK)
    traffic = count(page)
    page.goto(f"{url}/{name}?{urlencode(address)}")
    drawn(page)
    yield page, traffic
    context.close()


def after(page: Page, event: str, act: Callable[[], None]) -> Answered:
    """From the event that `act` causes to the pictures that answer it."""
    handle = page.evaluate_handle("type => clock.arm(type)", event)
    act()
    answered = handle.evaluate("armed => armed.promise")
    settled(page)
    page.wait_for_timeout(250)  # what follows a change is over before the next one
    return Answered(*answered)


def press(page: Page) -> Answered:
    """One step of the slider, always onwards: Streamlit does not send twice what it sent before."""
    page.locator(SLIDER).focus()
    return after(page, "keydown", lambda: page.keyboard.press("ArrowRight"))


def change(browser: Browser, app: str, empty: str, tokens: int, rounds: int = 11) -> Iterator[Row]:
    """Key press to picture, the app and the empty page in turn, and the bytes of each change."""
    sizes, counts, pairs = [], [], []
    with (
        opened(browser, app, tokens) as (ours, traffic),
        opened(browser, empty, tokens, "") as (his, _),
    ):
        for _ in range(rounds + 1):
            bytes_before, before = traffic.socket, traffic.messages
            mine = press(ours)
            sizes.append((traffic.socket - bytes_before) / KB)
            counts.append(traffic.messages - before)
            pairs.append((mine, press(his)))
    mine, theirs = zip(*pairs[1:], strict=True)
    blank, against = tuple(answer.stage for answer in theirs), "blank page, same sidebar"
    stage, board = tuple(a.stage for a in mine), tuple(a.whole for a in mine)
    if tokens == 64:
        yield Row("key to picture, N = 64", "ms", stage, blank, against, 2.0)
        yield Row("key to whole board, N = 64", "ms", board, blank, against, 3.0)
        yield Row("bytes a change, N = 64", "KB", tuple(sizes[1:]), target=40)
        yield Row("messages a change, both ways", "", tuple(counts[1:]), target=12)
    else:
        yield Row(f"key to picture, N = {tokens}", "ms", stage, target=300)
        yield Row(f"key to whole board, N = {tokens}", "ms", board)
        yield Row(f"the blank page, N = {tokens}", "ms", blank)


def hover(page: Page, traffic: Traffic) -> Iterator[Row]:
    places = [(0.2 + 0.6 * i / 30, 0.3 + 0.4 * (i % 7) / 7) for i in range(30)]
    before = traffic.messages
    times = [page.evaluate("([s, x, y]) => clock.move(s, x, y)", [MASK, x, y]) for x, y in places]
    page.wait_for_timeout(300)
    yield Row("hover, N = 64", "ms", tuple(times[1:]), target=16)
    yield Row("messages of 30 hovers", "", (traffic.messages - before,), target=0)


def stroke(page: Page, row: float) -> float:
    """Drag along a row of the mask; from letting go to the softmax that answers."""
    box = page.locator(MASK).bounding_box()
    y = box["y"] + row * box["height"]
    page.mouse.move(box["x"] + 0.3 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], y, steps=6)
    return after(page, "pointerup", page.mouse.up).stage


def paint(page: Page) -> Row:
    page.get_by_role("button", name="Paint").first.click()
    times = [stroke(page, 0.35 + 0.05 * i) for i in range(9)]
    return Row("stroke to new softmax, N = 64", "ms", tuple(times[1:]), target=150)


def rows() -> Iterator[Row]:
    with (
        sync_playwright() as playwright,
        serve() as app,
        serve(ROOT / "benchmarks/empty_page.py") as empty,
    ):
        browser = start(playwright)
        for tokens in (64, 256):
            yield from change(browser, app, empty, tokens)
        with opened(browser, app, 64) as (page, traffic):
            yield from hover(page, traffic)
            yield paint(page)
        yield from firstvisit.rows(browser, app)
        yield from labs.rows(browser, app, empty)
        browser.close()
