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
