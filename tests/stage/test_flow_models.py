"""The flow of every kind of model: the arcs of its sums, what is looked at, what stays."""

import pytest
from playwright.sync_api import expect

from maskviz.stage.row import row_message
from tests.browser.stage import until
from tests.stage.alone import draw, draw_flow
from tests.stage.tiny import arithmetic, bert_flow, causal, cross_arithmetic, dates_flow, flow_of

pytestmark = pytest.mark.browser

ARCS = """(line) => {
  const stops = [...line.querySelectorAll(".stops > .stop")];
  const middle = (stop) => stop.querySelector(".title").getBoundingClientRect();
  return [...line.querySelectorAll(".around")].map((arc) => {
    const { left, right } = arc.getBoundingClientRect();
    const passed = (stop) => middle(stop).left >= left - 6 && middle(stop).left < right;
    return stops.flatMap((stop, i) => (passed(stop) ? [i] : []));
  });
}"""
PICTURE = """(root) => [...root.querySelectorAll("*")].map((part) => [
  part.localName,
  part.getAttribute("class") ?? "",
  part.style.cssText,
  part.getAttribute("title") ?? "",
  part.ariaLabel,
  part.hidden ?? false,
  part.localName === "canvas" ? part.toDataURL() : part.childElementCount ? "" : part.textContent,
].join("|"))"""


@pytest.mark.parametrize(
    ("made", "arcs"),
    [
        (flow_of, [[0, 1, 2], [3, 4, 5]]),  # norm, attention, add; norm, feed-forward, add
        (bert_flow, [[0, 1], [3, 4]]),  # attention, add; feed-forward, add: the norms come after
        (dates_flow, [[0, 1, 2], [3, 4, 5], [6, 7, 8]]),
    ],
)
def test_an_arc_goes_round_what_its_sum_adds(page, made, arcs):
    here = draw_flow(page, made())
    assert here.locator(".line").evaluate(ARCS) == arcs
    assert (
        here.locator(".around")
        .first.get_attribute("title")
        .startswith(
            "The vector also goes round "
            + ("attention" if made is bert_flow else "norm and attention")
        )
    )


@pytest.mark.parametrize(
    ("part", "marked"), [("cross", "cross-attention"), ("decoder", "attention")]
)
def test_the_attention_that_the_stage_shows_is_marked(page, part, marked):
    here = draw_flow(page, dates_flow(part))
    assert here.locator(".looked .title").all_inner_texts() == [marked]
    assert "through the decoder" in here.locator("header").inner_text()


def test_what_comes_before_the_layers_and_after_them_stands_there(page):
    here = draw_flow(page, bert_flow(layer=1))
    titles = here.locator(".line > li").evaluate_all(
        "(all) => all.map((li) => li.querySelector('.title').textContent)"
    )
    layers = ["layer 0", "attention", "layer 2"]  # the chosen one is unfolded
    assert titles == ["embed", "norm", *layers, "transform", "logits"]


def test_an_encoders_way_ends_in_a_vector_that_opens(page):
    here = draw_flow(page, dates_flow("encoder"))
    assert here.locator(".stop.logits").count() == 0
    here.locator(".stop.norm").click()
    expect(here.locator(".opened")).to_contain_text("cross-attention makes keys and values")
    assert here.locator(".opened .large").count() == 1


def test_a_message_of_the_same_form_keeps_the_elements_and_changes_what_they_show(page):
    first, second = flow_of(), flow_of(poison=True)
    fresh = draw_flow(page, second)
    expected = fresh.locator(".flow").evaluate(PICTURE)
    page.evaluate("window.show = undefined")
    here = draw_flow(page, first)
    before = here.locator(".flow").evaluate(PICTURE)
    here.locator("canvas").evaluate_all("(all) => all.forEach((c) => (c.kept = true))")
    draw_flow(page, second)
    expect(here.locator(".stop.feed_forward")).to_contain_text("NaN")
    assert here.locator("canvas").evaluate_all("(all) => all.every((c) => c.kept)")
    assert here.locator(".flow").evaluate(PICTURE) == expected != before


@pytest.mark.parametrize(
    "other",
    [lambda: arithmetic(k=2), lambda: arithmetic(allowed=causal()[::-1].copy()), cross_arithmetic],
)
def test_the_row_shows_the_last_message_whatever_came_before(page, other):
    """In place or built anew, what stands there is what a fresh page would show."""
    first, second = row_message(arithmetic()), row_message(other())
    expected = draw(page, "row", second).locator(".row").evaluate(PICTURE)
    page.evaluate("window.show = undefined")
    here = draw(page, "row", first)
    before = here.locator(".row").evaluate(PICTURE)
    draw(page, "row", second)
    until(page, lambda: here.locator(".row").evaluate(PICTURE) == expected)
    assert expected != before
