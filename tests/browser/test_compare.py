"""The lab "Compare" in a real window: its numbers are those of the two runs, and it fits."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from maskviz.analysis.compare.four import four
from maskviz.analysis.compare.pair import Pair
from maskviz.analysis.compare.settings import own_of
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.link import read_link
from tests.browser.stage import fits, looked_at, opened, screenshot

ASKED = "mask=chunk&chunk.size=2&text=The+cat+sat+on+the+mat&layer=2&head=4"
CHUNK = Settings.of(
    mask="chunk", text="The cat sat on the mat", layer=2, head=4, **{"chunk.size": 2}
).stored()


def compare(page, query=ASKED):
    return opened(page, f"/compare?{query}", page.locator(".maskviz-compare table.four"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_it_opens_on_a_cold_link_with_its_numbers_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    main = compare(page)
    fits(page)
    b = make_view(CHUNK, load("gpt"))
    pair = Pair(make_view(own_of(CHUNK), b.shipped), b)
    q = b.locked[0]
    row = page.locator(".rows tr").nth(q + 1)
    before, after = (bits[4, q].item() for bits in pair.entropies)
    expect(row).to_contain_text(f"{before:.2f} → {after:.2f}")
    expect(main).to_contain_text(f"its output moved by {pair.moved[4, q]:.2f}.")
    expect(page.locator("li .heat")).to_have_count(4 * 6)
    none = four(b)[0]
    expect(main).to_contain_text(f"moves earlier rows by {none.future:.2f}; with it by 0 exactly")
    page.set_viewport_size({"width": width, "height": 4_300})
    screenshot(page, f"compare-{width}-{scheme}")


def test_a_is_kept_and_survives_a_reload(page):
    main = compare(page)
    page.get_by_role("button", name="Keep this as A").click()
    expect(main).to_contain_text("A and B are equal, bit for bit")
    expect(page).to_have_url(re.compile("compare.a="))
    kept = parse_qs(urlsplit(page.url).query)["compare.a"][0]
    assert read_link(kept)[0].mask == "chunk"
    page.reload()
    expect(main).to_contain_text("A: Chunk, size 2, and causal. B: Chunk, size 2")
    page.get_by_role("button", name="A is the model’s own mask").click()
    expect(main).to_contain_text("A: Causal (the model’s own)")
    expect(page).not_to_have_url(re.compile("compare.a="))


def test_a_cell_of_the_table_opens_its_mask_in_the_playground(page):
    compare(page)
    page.locator("table.four a.cell").nth(5).click()
    expect(page.locator(".mv-board h1, h1").first).to_contain_text("Causal")
    expect(page).to_have_url(re.compile("/playground"))
