"""The page Lessons: every address opens, an answer is not sent before it is asked for."""

import json
from functools import lru_cache

import pytest
import streamlit as st

from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.teaching.lessons.found import lesson_of, names
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.told import told
from maskviz.ui.learn.message import SHOWN, message
from maskviz.ui.learn.page import CHOSEN, seen_of
from maskviz.ui.learn.where import Where, after, asked, before, own, usual
from maskviz.ui.state.seen import Seen
from tests.ui.browser import Page
from tests.ui.page import cold, healthy
from tests.ui.page import told as said

shipped = lru_cache(load)
STEPS = [
    Where(lesson_of(name), number)
    for name in names()
    for number in range(1, len(lesson_of(name).steps) + 1)
]


def told_at(where: Where):
    return told(where.lesson.name, where.number, shipped(where.step.settings.model))


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    return st.session_state


def words(page: Page) -> dict:
    """What the component of the step was sent."""
    found = [
        e.proto for e in page.get("bidi_component") if e.proto.component_name.endswith("lesson")
    ]
    return json.loads(found[0].json)


def test_every_address_of_a_step_is_that_step(session):
    assert [asked(where.words) for where in STEPS] == STEPS
    assert "notes" not in session


@pytest.mark.parametrize(
    ("lesson", "step", "found", "says"),
    [
        ("casual", "", ("causal", 1), "no lesson “casual”"),
        ("why", "99", ("why", 5), "has 5 steps, and 99 is none"),
        ("why", "0", ("why", 1), "0 is none"),
        ("why", "-3", ("why", 1), "-3 is none"),
        ("why", "two", ("why", 1), "“two” is no number"),
        ("why", "9" * 50, ("why", 1), "is no number"),
        ("<script>", "2", ("row", 1), "no lesson “<script>”"),
        ("x" * 5000, "", ("row", 1), "no lesson"),
    ],
)
def test_an_address_of_another_version_opens_the_nearest_and_says_so(
    session, lesson, step, found, says
):
    where = asked({"lesson": [lesson], "step": [step]})
    assert (where.lesson.name, where.number) == found
    assert len(session["notes"]) == 1 and says in session["notes"][0]


def test_the_path_is_walked_from_end_to_end_and_back():
    walked = [Where(PATH["row"], 1)]
    while following := after(walked[-1]):
        walked.append(following)
    assert walked == [where for where in STEPS if where.lesson.name in PATH]
    for one, other in zip(walked[1:], walked, strict=False):
        assert before(one) == other
    assert before(walked[0]) is None
    assert after(Where(lesson_of("mask-causal"), 3)) is None


def test_no_answer_is_sent_before_it_is_asked_for():
    questions = 0
    for where in STEPS:
        step = told_at(where)
        closed = message(where, step, step.settings, None, False, False)
        if step.asked is None:
            assert closed["asked"] is None
            continue
        questions += 1
        assert {*closed["asked"]} == {"question", "choices", "chosen"}
        assert [each["href"] for each in closed["links"]] == ["./learn"]  # no other page tells it
        for chosen in (SHOWN, *step.asked.choices):
            told = message(where, step, step.settings, chosen, False, False)["asked"]
            assert told["right"] == step.asked.right and told["chosen"] == chosen
        shown = seen_of(step, step.asked.covered, Seen())
        assert not {*shown.stages} & {*step.asked.covered} and shown.stages
        assert shown.hidden >= {part for part in step.asked.covered if part == "prediction"}
    assert questions > 48 + 15


def test_a_state_is_the_steps_until_something_is_changed():
    for where in STEPS:
        settings = usual(where.step)
        assert own(settings, where.step), where.words
        assert own(settings.but(locked=None), where.step)
    step = PATH["why"].steps[0]
    for changed in ({"mask": "chunk"}, {"text": "Another"}, {"layer": 3}, {"each": True}):
        assert not own(usual(step).but(**changed).stored(), step)


def test_rings_that_another_picture_does_not_have_are_left_out(session):
    page = cold("learn", lesson="causal", step="2", text="The")
    assert words(page)["changed"]
    rings = json.loads(page.board.parts["seen"])["rings"]
    assert all(ring["q"] is None or ring["q"] < 2 for ring in rings)


def test_while_the_mask_is_covered_there_is_no_board():
    page = cold("learn", lesson="causal", step="1")
    assert page.board is None
    sent = words(page)["cover"]
    assert sent["row"] == 2 and sent["keys"] == ["<s>", "The", "king", "and", "the"] == sent["rows"]
    page.session_state[CHOSEN] = {("causal", 1): "all"}
    assert words(healthy(page.run()))["cover"] is None and "stage" in page.board.parts


def test_the_list_leads_to_every_lesson():
    page = cold("learn")
    html = "".join(element.proto.body for element in page.get("html"))
    assert all(f'href="./learn?lesson={name}"' in html for name in names())


def test_a_step_opens_cold_with_its_own_state_and_a_short_address():
    page = cold("learn", lesson="why", step="2")
    sent = words(page)
    assert sent["number"] == 2 and sent["title"] == "Take the mask away" and not sent["changed"]
    assert page.query_params == {"lesson": "why", "step": "2"}
    assert "right" not in sent["asked"] and "reveal" not in sent["asked"]
    assert not {"answers", "words", "flow"} & {*page.board.parts}
    assert page.session_state["kept"]["mask"] == "full"
    page.session_state[CHOSEN] = {("why", 2): "same"}
    sent = words(healthy(page.run()))
    assert sent["asked"]["right"] == "up" and sent["asked"]["chosen"] == "same"
    assert "answers" in page.board.parts
    link = next(each["href"] for each in sent["links"] if "playground" in each["href"])
    assert link.startswith("./playground?p=")


def test_a_changed_state_stays_in_the_address_beside_the_step():
    page = cold("learn", lesson="why", step="1", mask="chunk", text="The king")
    assert words(page)["changed"]
    wanted = {"lesson": "why", "step": "1", "mask": "chunk", "text": "The king"}
    assert page.query_params == wanted


def test_a_step_of_another_model_opens_with_it_and_a_wrong_one_says_so():
    page = cold("learn", lesson="which", step="3")
    assert page.session_state["kept"]["model"] == "dates" and not words(page)["changed"]
    page = cold("learn", lesson="wich", step="3")
    assert "the nearest, “Which mask for which task”, is open" in said(page)


def test_the_bar_leads_to_the_list_again():
    page = cold("learn", lesson="why", step="2")
    page.query_params.clear()
    page.switch_page("pages/play/playground.py")
    healthy(page.run())
    page.query_params.clear()
    page.switch_page("pages/learn/learn.py")
    assert not healthy(page.run()).get("bidi_component") or page.board is None
    assert page.title[0].value == "Lessons"


def test_what_the_settings_of_a_link_hide_does_not_keep_a_lesson_from_opening():
    page = cold("learn", lesson="causal", step="2", hide="mask,text,figures")
    assert page.session_state["kept"]["mask"] == "causal" and not words(page)["changed"]
    assert page.session_state["kept"]["text"] != Settings().text
