"""Masks are put together in a real window: menus, a rule as one types, dynamic masks, layers."""

from playwright.sync_api import expect

from tests.browser.playground import Playground, link_to
from tests.states import slots_of


def menu(app: Playground, number: int, action: str) -> None:
    """Choose from the menu of the n-th part of the tree."""
    sidebar = app.page.get_by_test_id("stSidebar")
    sidebar.get_by_role("button", name="⋯").nth(number).click()
    app.page.get_by_text(action, exact=True).last.click()


def test_a_composition_grows_and_shrinks_by_its_menus(page):
    app = Playground(page, link_to(mask="composed", composition="or(causal(), chunk(size=4))"))
    app.agrees()
    menu(app, 2, "Turn round (not)")
    app.redrawn()
    assert str(app.agrees().composition) == "or(causal(), not(chunk(size=4)))"
    menu(app, 0, "And one more")
    app.redrawn()
    assert str(app.agrees().composition) == "and(or(causal(), not(chunk(size=4))), full())"
    menu(app, 1, "Remove")
    app.redrawn()
    assert str(app.agrees().composition) == "full()"


def test_the_order_of_the_steps_is_shown(page):
    text = "and(or(causal(), prefix_lm(prefix=3)), key_padding())"
    app = Playground(page, link_to(mask="composed", composition=text, pad_to=24, pad_side="left"))
    app.agrees()
    app.page.get_by_text("The order of the last two steps").click()
    app.says("The first that differs: query")
    app.page.get_by_role("button", name="Swap the last two steps").click()
    app.holds(lambda settings: str(settings.composition).startswith("or(and("))
    app.agrees()


def test_a_rule_is_live_as_one_types_and_its_fault_keeps_the_last_mask(page):
    app = Playground(page, link_to(mask="typed", typed_rule="k <= q"))
    box = app.page.get_by_label("Rule", exact=True)
    before = app.page.url
    box.fill("k <= q and q - k < 2")  # no Enter: it is read after a pause
    app.page.wait_for_url(lambda url: url != before)
    assert slots_of(app.agrees())["all"] == "rule{(k <= q) & (q - k < 2)}"
    ruled = app.page.url
    box.fill("k <= q and q - k <")
    sidebar = app.page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("^")
    app.page.wait_for_url(lambda url: url != ruled)
    assert slots_of(app.agrees())["all"] == "rule{(k <= q) & (q - k < 2)}"


def test_a_dynamic_mask_shows_its_generator(page):
    app = Playground(page, link_to(mask="top_k", **{"top_k.keep": 3}))
    app.agrees()
    app.page.get_by_text("From the tokens to the mask", exact=True).click()
    app.says("and asked for the 3rd largest score of 20")
    expect(app.page.locator(".maskviz-made .kept")).to_have_count(3)


def test_a_layer_pattern(page):
    app = Playground(page, link_to(layer=3))
    app.page.get_by_role("button", name="Layer pattern").click()
    app.page.get_by_text("3 with this mask, then 1 full").click()
    app.redrawn()
    settings = app.agrees()
    assert slots_of(settings)["L3.all"] == "full()" and settings.each_layer
    app.segment("Layer", "2")
    app.redrawn()
    assert slots_of(app.agrees())["L2.all"] == "sliding_window(window=4)"
