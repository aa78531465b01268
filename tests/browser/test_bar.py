"""The bar of pages in a real window: old addresses lead on, headings are found, links scroll."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from maskviz.settings.link import make_link
from maskviz.ui.shell import PAGES
from tests.browser.playground import Playground
from tests.browser.stage import drawn, screenshot, settled, until
from tests.states import state

TITLES = {page: title for pages in PAGES.values() for page, title in pages.items()}


@pytest.mark.parametrize("name", TITLES)
def test_every_page_has_one_heading_and_its_own_title(page, name):
    page.goto(f"/{name}")
    expect(page.locator("h1")).to_have_count(1)
    settled(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    told = page.locator("h1").inner_text() if name == "playground" else TITLES[name]
    expect(page).to_have_title(f"{told} – maskviz")
    assert urlsplit(page.url).path == f"/{name}"
    found = page.locator("h1, h2, h3, h4, h5, h6")
    levels = found.evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_an_old_link_leads_to_the_playground(page):
    wanted = state(mask="chunk", text="The cat & the hat", layer=2)
    app = Playground(page, f"/?p={make_link(wanted)}")
    assert urlsplit(page.url).path == "/playground"
    assert app.agrees() == wanted.stored()
    expect(page.locator("h1")).to_have_text("Chunk, size 4, and causal")


def test_raw_parameters_lead_to_the_playground(page):
    asked = "mask=sliding_window&sliding_window.window=3&text=The+cat+%26+the+hat&layer=2"
    found = Playground(page, f"/?{asked}").agrees()
    assert urlsplit(page.url).path == "/playground"
    assert (found.mask, found["text"], found["layer"]) == ("sliding_window", "The cat & the hat", 2)
    expect(page.locator("h1")).to_have_text("Sliding window, window 3")


def test_back_leaves_the_playground_for_what_was_before_the_old_link(page):
    page.goto("/conventions")
    settled(page)
    page.goto("/?mask=full")
    drawn(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Conventions")


def test_the_bar_opens_a_page_without_loading_the_app_again(page):
    page.goto("/conventions")
    settled(page)
    page.evaluate("window.stayed = true")
    page.get_by_test_id("stHeader").get_by_text("Look up").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Storage").click()
    expect(page.locator("h1")).to_have_text("How a mask is stored")
    expect(page).to_have_title("Storage – maskviz")
    assert urlsplit(page.url).path == "/storage" and page.evaluate("window.stayed")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/conventions?meant=causal", "FlexAttention"),
        ("/atlas?atlas_find=a", "Local"),
        ("/costs", "Every mask of the catalogue"),
        ("/costs", "Local"),
    ],
)
def test_a_line_of_the_contents_scrolls_to_its_heading(page, address, line):
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    settled(page)
    before = urlsplit(page.url)
    page.locator("a[href^='#']").filter(has_text=re.compile(f"^{line}$")).click()
    heading = page.locator("h2, h3").filter(has_text=re.compile(f"^{line}"))
    until(page, lambda: 40 < heading.bounding_box()["y"] < 450)  # below the bar, near the top
    after = urlsplit(page.url)
    assert after[:4] == before[:4] and after.fragment, "only the place is added to the address"


def test_pictures_of_the_bar(page):
    page.goto("/conventions")
    settled(page)
    page.get_by_test_id("stHeader").get_by_text("Look up").click()
    expect(page.get_by_test_id("stTopNavDropdownLink")).to_have_count(len(PAGES["Look up"]))
    screenshot(page, "bar")
