"""The page of conventions in a real window: on a desk, on a phone, by a link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import fits, settled, still


def opened(page, query: str = "", says: str = "Told in the same words"):
    page.goto(f"/conventions{query}")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text(says)
    return main


def test_another_window_changes_every_library_and_the_link(page):
    main = opened(page)
    expect(main).to_contain_text("reads 3, 4, 5, 6, 7 or 9 keys")
    expect(main).to_contain_text("qkv_format")  # the end of the last card
    main.get_by_role("slider", name="Window").press("ArrowLeft")
    expect(main).to_contain_text("Window 2: each query reads the last 2 keys")
    expect(main).to_contain_text("local_window_size=(1, 0)")
    expect(page).to_have_url(re.compile("window=2"))
    page.reload()
    expect(main).to_contain_text("Window 2: each query reads the last 2 keys")


def test_rings_stand_on_the_cells_that_differ(page):
    main = opened(page, "?meant=causal")
    pictures = main.locator("ul.all li")
    expect(pictures).to_have_count(15)
    settled(page)
    both = pictures.nth(0).locator(".wrong, .picture")
    ring, cells = both.evaluate_all("all => all.map((e) => e.getBoundingClientRect().toJSON())")
    assert ring == cells
    told = main.locator("ul.all li", has_text="flash-attn")
    expect(told).to_contain_text("as meant")
    expect(told.locator(".wrong")).to_have_count(0)


def test_sizes_that_agree_by_chance(page):
    main = opened(page, "?conventions=Shapes")
    expect(main).to_contain_text("must match the size of tensor b")
    main.get_by_role("button", name="Set B to 4").click()
    expect(main).to_contain_text("passes by chance")
    expect(page).to_have_url(re.compile("shape_b=4"))


@pytest.mark.parametrize("tab", ["Libraries", "Empty rows", "Shapes", "Arguments"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(open_window, tab, scheme):
    page = open_window(360, 780, color_scheme=scheme)
    says = "memory_key_padding_mask" if tab == "Arguments" else "Told in the same words"
    opened(page, f"?conventions={tab.replace(' ', '+')}", says)
    still(page)
    fits(page)
