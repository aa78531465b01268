"""The lab "Generation" in a browser: steps without a message, numbers, and its way back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import drawn, fits, looked_at, screenshot, settled

TEXT = "text=The+king+asked+the+princess+what+she+had+seen&mask=causal"


def opened(page, query=""):
    page.goto(f"/generation?{TEXT}{query}")
    root = page.locator(".mv-timeline[data-drawn]")
    expect(root).to_be_visible()
    expect(page.get_by_role("button", name="Run all three")).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return root


@pytest.mark.parametrize("width", [1400, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_on_a_cold_link_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    root = opened(page, "&generation.keep=window&generation.size=5")
    fits(page)
    for canvas in root.locator("canvas").all():
        box = canvas.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    screenshot(page, f"generation-{width}-{scheme}")


def test_steps_are_gone_through_without_a_message(page):
    sent = []
    page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append(frame)),
    )
    root = opened(page)
    before = len(sent)
    root.locator("input").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-stop", "4")
    title = re.compile(r"^Step 4 of 16: token 9 “seen”")
    expect(root.locator("h2").first).to_have_text(title)
    expect(root.locator("dd").first).to_have_text("10 of 10 keys in the cache")
    page.wait_for_timeout(300)  # nothing is sent later either
    assert len(sent) == before


def test_a_window_keeps_the_cache_small_and_the_link_says_so(page):
    root = opened(page)
    page.get_by_role("radio", name="window").click()
    expect(page).to_have_url(re.compile(r"generation\.keep=window"))
    root.locator("input").focus()
    page.keyboard.press("End")
    expect(root.locator("dd").nth(1)).to_have_text("8 tokens, 49,152 bytes")
    row = page.locator(".maskviz-generation tr").filter(has_text="the last 8")
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/playground\?p="))
    drawn(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sliding window")


def test_three_ways_are_timed_on_demand(page):
    opened(page)
    page.get_by_role("button", name="Run all three").click()
    expect(
        page.get_by_text(re.compile(r"The 10 runs come within .* times as long"))
    ).to_be_visible()
