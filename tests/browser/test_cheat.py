"""The page "Does it cheat?" in a browser: drawn, narrow enough, and its links open the mask."""

import re

import pytest
from playwright.sync_api import expect

from maskviz.analysis.cheatdata import read_report
from maskviz.settings.link import read_link
from tests.browser.stage import drawn, fits, screenshot, settled

CHART = ".js-plotly-plot .scatterlayer .trace"


def opened(page):
    page.goto("/cheat")
    expect(page.get_by_role("heading", name="6. Can it cheat")).to_be_visible()
    rows = page.locator(".maskviz-cheat .heat tbody tr")
    expect(rows).to_have_count(len(read_report().open_head))
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (360, "dark")])
def test_it_opens_on_a_cold_link_and_fits(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    opened(page)
    expect(page.locator(CHART)).to_have_count(3)
    fits(page)
    for table in page.locator(".maskviz-cheat table").all():
        box = table.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    screenshot(page, f"cheat-{width}-{scheme}")


def test_text_is_readable_in_both_themes(page):
    """The ink of a table is that of the page, not a browser's default."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        opened(page)
        ink = page.evaluate(
            """() => ['.maskviz-cheat .heat a', '.maskviz-cheat th a', '[data-testid=stMarkdown] p']
            .map((s) => getComputedStyle(document.querySelector(s)).color)"""
        )
        assert len(set(ink)) == 1


def test_a_cell_opens_its_head_in_the_playground(page):
    opened(page)
    page.locator(".maskviz-cheat .heat tbody tr").nth(2).locator("td").nth(4).locator("a").click()
    expect(page).to_have_url(re.compile(r"/playground\?p="))
    drawn(page)
    settings, ignored = read_link(page.url.split("p=")[1])
    assert not ignored and len(page.context.pages) == 1
    assert (settings.layers, settings.layer, settings.head) == ((2,), 2, 4)
    assert str(settings.mask_of("4")) == "full()" and str(settings.mask_of("0")) == "causal()"


def test_all_layers_open_in_the_playground_too(page):
    opened(page)
    page.get_by_role("link", name="no mask in any layer").click()
    drawn(page)
    settings, _ = read_link(page.url.split("p=")[1])
    assert settings.mask == "full" and not settings.and_causal
    assert settings.layers == (0, 1, 2, 3)
    expect(page.get_by_test_id("stMain")).to_contain_text("reads the future")
