"""A word of the field is tapped on a phone, by mouse and by keyboard, and its note is never cut."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import fits, settled, until

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(open_window):
    return open_window(**PHONE, has_touch=True)


def on_screen(note):
    """A note lies on the screen, whole, with none of its text cut off."""
    until(note.page, lambda: whole(note, note.page.viewport_size))


def whole(note, size):
    box = note.bounding_box()
    inside = box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    inside &= box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
    return inside and note.evaluate("n => n.scrollHeight <= n.clientHeight + 1")


def test_a_word_of_a_lab_by_touch_and_by_keyboard(phone):
    phone.goto("/order")
    taps, note = phone.locator("button.word"), phone.locator(".word-note:popover-open")
    expect(taps.first).to_be_visible()
    settled(phone)
    names = [tap.get_attribute("popovertarget") for tap in taps.all()]
    assert names[:1] == ["word-token"] and len(names) == len({*names})  # the first only
    taps.first.tap()
    expect(note).to_contain_text("token:")
    on_screen(note)
    phone.locator("h1").tap()
    expect(note).to_have_count(0)
    taps.first.focus()
    phone.keyboard.press("Enter")
    expect(note).to_be_visible()
    phone.keyboard.press("Tab")
    expect(note.get_by_role("link")).to_be_focused()
    phone.keyboard.press("Escape")
    expect(note).to_have_count(0)
    fits(phone)


def test_the_words_of_the_board(phone):
    phone.goto("/playground?text=The+cat+sat&mask=causal")
    note = phone.locator(".mv-tap-note:popover-open")
    line = phone.locator(".mv-glossary button")
    expect(line.first).to_be_visible()
    settled(phone)
    said = phone.locator(".mv-lines button").all_inner_texts()
    assert "causal" in said and len(said) == len({*said})
    for tap in (line.first, line.last, phone.locator(".mv-lines button").first):
        tap.tap()
        expect(note).to_have_count(1)
        on_screen(note)
        phone.keyboard.press("Escape")
        expect(note).to_have_count(0)


def test_a_question_is_opened_by_keyboard_and_answered(page):
    page.goto("/questions")
    question = page.locator("summary", has_text="Why −∞ and not 0?")
    expect(question).to_be_visible()
    expect(page.locator("p.told")).to_have_count(0)  # nothing is measured before
    question.focus()
    page.keyboard.press("Enter")
    answer = page.locator("p.told")
    expect(answer).to_contain_text("is a vote")
    tap = answer.locator("button.word").first
    tap.click()
    on_screen(page.locator(".word-note:popover-open"))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Try it").click()
    expect(page.locator("[data-whole]")).to_be_visible()


def test_a_word_that_an_address_asks_for(page):
    page.goto("/words?word=cache")
    first = page.locator(".maskviz-words .entry").first
    expect(first).to_contain_text("KV cache")
    page.get_by_label("Find a word").fill("nothing like it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No word is called “nothing like it”")).to_be_visible()
