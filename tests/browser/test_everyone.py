"""By keyboard, zoomed in, and without motion: the walk to the picture and what stands in sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.playground import Playground
from tests.browser.stage import fits, settled

MOST_TABS = 20
ZOOMED = {"width": 1280 * 2 // 3, "height": 900 * 2 // 3}  # a window of 1280 x 900 at 150 %
DOUBLED = {"width": 640, "height": 450}  # the same at 200 %
FOCUSED = """() => {
  let each = document.activeElement;
  while (each.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
  const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const field = each.closest("[data-baseweb], [data-testid=stTextInput], [data-testid=stTextArea]");
  return {
    name: each.getAttribute("aria-label") ?? each.innerText ?? "",
    stage: each.dataset.overlay ?? null,
    place: each.outerHTML.slice(0, 120),
    right: each.getBoundingClientRect().right,
    seen: ringed || boxShadow !== "none" || Boolean(field) || Boolean(each.closest("label")),
  };
}"""
THERE = """board => [...board.querySelectorAll("figure")]
  .find((each) => each.offsetLeft - board.offsetLeft >= board.scrollLeft - 1)?.dataset.figure"""


def focused(page) -> dict:
    return page.evaluate(FOCUSED)


def test_the_first_picture_is_within_twenty_tabs(app):
    """Past the sidebar by the link that skips it; each stop on the way is seen."""
    page, stops = app.page, []
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "Skip to main content"
    page.keyboard.press("Enter")
    for _ in range(MOST_TABS - 1):
        page.keyboard.press("Tab")
        stops.append(focused(page))
        if stops[-1]["stage"]:
            break
    assert stops[-1]["stage"] == "mask", [stop["place"] for stop in stops]
    assert [stop["place"] for stop in stops if not stop["seen"]] == []
    assert stops[0]["name"] == "To the picture"


def test_the_keyboard_does_not_walk_through_a_folded_sidebar(page):
    page.goto("/learn?lesson=causal&step=2")
    expect(page.locator(".mv-lesson h2")).to_have_text("How a cell is blocked")
    settled(page)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert focused(page)["right"] > 0, focused(page)["place"]
    expect(page.get_by_role("textbox", name="Text")).to_have_count(0)  # nor is it read out
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("textbox", name="Text")).to_be_visible()


def test_a_key_leads_to_the_picture_at_once_and_on_it_through_cells(app):
    page = app.page
    skip = app.page.get_by_role("button", name="To the picture")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(app.root.locator("[data-overlay=mask]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    said = page.locator(".mv-stage [aria-live=polite]")
    expect(said).to_contain_text("may read, score")
    expect(said).to_contain_text("weight")


def test_every_stop_of_the_sidebar_is_seen(app):
    page, found = app.page, []
    page.get_by_role("combobox").first.focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        found.append(focused(page))
    assert [stop["place"] for stop in found if not stop["seen"]] == []


def test_paint_by_keyboard_reaches_python_and_the_address(app):
    page = app.page
    app.root.get_by_role("button", name="Paint", exact=True).press("Enter")
    app.root.locator("canvas[data-overlay=mask]").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.down("Shift")
    page.keyboard.press("ArrowLeft")
    page.keyboard.up("Shift")
    expect(app.root.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
    said = page.locator(".mv-stage [aria-live=polite]")
    expect(said).to_contain_text("query 18 ‘answered’, key 18")
    app.holds(lambda settings: settings.book)
    assert app.agrees().book


@pytest.mark.parametrize("size", [ZOOMED, DOUBLED], ids=["150 %", "200 %"])
def test_zoomed_in_nothing_is_lost(page, size):
    page.set_viewport_size(size)
    app = Playground(page)
    fits(page)
    plot = app.root.locator("canvas[data-stage=mask]").bounding_box()
    if size is ZOOMED:  # on the first screen: more than half of the picture
        assert plot["y"] + plot["height"] / 2 < size["height"]


def test_without_motion_nothing_moves(app):
    page = app.page
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 640, "height": 900})
    expect(app.root).to_have_class(re.compile("mv-narrow"))
    jump = app.root.get_by_role("button", name="Output", exact=True)
    jump.press("Enter")
    assert app.root.locator(".mv-board").evaluate(THERE) == "output", "at once"
    expect(app.root.locator("canvas[data-stage=output]")).to_be_in_viewport()
    moving = "() => document.getAnimations().filter((each) => each.playState === 'running').length"
    assert page.evaluate(moving) == 0
