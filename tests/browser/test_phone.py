"""The playground on a phone: its controls come up below the picture, which stays in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.playground import Playground
from tests.browser.stage import fits, screenshot, settled, still, until

TALL = {"width": 360, "height": 740}
ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile"


@pytest.fixture
def phone(open_window):
    """The playground in the hand of somebody who taps."""
    return Playground(open_window(**TALL, has_touch=True, is_mobile=True, user_agent=ANDROID))


def sheet(page):
    return page.get_by_test_id("stSidebar")


def controls(page, opens=True):
    """Press the button of the bar and wait until nothing moves."""
    page.get_by_role("button", name="Controls").tap()
    expect(sheet(page)).to_have_attribute("data-collapsed", "false" if opens else "true")
    still(page)


def mask_in_sight(phone) -> bool:
    """Whether the first and the last cell of the mask stand between the bar and the sheet."""
    bar, top = phone.page.locator(".mv-phone").bounding_box(), sheet(phone.page).bounding_box()["y"]
    last = len(phone.root.evaluate("root => root.maskviz.header.tokens")) - 1
    first, end = (phone.spot("mask", cell, cell)[1] for cell in (0, last))
    return bar["y"] + bar["height"] < first < end < top


def test_the_controls_open_below_the_picture_and_the_mask_comes_first(phone):
    page = phone.page
    expect(sheet(page)).to_be_hidden()
    controls(page)
    expect(sheet(page)).to_be_visible()
    box = sheet(page).bounding_box()
    assert box["x"] == 0 and box["width"] == TALL["width"]
    assert TALL["height"] / 2 < box["y"] and box["y"] + box["height"] == TALL["height"]
    until(page, lambda: mask_in_sight(phone))
    widgets = sheet(page).locator("[data-testid=stWidgetLabel]:visible")
    tops = {w.inner_text(): w.bounding_box()["y"] for w in widgets.all() if w.inner_text()}
    assert min(tops, key=tops.get) == "Mask" and tops["Mask"] < box["y"] + 60
    assert all(tops["Mask"] < page_link.bounding_box()["y"] for page_link in pages(page).all())
    screenshot(page, "phone-controls")


def pages(page):
    return sheet(page).get_by_test_id("stSidebarNavLink")


def test_a_chosen_mask_is_seen_at_once(phone):
    page = phone.page
    controls(page)
    phone.choose("Mask", "Chunked causal")
    phone.redrawn()
    expect(page.locator(".mv-phone-name")).to_contain_text("Chunked causal")
    expect(page.locator("[role=option]")).to_have_count(0)
    assert phone.agrees().mask == "chunked_causal"
    until(page, lambda: mask_in_sight(phone))


def test_the_same_button_closes_and_a_tap_on_the_picture_too(phone):
    page = phone.page
    for way in (lambda: controls(page, opens=False), lambda: page.locator(".mv-phone-name").tap()):
        controls(page)
        expect(sheet(page)).to_be_visible()
        way()
        expect(sheet(page)).to_be_hidden()


def test_the_other_pages_stand_in_one_line_at_the_end(phone):
    page = phone.page
    controls(page)
    assert len({round(link.bounding_box()["y"]) for link in pages(page).all()}) == 1
    pages(page).filter(has_text="All masks").tap()
    expect(page.locator("h1")).to_have_text("All masks")
    settled(page)
    expect(sheet(page)).to_be_hidden()


def test_on_its_side_a_phone_has_them_beside_the_picture(phone):
    page = phone.page
    page.set_viewport_size({"width": TALL["height"], "height": TALL["width"]})
    controls(page)
    box = sheet(page).bounding_box()
    assert box["x"] == 0 and box["width"] < TALL["height"] / 2
    assert phone.spot("mask", 0, 0)[0] > box["width"]
    page.get_by_role("button", name="Collapse sidebar").tap()
    expect(page.get_by_test_id("stMain")).to_have_js_property("offsetLeft", 0)


def test_a_page_without_controls_lists_the_pages(phone):
    page = phone.page
    page.goto("/conventions")
    expect(page.locator("h1")).to_have_text("Conventions")
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").tap()
    expect(pages(page).filter(has_text="Playground")).to_be_in_viewport()
    screenshot(page, "phone-pages")
    lower = pages(page).filter(has_text="Check a mask")  # the list is longer than the sheet
    lower.scroll_into_view_if_needed()
    expect(lower).to_be_in_viewport()


@pytest.mark.parametrize(
    "name", ["start", "playground", "conventions", "atlas", "costs", "check", "storage"]
)
def test_no_page_is_wider_than_the_phone(phone, name):
    page = phone.page
    page.goto(f"/{name}")
    expect(page.locator("h1")).to_be_visible()
    settled(page)
    fits(page)


def test_the_name_stays_above_the_picture(phone):
    page = phone.page
    page.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, 1500)")
    expect(page.locator(".mv-phone-name")).to_be_in_viewport()
    assert page.locator("h1").inner_text() == page.locator(".mv-phone-name").inner_text()
