"""The page "What a mask costs" in a browser: it fits, its links open a mask, Cancel cancels."""

import re
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from maskviz.analysis.costs import read_costs
from maskviz.settings.link import read_link
from tests.browser.server import ROOT, serve
from tests.browser.stage import drawn, fits, opened, screenshot, settled


def costs(page, address="/costs"):
    opened(page, address, page.locator("a.row").first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_it_opens_on_a_cold_link_and_fits(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    costs(page)
    fits(page)
    for number in page.locator(".maskviz-costs .bar b").all()[:20]:
        box = number.bounding_box()
        assert box["x"] > 0 and box["x"] + box["width"] <= width
    page.set_viewport_size({"width": width, "height": 3_000})
    screenshot(page, f"costs-{width}-{scheme}")


def test_bars_are_as_long_as_their_numbers_say(page):
    """Measured in pixels: all bars begin at one line, and a longer bar is a larger perplexity."""
    costs(page)
    pairs = page.locator(".maskviz-costs .bar").evaluate_all(
        "bars => bars.map(b => { const i = b.querySelector('i').getBoundingClientRect();"
        " return [i.left, i.right, +b.querySelector('b').textContent.replace(',', '')]; })"
    )
    line = read_costs().line
    worse = sorted((p, right, left) for left, right, p in pairs if p > line + 0.1)
    assert len(worse) > 50
    assert max(left for *_, left in worse) - min(left for *_, left in worse) < 1.5
    assert all(b[1] >= a[1] - 1.5 for a, b in pairwise(worse))


def test_a_click_on_a_bar_opens_its_mask_in_this_tab(page):
    costs(page)
    bar = page.locator("a.row", has_text="Strictly causal").first
    bar.click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/playground")
    drawn(page)
    settings, _ = read_link(parse_qs(urlsplit(page.url).query)["p"][0])
    assert settings.mask == "strict_causal" and len(page.context.pages) == 1


def test_the_visitors_mask_is_measured_when_asked_and_comes_out_like_its_bar(page):
    costs(page)
    page.get_by_role("button", name="Measure your mask").click()
    live = page.locator("div.row")
    expect(live).to_have_count(1)
    expected = next(b for b in read_costs().bars if b.title == "Sliding window, window 4")
    shown = [float(t) for t in live.locator("b").all_inner_texts()]
    assert shown == pytest.approx(list(expected.perplexity.values()), abs=0.11)


def test_cancel_ends_the_measuring(page):
    with serve(ROOT / "tests/browser/slow_costs.py") as slow:
        costs(page, f"{slow}/costs")
        page.get_by_role("button", name="Measure your mask").click()
        expect(page.get_by_text(re.compile("Page [1-8] of"))).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
        settled(page)
        expect(page.get_by_role("button", name="Measure your mask")).to_be_enabled()
        expect(page.locator("div.row")).to_have_count(0)


def test_the_bars_are_searched_and_sorted(page):
    costs(page)
    field = page.get_by_label("Find a mask")
    field.fill("stride")
    field.press("Enter")
    expect(page.locator("a.row", has_text="Sliding")).to_have_count(0)
    expect(page.locator("a.row", has_text="stride").first).to_be_visible()
