"""From a mask, a state and a lab to the lesson that teaches it."""

import re

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import term_of
from maskviz.settings.declared import Settings
from maskviz.teaching.lessons.fitting import around, of_mask, of_page, of_state
from maskviz.teaching.lessons.path import PATH
from maskviz.ui.shell import ADDRESSES
from tests.ui.page import board, cold, opened

BOTH = term_of("and(causal(), key_padding())")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"mask": "chunk"}, "mask-chunk"),
        ({"mask": "chunk", "each": True}, "heads"),
        ({"mask": "causal", "blocking": "after"}, "infinity"),
        ({"mask": "composed", "composition": BOTH}, "combine"),
        ({"mask": "top_k"}, None),
        ({"mask": "typed"}, None),
    ],
)
def test_a_state_leads_to_the_lesson_of_what_is_unusual_in_it(changes, name):
    lesson = of_state(Settings.of(**changes).stored())
    assert (lesson and lesson.name) == name


def test_every_mask_has_a_lesson_and_the_pages_are_there():
    assert all(of_mask(name) for name in MASKS)
    assert around("sliding_window") is PATH["local"] and around("axial") is None
    named = {page for lesson in PATH.values() for page in lesson.pages}
    further = {step.page for lesson in PATH.values() for step in lesson.steps if step.page}
    assert named | further <= {*ADDRESSES}
    assert of_page("moves") is PATH["cannot"] and of_page("order") is None


def test_the_playground_leads_to_the_lesson_of_its_mask():
    sent = board(opened(mask="chunk")).json("words")["labs"]
    learn = next(each for each in sent if each["address"] == "learn")
    assert learn["query"] == "?lesson=mask-chunk" and "Chunk" in learn["question"]


def html(name: str) -> str:
    return "".join(element.proto.body for element in cold(name).get("html"))


def test_every_card_and_a_lab_lead_to_their_lessons():
    found = re.findall(r'href="./learn\?lesson=mask-(\w+)"', html("atlas"))
    assert sorted(found) == sorted(MASKS)
    assert 'href="./learn?lesson=cannot"' in html("moves")
