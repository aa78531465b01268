"""What a class has in its hands: a lesson on a phone, a page on a projector."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import settled


@pytest.mark.parametrize("step", ["padding&step=2", "local&step=1"])
def test_a_covered_picture_is_on_the_phone_as_a_whole(page, step):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/learn?lesson={step}")
    cover = page.locator(".mv-lesson .cover")
    expect(cover.locator("table")).to_be_visible()
    settled(page)
    assert cover.evaluate("c => c.scrollWidth <= c.clientWidth")


def test_what_a_picture_means_is_said_of_those_that_are_seen(page):
    page.set_viewport_size({"width": 360, "height": 740})
    legend = page.locator(".mv-front .legend .narrow")
    page.goto("/start?show=mask")
    expect(legend).to_contain_text("1 may, 0 is blocked")
    expect(legend).not_to_contain_text("layer")
    page.goto("/start?show=output")
    expect(page.locator(".mv-front .told")).to_be_visible()
    expect(legend).to_have_text("")
