"""The controls that only some masks and modes show."""

from playwright.sync_api import expect

from tests.browser.playground import Playground, link_to
from tests.browser.stage import screenshot, still


def test_an_example_opens_ready(app):
    app.choose("Example", "A padded batch")
    app.redrawn()
    settings = app.agrees()
    assert (settings.texts, settings.row, settings.mask) == (3, 2, "causal_padding")


def test_the_length_of_one_text(page):
    app = Playground(page, link_to(mask="causal_padding", texts=2, text_2="A fox ran", row=2))
    app.number("Tokens of text 2", 2)
    app.redrawn()
    assert app.agrees()["length_2"] == 2


def test_the_number_a_blocked_score_gets(page):
    app = Playground(page, link_to(blocking="write", fill="-3"))
    app.agrees()
    app.unfold("The whole model")
    app.page.get_by_role("slider", name="The number").press("ArrowRight")
    app.redrawn()
    assert app.agrees().fill == "-10"


def test_the_kinds_of_special_and_sensitive_tokens(page):
    app = Playground(page, link_to(mask="special", text="The end. The end, said Alice"))
    app.page.get_by_role("button", name="Remove <s> begins a row").click()
    app.redrawn()
    assert app.agrees()["special_kinds"] == ("cls", "sep")
    app.choose("Mask", "Sensitive tokens")
    app.redrawn()
    app.page.get_by_role("button", name="Remove Names").click()
    app.redrawn()
    assert "name" not in app.agrees()["secret_kinds"]


def test_the_menu_of_masks_opens_at_its_beginning(app):
    """Also on a phone, and whichever mask is chosen: the menu's first lines are what one sees."""
    app.choose("Mask", "Tree")
    app.redrawn()
    for width in (1400, 360):
        app.page.set_viewport_size({"width": width, "height": 800})
        if width == 360:
            app.page.get_by_role("button", name="Controls").click()
        named = app.page.get_by_text("Mask", exact=True)
        box = app.page.get_by_test_id("stSelectbox").filter(has=named).locator("input")
        box.evaluate("field => field.scrollIntoView({ block: 'center' })")
        still(app.page)
        box.click()
        menu = app.page.get_by_test_id("stSelectboxVirtualDropdown")
        expect(menu).to_be_visible()
        still(app.page)
        frame = menu.bounding_box()
        for name in ("Tree", "── Order", "Anti-causal", "Block-causal"):
            line = app.page.get_by_role("option", name=name, exact=True).bounding_box()
            assert frame["y"] <= line["y"] < frame["y"] + frame["height"], name
        screenshot(app.page, f"menu-{width}")
        app.page.keyboard.press("Escape")
