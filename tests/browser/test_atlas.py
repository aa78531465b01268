"""The page "All masks" in a browser: its pictures, search, filters, and the mask behind a click."""

import io
import re
import tomllib

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from maskviz.analysis.atlas import entries, find
from maskviz.analysis.relatives import find_relatives, relatives
from maskviz.masks.catalogue import MASKS
from tests.browser.playground import Playground
from tests.browser.stage import drawn, fits, screenshot, settled
from tests.house import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
ACCENT = {scheme: THEME[scheme]["primaryColor"] for scheme in ("light", "dark")}
CARD = ".maskviz-atlas .card"
ENTRIES = {entry.mask.name: entry for entry in entries()}


def opened(page):
    page.goto("/atlas")
    expect(page.locator(CARD)).to_have_count(len(MASKS) + len(relatives()))
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def card(page, name):
    title = re.compile(rf"^{re.escape(MASKS[name].title)} ")
    return page.locator(CARD).filter(has=page.locator(".title", has_text=title))


def titles(page):
    return [text.strip() for text in page.locator(f"{CARD} .title").all_inner_texts()]


def seen(page, name) -> np.ndarray:
    """The cells of a picture as its pixels say: one colour all over, or not."""
    picture = card(page, name).locator(".picture")
    image = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    pixels, step = np.asarray(image, int), 120 // max(ENTRIES[name].cells.shape)
    ink = picture.locator("i").evaluate("i => getComputedStyle(i).backgroundColor")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert ink == "rgb({}, {}, {})".format(
        *bytes.fromhex(ACCENT["dark" if dark else "light"].removeprefix("#"))
    )
    colour = np.array([int(n) for n in re.findall(r"\d+", ink)[:3]])
    filled = (np.abs(pixels - colour) <= 2).all(axis=2)
    rows, keys = ENTRIES[name].cells.shape
    inside = [slice(i * step + 1, (i + 1) * step - 2) for i in range(max(rows, keys))]
    return np.array(
        [[filled[inside[r], inside[k]].all() for k in range(keys)] for r in range(rows)]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_it_opens_on_a_cold_link_and_fits(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    opened(page)
    page.get_by_test_id("stExpander").locator("summary").click()
    expect(page.get_by_role("columnheader", name="TransformerEngine")).to_be_attached()
    fits(page)
    for found in page.locator(CARD).all():
        box = found.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    screenshot(page, f"atlas-{width}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pixels_are_the_matrix(page, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page)
    page.mouse.move(0, 0)
    for name in ("sink_window", "causal_upper_left", "stride_block", "key_query_padding"):
        assert np.array_equal(seen(page, name), ENTRIES[name].cells), name


def test_search_and_filters_leave_what_fits(page):
    opened(page)
    field = page.get_by_label("Find", exact=True)
    field.fill("window")
    field.press("Enter")
    expect(page.locator(CARD)).to_have_count(len(find("window") + find_relatives("window")))
    page.get_by_role("button", name="never read the future").click()
    page.get_by_role("button", name="flash-attn").click()
    left = find("window", ["causal"], ["flash"])
    expect(page.locator(CARD)).to_have_count(len(left))
    assert "Sliding window window 4" in titles(page)
    field.fill("no such mask")
    field.press("Enter")
    expect(page.get_by_test_id("stMain")).to_contain_text("Nothing fits")
    expect(page.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("name", ["chunk_lookback", "key_padding", "special", "causal_upper_left"])
def test_a_click_opens_the_mask_in_the_playground(page, name):
    opened(page)
    card(page, name).locator("a.open").click()
    expect(page).to_have_url(re.compile(r"/playground\?p="))
    drawn(page)
    values = Playground(page, page.url).agrees().values
    assert len(page.context.pages) == 1
    assert values == ENTRIES[name].settings.values


def test_the_words_of_a_card_are_part_of_its_link(page):
    opened(page)
    words = card(page, "axial").locator(".words")
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"/playground\?p="))
