"""The other models in a real window: the picture is the arrays, and answers can be clicked."""

import pytest
from playwright.sync_api import expect

from maskviz.models import PLANS
from tests.browser.playground import Playground, link_to
from tests.browser.server import serve
from tests.states import book_of, slots_of


def opening(name, **values):
    return link_to(model=name, **{**PLANS[name].opening, **values})


@pytest.mark.parametrize("name", [name for name in PLANS if name != "gpt"])
def test_every_model_draws_what_it_computes(page, name):
    app = Playground(page, opening(name))
    assert app.agrees().model == name


def test_a_model_is_chosen_in_the_sidebar_and_the_text_comes_back(app):
    app.type_text("The wolf came")
    app.redrawn()
    app.choose("Model", PLANS["bert"].title)
    app.redrawn()
    assert app.agrees().mask == "full"
    app.choose("Model", PLANS["gpt"].title)
    app.redrawn()
    assert app.agrees().text == "The wolf came"


def test_a_click_fills_the_blank(page):
    app = Playground(page, opening("bert", text="The king sat upon his ___ and wept."))
    first = page.get_by_role("group", name="Click to fill the blank").get_by_role("button").first
    word = first.inner_text().strip().lstrip("·")
    first.click()
    app.redrawn()
    assert app.agrees().text == f"The king sat upon his {word} and wept."


@pytest.mark.parametrize("part", ["Encoder", "Decoder", "Cross"])
def test_the_three_attentions_of_the_translator(page, part):
    app = Playground(page, opening("dates", part="decoder" if part == "Cross" else "cross"))
    app.segment("Attention", part)
    app.redrawn()
    assert app.agrees().part == part.lower()
    app.says("1979-05-03")


def test_paint_in_cross_attention_changes_the_answer_s_row_only(page):
    app = Playground(page, opening("dates"))
    app.button("Paint").click()
    app.drag("mask", (3, 2), (3, 3))
    page.mouse.up()
    app.says("Painted on Full")
    settings = app.agrees()
    assert slots_of(settings)["cross.all"] == "custom"
    assert sorted(book_of(settings)["cross.all"]["flips"]) == [3 * 2048 + 2, 3 * 2048 + 3]


def test_the_curve_of_the_copier_stands_under_its_stage(page):
    Playground(page, opening("copier"))
    page.get_by_role("button", name="How much of the copy is left").click()
    chart = page.get_by_test_id("stPlotlyChart")
    expect(chart).to_contain_text("symbols")


def test_a_first_deep_link_finds_its_page(page):
    """Streamlit tells the first visitor of a fresh server that a page does not exist, if it may."""
    with serve() as url:
        page.goto(f"{url}/model?card=bert")
        expect(page.get_by_test_id("stMain")).to_contain_text("The model bert")
        expect(page.get_by_text("Page not found")).to_have_count(0)
