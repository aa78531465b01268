"""The labs "The batch" and "Order" in a real window: they fit, and show the model's numbers."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import torch
from playwright.sync_api import expect

from maskviz.models.batch import Batch
from maskviz.settings.link import read_link
from tests.browser.playground import Playground, model
from tests.browser.stage import drawn, fits, looked_at, opened, screenshot, settled

TEXTS = {
    "text": "The cat sat on the wall and looked at the moon",
    "text_2": "The old man laughed",
    "text_3": "Dorothy and the Scarecrow walked along",
}
RAW = "&".join(f"{key}={text.replace(' ', '+')}" for key, text in TEXTS.items())
BATCH = f"/batch?{RAW}&texts=3&row=2&mask=causal"
ORDER = f"/order?text={TEXTS['text'].replace(' ', '+')}&mask=causal"
PLACES = """parts => parts.map((part) => {
  const boxes = [...document.querySelectorAll(`.maskviz-batch ${part}`)];
  return boxes.map((each) => each.getBoundingClientRect()).map((box) => [box.top, box.height]);
})"""


def lab(page, address):
    name = address.strip("/").partition("?")[0]
    return opened(page, address, page.locator(f".maskviz-{name}").first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
@pytest.mark.parametrize("address", [BATCH, ORDER])
def test_it_opens_on_a_cold_link_and_fits(page, address, width, scheme):
    looked_at(page, width, scheme)
    lab(page, address)
    fits(page)
    page.set_viewport_size({"width": width, "height": 3_400})
    screenshot(page, f"{address[1:6]}-{width}-{scheme}")


def test_the_rectangle_is_one_of_equal_rows_whose_names_stand_beside_them(page):
    lab(page, BATCH)
    names, rows = page.evaluate(PLACES, [".names > div", ".rectangle tr"])
    assert len(names) == len(rows) == 3
    for name, row in zip(names, rows, strict=True):
        assert name == pytest.approx(row, abs=1.5)
    expect(page.locator(".maskviz-batch .rectangle td")).to_have_count(36)
    expect(page.locator(".maskviz-batch .rectangle td.pad s")).to_have_count(12)


def test_padded_on_the_left_without_a_mask_it_is_another_text(page):
    """Changed in the open, read off the table, compared with two forward passes made here."""
    main = lab(page, f"{BATCH}&and_padding=0")
    expect(main).to_contain_text("is the same text in the batch")
    page.get_by_test_id("stMain").get_by_role("radio", name="Left").click()
    expect(main).to_contain_text("Text 2, padded with 7 tokens on the left, is another text")
    settled(page)
    gpt = model("gpt")
    batch = Batch.of(gpt.tokenizer, list(TEXTS.values()), limit=256, side="left")
    with torch.inference_mode():
        apart = gpt.model(batch.ids)[1, 7:] - gpt.model(batch.ids[1:2, 7:])[0]
    name = page.locator("th", has_text=re.compile("^Text 2$"))
    row = page.locator(".maskviz-batch tr", has=name)
    shown = float(row.first.locator("td").nth(1).inner_text())
    assert shown == pytest.approx(apart.abs().max().item(), abs=0.011)


def test_a_slider_shortens_a_text(page):
    lab(page, BATCH)
    page.get_by_role("slider", name="Tokens of text 1").press("ArrowLeft")
    cells = page.locator(".maskviz-batch .rectangle tr").first.locator("td")
    expect(cells).to_have_count(11)
    settled(page)
    sidebar = page.get_by_test_id("stSidebar")
    number = sidebar.get_by_role("spinbutton", name="Tokens of text 1")
    expect(number).to_have_value("11")


def test_the_code_is_worked_out_when_it_is_opened(page):
    lab(page, BATCH)
    expect(page.get_by_text("mask_of")).to_have_count(0)
    page.get_by_text("Code for the whole batch").click()
    code = page.get_by_test_id("stCode")
    expect(code).to_contain_text("real = torch.zeros_like(ids)")
    expect(code).to_contain_text("allowed = torch.stack")


def test_a_number_opens_its_state_in_the_playground(page):
    lab(page, BATCH)
    page.locator(".maskviz-batch td.off a").first.click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/playground")
    drawn(page)
    settings, _ = read_link(parse_qs(urlsplit(page.url).query)["p"][0])
    assert (settings.pad_side, settings.and_padding, settings.texts) == ("left", False, 3)


def test_a_padded_row_of_the_playground_leads_to_the_batch(page):
    app = Playground(page, f"/playground?{RAW}&texts=3&row=2&mask=causal")
    app.page.get_by_role("link", name="What does this padding do?").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/batch")
    expect(page.get_by_test_id("stMain")).to_contain_text(
        "Text 2, padded with 7 tokens on the right"
    )


def test_positions_and_seed_of_the_order(page):
    main = lab(page, ORDER)
    expect(main).to_contain_text("Full: outputs only moved with their tokens")
    expect(page.locator(".maskviz-order section").first.locator("li.changed")).to_have_count(0)
    page.get_by_text("Positions", exact=True).click()
    expect(main).to_contain_text("Full: 12 of 12 outputs changed")
    expect(page.locator(".maskviz-order section").first.locator("li.changed")).to_have_count(12)
    settled(page)
    page.wait_for_url(re.compile(r"order\.positions=1"))


BOXES = """section => [".lines", "ol:last-child"].map((name) => {
    const { y, height } = section.querySelector(name).getBoundingClientRect();
    return { y, height };
})"""


def test_a_line_ends_where_its_token_stands(page):
    """Each row is as high as the lines count on, and the drawing as the list beside it."""
    lab(page, ORDER)
    first = page.locator(".maskviz-order section").first
    heights = first.locator("ol:last-child li").evaluate_all(
        "rows => rows.map(r => r.getBoundingClientRect().height)"
    )
    assert set(heights) == {26} and len(heights) == 12
    lines, names = first.evaluate(BOXES)  # both at one moment
    assert lines["height"] == 26 * 12 and abs(lines["y"] - names["y"]) < 1
