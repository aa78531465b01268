"""The page of questions: nothing is measured before it is opened, and a link opens one."""

import re

import pytest

from maskviz.teaching.questions import told as telling
from maskviz.teaching.questions.found import GROUPS, QUESTIONS
from maskviz.teaching.words import catalogue
from tests.ui.page import cold, told

ANSWERED = re.compile(r'class="told"')


def answers(page) -> list[str]:
    return [e.proto.body for e in page.get("html") if ANSWERED.search(e.proto.body)]


def test_the_page_asks_all_and_measures_nothing(monkeypatch):
    def measured(*_):
        raise AssertionError("an answer was measured that nobody opened")

    monkeypatch.setattr(telling, "make_view", measured)
    telling.told.cache_clear()
    page = cold("questions")
    assert len(page.expander) == len(QUESTIONS) and not answers(page)
    assert [h.value for h in page.header] == [*catalogue("questions")["groups"].values()]
    assert len(GROUPS) == len(page.header)


def test_a_link_opens_one_question_on_top():
    page = cold("questions", ask="zero")
    (answer,) = answers(page)
    assert "is a vote" in answer and 'href="./playground?p=' in answer
    assert page.expander[0].label.startswith("Why −∞") and len(page.expander) == len(QUESTIONS)
    assert "popovertarget" in answer


@pytest.mark.parametrize(
    ("asked", "opened"), [("zeroo", 1), ("<b>", 0), ("q" * 3000, 0)], ids=["near", "none", "long"]
)
def test_what_is_no_question_is_said(asked, opened):
    page = cold("questions", ask=asked)
    assert len(answers(page)) == opened
    assert asked[:40] in told(page) and str(len(QUESTIONS)) in told(page)
