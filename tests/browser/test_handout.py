"""The handout printed by Chromium: A4, a lesson on new pages, no heading left alone at an end."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from maskviz.teaching.handout.page import rich
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.told import title_of, told
from maskviz.ui.shell import model
from tests.browser.stage import SCREENS
from tests.teaching.test_handout import read

A4 = (595, 842)  # points


def printed(page, address: str, name: str) -> list[str]:
    """The text of each page of its PDF, which is kept with a picture of its first page."""
    page.goto(address)
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    found = pypdfium2.PdfDocument(path)
    found[0].render(scale=1.5).to_pil().save(SCREENS / f"{name}.png")
    assert {tuple(map(round, one.get_size())) for one in found} == {A4}
    texts = (one.get_textpage().get_text_range() for one in found)
    return [spaced(text).removeprefix(f"{n} ") for n, text in enumerate(texts, 1)]


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_the_whole_path_is_printed_as_it_is_told(page):
    pages = printed(page, "/handout", "handout")
    whole = " ".join(pages)
    titles = tuple(map(title_of, PATH.values()))
    begun = [n for n, one in enumerate(pages) if one.startswith(titles)]
    assert len(begun) == len(PATH) - 1, "each lesson but the first begins a page"
    for lesson in PATH.values():
        headings = [title_of(lesson)]
        for number, step in enumerate(lesson.steps, 1):
            one = told(lesson.name, number, model(step.settings.model))
            headings.append(spaced(f"{number}. {one.title}"))
            assert headings[-1] in whole
        assert not [one for one in pages if one.endswith(tuple(headings))], "a heading left alone"
    first = told("causal", 1, model("gpt"))
    assert spaced(read(rich(first.asked.question))) in whole
    assert spaced(read(rich(first.asked.reveal))) not in whole
    assert "The answers" not in whole, "a link is of no use on paper"


def test_the_answers_of_one_lesson_and_its_page_on_a_phone(page):
    pages = printed(page, "/handout/answers?lesson=causal", "handout_answers")
    one = told("causal", 1, model("gpt"))
    assert spaced(read(rich(one.asked.reveal))) in " ".join(pages)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
    page.get_by_role("link", name="The questions").click()
    expect(page).to_have_url(re.compile(r"/handout\?lesson=causal$"))


@pytest.mark.parametrize("asked", ["no-such-lesson"])
def test_an_unknown_lesson_is_said_first(page, asked):
    page.goto(f"/handout?lesson={asked}")
    expect(page.locator("header .note")).to_contain_text(asked)
    expect(page.locator("section.lesson")).to_have_count(len(PATH))
