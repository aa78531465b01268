"""Presses that are faster than the server: each is taken once, and in its order."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import drawn, settled
from tests.browser.test_learn import at, is_at, title


def test_a_remote_that_is_faster_than_the_server_loses_no_step(page):
    at(page, "/learn?lesson=row&step=1")
    for _ in range(7):
        page.keyboard.press("PageDown")
    is_at(page, "why", 3)
    for _ in range(4):
        page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile(r"\?lesson=row&step=4(&|$)"))
    expect(title(page)).to_have_text("What the row takes home")


def test_a_way_back_is_there_as_soon_as_a_step_is_on_its_way(page):
    at(page, "/learn?lesson=row&step=1")
    page.evaluate("""() => ["PageDown", "PageDown", "PageUp"].forEach((key) =>
        window.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true })))""")
    is_at(page, "row", 2)
    settled(page)
    is_at(page, "row", 2)


def test_an_answer_and_the_step_after_it_are_both_taken(page):
    at(page, "/learn?lesson=why&step=2")
    choice = page.locator(".mv-lesson .choice").first
    choice.evaluate("""made => {
        const next = made.getRootNode().querySelector(".next");
        made.click();
        setTimeout(() => next.click());
        setTimeout(() => made.click(), 20);  // of a step that is gone: no answer to the next
    }""")
    is_at(page, "why", 3)
    page.keyboard.press("PageUp")
    is_at(page, "why", 2)
    expect(page.locator(".mv-lesson .choice").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".mv-lesson .reveal")).to_be_visible()


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_button_to_the_next_question_goes_one_on_however_often_it_is_hit(page, times):
    page.goto("/predict?kind=picture")
    page.locator(".mv-predict .choice").first.click()
    page.get_by_role("button", name="Reveal").click()
    following = page.get_by_role("button", name="Next question")
    following.evaluate("(made, times) => { for (; times; times -= 1) made.click(); }", times)
    expect(page).to_have_url("/predict?kind=picture&n=2")
    settled(page)
    page.wait_for_timeout(500)  # and nothing more comes of it
    expect(page).to_have_url("/predict?kind=picture&n=2")


def test_a_guess_for_a_picture_that_is_gone_uncovers_nothing(page):
    page.goto("/start")
    drawn(page)
    guess = page.locator("[data-guess]").first
    guess.evaluate("""made => {
        const root = made.getRootNode();
        root.querySelector('[data-id="padding"]').click();
        made.click();
        setTimeout(() => made.click(), 10);
    }""")
    expect(page).to_have_url("/start?start.mask=padding")
    settled(page)
    page.wait_for_timeout(500)  # and nothing more comes of it
    assert "start.open" not in page.url


def test_panels_that_are_opened_faster_than_the_server_draws_are_all_open(app):
    names = ["Code", "Link", "Files"]
    app.root.evaluate(
        """(root, names) => {
        const all = [...root.getRootNode().querySelectorAll("button")];
        for (const name of names) all.find((each) => each.textContent === name).click();
    }""",
        names,
    )
    for name in names:
        button = app.page.get_by_role("button", name=name, exact=True)
        expect(button.first).to_have_attribute("aria-expanded", "true")
