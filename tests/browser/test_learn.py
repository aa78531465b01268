"""Lessons in a real window: a new visitor on a phone, and a class with a presenter's remote."""

import re

import pytest
from playwright.sync_api import expect

from maskviz.models import load
from maskviz.teaching.lessons.told import told
from tests.browser.stage import fits, looked_at, screenshot, settled

TALL = {"width": 360, "height": 740}


def at(page, address):
    """A step, once its words and its board are there."""
    page.goto(address)
    expect(title(page)).not_to_be_empty()
    settled(page)


def title(page):
    return page.locator(".mv-lesson h2")


def is_at(page, lesson, step):
    expect(page).to_have_url(re.compile(rf"/learn\?lesson={lesson}&step={step}$"))


@pytest.fixture
def phone(open_window):
    """Somebody who taps."""
    return open_window(**TALL, has_touch=True, is_mobile=True)


def test_a_new_visitor_goes_through_the_first_lesson_on_a_phone(phone):
    phone.goto("/learn")
    phone.get_by_role("link", name="What attention does with a row").tap()
    expect(title(phone)).to_have_text("One token asks")
    settled(phone)
    fits(phone)
    following = phone.locator(".mv-lesson .next")
    for step in range(2, 6):
        following.tap()
        is_at(phone, "row", step)
        expect(phone.locator(".mv-lesson .progress")).to_contain_text(f"{step} of 5")
        settled(phone)
        box = following.bounding_box()
        assert box["height"] >= 40 and box["y"] + box["height"] <= TALL["height"]
        if step == 2:
            reveal = phone.locator(".mv-lesson .reveal")
            expect(reveal).to_be_hidden()
            phone.get_by_role("button", name=re.compile("like the pieces of a cake")).tap()
            expect(reveal).to_contain_text("Right.")
    expect(phone.get_by_role("button", name="Next lesson: Why a mask")).to_be_visible()
    settled(phone)
    screenshot(phone, "learn-360-row")


def test_a_remote_walks_the_lessons_and_an_answer_is_not_there_before(page):
    at(page, "/learn?lesson=why&step=1")
    page.keyboard.press("PageDown")
    is_at(page, "why", 2)
    expect(title(page)).to_have_text("Take the mask away")
    expect(page.locator(".mv-lesson > .hidden")).to_contain_text("Step 2 of 5: Take the mask away")
    words, answer = page.locator(".mv-lesson"), told("why", 2, load("gpt")).asked.reveal
    assert answer not in words.evaluate("root => root.getRootNode().textContent")
    page.get_by_role("button", name="Show the answer").click()
    expect(words).to_contain_text(answer)
    page.keyboard.press("ArrowRight")
    is_at(page, "why", 3)
    page.keyboard.press("PageUp")
    is_at(page, "why", 2)
    expect(words).to_contain_text(answer)  # an answer stays
    page.locator("canvas.mv-overlay").first.focus()
    page.keyboard.press("ArrowRight")  # moves the lock
    page.wait_for_timeout(600)  # and nothing else comes of it
    is_at(page, "why", 2)
    page.keyboard.press("PageUp")
    is_at(page, "why", 1)
    page.reload()
    expect(title(page)).to_have_text("Say the next word")


def test_back_goes_back_a_step_and_out_of_a_lesson_that_was_never_there(page):
    page.goto("/words")
    page.get_by_role("heading", name="Words").wait_for()
    at(page, "/learn?lesson=causal&step=99")
    is_at(page, "causal", 5)
    for step in (4, 3):
        page.keyboard.press("PageUp")
        is_at(page, "causal", step)
    for step in (4, 5):
        page.go_back()
        is_at(page, "causal", step)
    page.go_forward()
    is_at(page, "causal", 4)
    expect(title(page)).to_have_text("Itself included?")
    expect(page).to_have_title("The causal mask: Itself included? – maskviz")


def test_a_step_is_drawn_where_the_one_before_was(page):
    """What a remote or a finger does meanwhile is heard, also when a sentence above has gone."""
    at(page, "/learn?lesson=causal&step=99")
    expect(page.get_by_test_id("stAlert")).to_contain_text("step 5 is open")
    words = page.locator(".mv-lesson")
    words.evaluate("root => root.dataset.first = true")
    page.get_by_role("button", name="Back", exact=True).focus()
    page.keyboard.press("Enter")
    is_at(page, "causal", 4)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(title(page)).to_have_text("Itself included?")
    expect(words).to_have_attribute("data-first", "true")
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_focused()


def test_a_changed_picture_says_so_and_is_taken_back(page):
    at(page, "/learn?lesson=causal&step=2")
    expect(page.locator(".mv-lesson .changed")).to_be_hidden()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("radio", name="3", exact=True).first.click()
    expect(page.locator(".mv-lesson .changed")).to_be_visible()
    expect(page).to_have_url(re.compile("p="))
    expect(page.get_by_role("link", name="Open in the playground")).to_have_attribute(
        "href", re.compile(r"^\./playground\?p=")
    )
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".mv-lesson .changed")).to_be_hidden()
    is_at(page, "causal", 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_a_step_fits(page, width, scheme):
    looked_at(page, width, scheme)
    at(page, "/learn?lesson=combine&step=1")
    fits(page)
    word = page.locator(".mv-lesson button.word").first
    word.click()
    expect(page.locator(".mv-lesson .note:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".mv-lesson .note:popover-open")).to_have_count(0)
    screenshot(page, f"learn-{width}-{scheme}")
