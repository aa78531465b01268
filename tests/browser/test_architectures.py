"""The page "Real models" in a real window: it fits, its pictures are drawn, a layer opens."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import fits, looked_at, opened, screenshot, settled

CONFIG = {"model_type": "gemma2", "num_hidden_layers": 4, "sliding_window": 512}


def architectures(page, query=""):
    opened(page, f"/architectures?{query}", page.locator(".maskviz-architectures .layers").first)
    return page.get_by_test_id("stMain")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_it_fits_and_every_picture_is_drawn(page, width, scheme):
    looked_at(page, width, scheme)
    architectures(page, "real_model=llama-4")
    fits(page)
    kept = "e => getComputedStyle(e).maskImage.startsWith('url(\"data:image/svg')"
    drawn = page.locator(".maskviz-architectures .picture i")
    masks = 2 * 3 + 48 * 4  # two large ones; two layers each of every thumbnail
    expect(drawn).to_have_count(masks)
    assert all(drawn.nth(i).evaluate(kept) for i in (0, 1, 2, 7, 100, 197))
    screenshot(page, f"architectures-{width}-{scheme}")


def test_a_layer_opens_in_the_playground_and_where_masks_are_checked(page):
    architectures(page, "real_model=llama-4")
    page.get_by_role("link", name="Layer 0 in the playground").click()
    expect(page).to_have_title(re.compile("^Chunked causal"))
    architectures(page, "real_model=llama-4")
    page.get_by_role("link", name="Layer 3: check its mask").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("k <= q")


def test_a_config_is_pasted_and_chosen_away(page):
    main = architectures(page)
    page.get_by_text("Your own config.json").click()
    box = page.get_by_role("textbox", name="Paste a config.json")
    box.fill(json.dumps(CONFIG))
    box.press("Control+Enter")
    expect(main).to_contain_text("2 × Sliding window, window 512")
    settled(page)
    assert "512" not in page.url
    page.get_by_role("button", name="Back to Gemma 3 4B").click()
    expect(main).to_contain_text("29 × Sliding window, window 1,024")
    expect(box).to_have_value("")
