"""A rule typed in a real window, its fault shown, its mask opened on the model."""

import numpy as np
from playwright.sync_api import expect

from maskviz.analysis.view import make_view
from maskviz.models import load
from tests.browser.playground import Playground
from tests.browser.stage import PATIENCE, drawn


def test_a_typed_rule_is_repaired_and_opened_in_the_playground(page):
    page.goto("/rule")
    box = page.get_by_label("Rule", exact=True)
    box.fill("k = q")
    box.press("Enter")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("^", timeout=PATIENCE)
    page.get_by_role("button", name="Take").click()
    expect(main).to_contain_text("20 of 400 cells", timeout=PATIENCE)
    page.get_by_role("link", name="Open it in the playground").click()
    drawn(page)
    app = Playground(page, page.url)
    allowed = make_view(app.agrees(), load("gpt")).mask.allowed
    assert np.array_equal(allowed, np.eye(20, dtype=bool))


def test_a_link_to_a_rule_shows_it_on_a_phone(browser, url):
    context = browser.new_context(viewport={"width": 360, "height": 780}, base_url=url)
    page = context.new_page()
    page.goto("/rule?rule=abs(q%20-%20k)%20%3C%203")
    expect(page.get_by_test_id("stMain")).to_contain_text("94 of 400 cells", timeout=PATIENCE)
    overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not overflow
    context.close()
