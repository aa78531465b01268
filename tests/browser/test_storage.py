"""The page "How a mask is stored" in a real window: it fits, the mask is drawn, it is timed."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import fits, looked_at, opened, screenshot, settled


def storage(page, query=""):
    opened(page, f"/storage?{query}", page.locator(".mv-big[data-drawn]"))
    return page.locator(".mv-big")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_it_opens_on_a_cold_link_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    root = storage(page, "stored=causal&stored_tokens=2048")
    assert root.evaluate("r => r.maskviz.frame.rows") == 2048
    main = page.get_by_test_id("stMain")
    fits(page)
    expect(main).to_contain_text("2,098,176 of 4,194,304 cells")
    page.set_viewport_size({"width": width, "height": 3_000})
    screenshot(page, f"storage-{width}-{scheme}")


def test_the_mask_is_sent_once_and_keeps_its_zoom_when_only_the_tile_changes(page):
    received = []
    page.on("websocket", lambda s: s.on("framereceived", lambda f: received.append(len(f))))
    root = storage(page, "stored=causal&stored_tokens=2048")
    assert max(received) > 2048 * 2048 / 8
    root.get_by_role("button", name="Closer").click()
    expect(root).to_have_attribute("data-drawn", "2")
    received.clear()
    page.get_by_role("combobox", name="Side of a tile").click()
    page.get_by_role("option", name="64", exact=True).click()
    expect(page.get_by_test_id("stMain")).to_contain_text("32 of 1,024 tiles")
    settled(page)
    assert sum(received) < 100_000
    expect(root).to_have_attribute("data-drawn", "2")
    assert root.evaluate("r => r.maskviz.frame.zoom") == 2


def test_another_theme_is_drawn_again(page):
    root = storage(page)
    page.emulate_media(color_scheme="dark")
    expect(root).not_to_have_attribute("data-drawn", "1")


def test_it_is_timed_when_asked(page):
    storage(page, "stored=causal&stored_tokens=128")
    page.get_by_role("button", name="Time it").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("Smallest is Runs of rows")
    expect(page.locator(".maskviz-storage").last).to_contain_text("Packed bits")
