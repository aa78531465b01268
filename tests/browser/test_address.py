"""What is set on a page stands in its address, and going back leaves the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import settled, until

LENGTH = "history.length"
HELD = "Object.hasOwn(history, 'pushState')"


def search(page, words):
    box = page.get_by_label("Find", exact=True)
    box.fill(words)
    box.press("Enter")
    expect(page).to_have_url(at("atlas_find", words))


def tokens(page, number):
    box = page.get_by_label("Tokens", exact=True)
    box.fill(str(number))
    box.press("Enter")
    expect(page).to_have_url(at("stored_tokens", number))


def at(key, words):
    return re.compile(rf"[?&]{key}={words}(&|$)")


def only(page, name):
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
    settled(page)  # what the click asked for is over


PAGES = {
    "atlas": (search, ("window", "padding", "llama"), "Find"),
    "storage": (tokens, (64, 65, 96), "Tokens"),
}


def held(page, whether=True):
    """Wait until a page's own settings leave the history alone, or no longer do."""
    until(page, lambda: page.evaluate(HELD) == whether)


def arrived(page, address):
    page.goto(address)
    settled(page)
    held(page)


@pytest.mark.parametrize("name", PAGES)
def test_settings_stay_over_reload_and_back_and_make_no_entries(page, name):
    change, values, label = PAGES[name]
    page.goto("/model")
    settled(page)
    arrived(page, f"/{name}")
    before = page.evaluate(LENGTH)
    for value in values:
        change(page, value)
    settled(page)
    assert page.evaluate(LENGTH) == before
    page.reload()
    settled(page)
    box = page.get_by_label(label, exact=True)
    expect(box).to_have_value(str(values[-1]))
    change(page, values[0])
    page.go_back()
    expect(page).to_have_url(re.compile("/model$"))
    settled(page)
    page.go_forward()
    expect(box).to_have_value(str(values[0]))
    assert page.evaluate(LENGTH) == before


def test_a_link_to_a_search_is_changed_in_place_too(page):
    arrived(page, "/atlas?atlas_find=window&atlas_features=causal")
    before = page.evaluate(LENGTH)
    search(page, "padding")
    only(page, "have parameters")
    assert page.evaluate(LENGTH) == before and "atlas_features=causal" in page.url
    page.reload()
    settled(page)
    expect(page.get_by_label("Find", exact=True)).to_have_value("padding")


def test_other_pages_make_their_entries_as_ever(page):
    """What atlas does to the history of the browser is given back when another page is drawn."""
    arrived(page, "/atlas")
    before = page.evaluate(LENGTH)
    page.get_by_text("Look up", exact=True).click()
    page.locator('a[href$="/model"]').first.click()
    expect(page).to_have_url(re.compile("/model$"))
    held(page, False)
    assert page.evaluate(LENGTH) == before + 1
    page.go_back()
    held(page)
    search(page, "window")
    assert page.evaluate(LENGTH) == before + 1
