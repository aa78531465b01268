"""What a hand does on the picture itself: hover, lock, paint, append, go back, look on a phone."""

import pytest
from playwright.sync_api import expect

from maskviz.settings.slots import CUSTOM
from tests.browser.playground import Playground, link_to
from tests.browser.stage import fits, screenshot
from tests.states import book_of, slots_of


def test_a_lock_is_told_explained_and_kept_by_the_link(app):
    app.click("weights", 9, 2)
    app.says("9 − 2 = 7 is not under window 4")
    app.page.wait_for_url("**p=*")
    assert app.agrees().locked == (9, 2)
    app.page.reload()
    again = Playground(app.page, app.page.url)
    assert again.agrees().locked == (9, 2)
    app.says("9 − 2 = 7 is not under window 4")


def test_hover_names_the_cell_without_the_server(app):
    before = app.page.url
    app.point("raw", 10, 8)
    assert "10" in app.value("query") and "8" in app.value("key")
    scene = app.root.evaluate("r => r.maskviz.header.raw[10 * r.maskviz.header.keys + 8]")
    assert abs(float(app.value("raw").replace("−", "-")) - scene) < 0.01
    assert app.page.url == before


def test_paint_changes_the_model_and_can_be_undone(app):
    before = app.agrees()
    app.button("Paint").click()
    app.drag("mask", (15, 3), (15, 5))
    app.page.mouse.up()
    app.says("Painted on Sliding window, window 4")
    painted = app.agrees()
    assert painted["mask"] == CUSTOM
    assert book_of(painted)["all"]["flips"] == [15 * 2_048 + k for k in (3, 4, 5)]
    app.page.keyboard.press("Control+z")
    expect(app.page.get_by_text("Painted on")).to_have_count(0)
    assert slots_of(app.agrees()) == slots_of(before)


def test_a_painted_mask_survives_another_length_and_another_mask(page):
    book = {"all": {"base": "causal()", "flips": [9 * 2_048 + 1, 15 * 2_048 + 2]}}
    app = Playground(page, link_to(mask=CUSTOM, book=book, slots={"all": CUSTOM}))
    app.agrees()
    app.type_text("The wolf came to the house and saw the king")
    app.redrawn()
    assert book_of(app.agrees()) == book
    app.choose("Mask", "Full")
    app.redrawn()
    app.choose("Mask", "Painted by hand")
    app.redrawn()
    assert book_of(app.agrees()) == book


def test_back_takes_back_the_last_change(app):
    app.choose("Mask", "Chunk")
    app.redrawn()
    app.choose("Mask", "Causal")
    app.redrawn()
    app.page.go_back()
    app.redrawn()
    assert app.agrees().mask == "chunk"


def test_a_click_on_a_guess_writes_it_at_the_end(app):
    text = app.agrees().text
    app.page.get_by_role("group", name="Click to append").get_by_role("button").first.click()
    app.redrawn()
    assert app.agrees().text.startswith(text)
    assert len(app.settings()["text"]) > len(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_it_fits_a_phone_and_a_desk_in_both_themes(open_window, width, scheme):
    app = Playground(open_window(width, 800, color_scheme=scheme))
    fits(app.page)
    app.page.set_viewport_size({"width": width, "height": 3_600})
    screenshot(app.page, f"playground-{width}-{scheme}")


def test_a_link_of_256_tokens_is_drawn(page):
    text = " ".join(["The king and the queen went into the wood."] * 30)
    app = Playground(page, link_to(text=text, mask="full", and_causal=False))
    assert len(app.agrees().values["text"]) == len(text)
    app.says("cut at 256 of")
    app.says("may have read the answer")
