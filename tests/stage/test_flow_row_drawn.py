"""The flow and the row as Chromium draws and says them, at 1100 and at 360 pixels."""

import numpy as np
import pytest
from playwright.sync_api import expect

from maskviz.models.attention import Recipe
from maskviz.stage.row import row_message
from tests.stage.alone import draw, draw_flow
from tests.stage.tiny import (
    ROW,
    SHAPE,
    TOKENS,
    arithmetic,
    causal,
    cross_arithmetic,
    flow_of,
)

pytestmark = pytest.mark.browser


def pixels(locator):
    """RGB of a strip's canvas, one pixel a number: the first of the three lines that each has."""
    wide, flat = locator.evaluate(
        "(c) => [c.width, [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]]"
    )
    return np.array(flat).reshape(-1, 3, wide, 4)[:, 0, :, :3].reshape(-1, 3)


def test_the_flow_draws_each_number_with_the_colour_of_its_sign(page):
    sent = flow_of()
    here = draw_flow(page, sent)
    vector = sent.stations[8].vector  # attention of layer 1
    rgb = pixels(here.locator(".stop.attention canvas"))
    green = rgb[:, 1].astype(int) - rgb[:, 0]  # the scale's arms: purple below 0, green above
    clear = np.abs(vector) > 0.1 * np.abs(vector).max()
    np.testing.assert_array_equal(green[clear] > 0, vector[clear] > 0)
    assert here.locator(".stop.attention").inner_text().startswith("attention")
    assert f"{len(TOKENS)} × {SHAPE.d_model}" in here.locator(".stop.attention").inner_text()


def test_layers_are_chosen_by_click_and_by_arrow_and_the_others_are_marked(page):
    here = draw_flow(page, flow_of())
    assert here.locator(".fold").count() == 2
    assert "Causal only" in here.locator(".fold.plain").inner_text()
    here.locator(".fold").nth(0).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # there is no further layer: nothing is told
    assert page.evaluate("told") == [["layer", 0], ["layer", 1], ["layer", 2]]
    assert "layer 2 (0 to 2)" in here.locator(".chosen").inner_text()


def test_a_station_opens_and_its_numbers_are_read_by_pointer_and_keys(page):
    sent = flow_of()
    here = draw_flow(page, sent)
    here.locator(".stop.feed_forward").click()
    vector = np.float16(sent.stations[11].vector)
    large = here.locator(".large")
    box = large.bounding_box()
    columns = large.evaluate("(c) => c.width")
    large.hover(position={"x": box["width"] * 2.5 / columns, "y": 3})
    said = f"number 2 of 16: {vector[2]:.3f}".replace("-", "−")
    expect(here.locator(".readout")).to_have_text(said)
    large.focus()
    page.keyboard.press("ArrowRight")
    said = f"number 3 of 16: {vector[3]:.3f}".replace("-", "−")
    expect(here.locator(".readout")).to_have_text(said)
    assert page.evaluate("told") == []
    draw_flow(page, flow_of(layer=2))
    expect(here.locator(".opened")).to_contain_text("feed-forward, layer 2")  # after a frame
    page.keyboard.press("Escape")
    expect(here.locator(".opened")).to_have_count(0)


def test_nan_is_no_colour_of_the_scale(page):
    here = draw_flow(page, flow_of(poison=True))
    grey = pixels(here.locator(".stop.feed_forward canvas"))
    assert (np.ptp(grey, axis=1) < 8).all() and len(np.unique(grey[:, 0])) == 2
    assert "NaN" in here.locator(".stop.feed_forward").inner_text()


def test_the_page_never_grows_wider_than_the_screen(page):
    draw_flow(page, flow_of())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("blocking", ["sdpa", "add", "write", "zero", "after", "renormalised"])
def test_the_table_shows_the_numbers_of_the_row(page, blocking):
    shown = arithmetic(Recipe(blocking=blocking, fill=-1.0))
    here = draw(page, "row", row_message(shown))
    lines = {}
    for line in here.locator("tbody tr").all():
        name = line.locator("th").evaluate("(th) => th.firstChild.textContent")
        lines[name] = line.locator("td").all_inner_texts()

    def read(text):
        return float(text.replace("−∞", "-inf").replace("−", "-"))

    np.testing.assert_allclose([read(t) for t in lines["raw"]], shown.raw, atol=6e-4)
    np.testing.assert_allclose([read(t) for t in lines["weight"]], shown.weights, atol=6e-4)
    if blocking in ("sdpa", "add"):
        added = [read(t) for t in lines["+ mask"]]
        masked = [read(t) for t in lines["masked"]]
        np.testing.assert_allclose(np.add(shown.raw, added), masked, atol=6e-4)
    assert here.locator("thead .locked").inner_text().endswith("The")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_row_says_why_and_shows_markup_as_text(page):
    allowed = causal()
    allowed[ROW, 2] = False
    here = draw(page, "row", row_message(arithmetic(allowed=allowed, k=2)))
    first = here.locator(".reasons li").first.inner_text()
    assert "Painted: query 3 “sat” may not read key 2 “<b>cat</b>”." in first
    assert here.locator("b b, th b").count() == 0
    assert here.locator(".step.blocked").first.inner_text().endswith("−∞")


def test_pointing_at_a_product_reads_it(page):
    shown = arithmetic()
    here = draw(page, "row", row_message(shown))
    strip = here.locator(".stack").first.locator("canvas").nth(2)
    box = strip.bounding_box()
    strip.hover(position={"x": box["width"] * 4.5 / len(shown.products), "y": 4}, force=True)
    said = f"number 4: {shown.query[4]:.3f} × {shown.key[4]:.3f} = {shown.products[4]:.3f}"
    expect(here.locator(".readout").first).to_have_text(said.replace("-", "−"))


@pytest.mark.parametrize(
    ("fill", "precision", "written"),
    [(-1e4, "float32", "−1e4"), (-1e4, "bfloat16", "−9984"), (-3.0, "float32", "−3")],
)
def test_the_fill_is_shown_as_its_number_format_holds_it(page, fill, precision, written):
    shown = arithmetic(Recipe(blocking="write", fill=fill, precision=precision), k=4)
    here = draw(page, "row", row_message(shown))
    assert here.locator("tr.mask td").nth(4).inner_text() == f"→ {written}"


def test_the_row_names_the_query_of_another_text(page):
    here = draw(page, "row", row_message(cross_arithmetic(k=4)))
    heading = here.locator("h3").first.inner_text()
    assert heading.lower() == "head 1: query 3 “7” asks key 4 “y”"
    labels = here.locator(".stack").first.locator(".label").all_inner_texts()
    assert labels[:2] == ["q of 3 “7”", "k of 4 “y”"]
