"""The handout as the server hands it out: all of the path, one lesson, or a sentence."""

import re

import pytest

from maskviz.models import WeightsError
from maskviz.teaching.lessons.path import PATH
from maskviz.ui import handout
from maskviz.ui.handout import PAPERS

SECTION = re.compile(r'<section class="lesson" id="([^"]+)">')


def test_the_whole_path_in_its_order_made_once(monkeypatch):
    made = []
    monkeypatch.setattr(handout, "lesson", lambda name, *_: made.append(name) or "")
    handout.remembered.cache_clear()
    PAPERS["handout"]("")
    PAPERS["handout"]("")
    assert made == [*PATH]
    handout.remembered.cache_clear()


def test_one_lesson_is_printed_alone_with_its_answers_beside_it():
    page = PAPERS["handout"]("mask-causal")
    assert SECTION.findall(page) == ["mask-causal"]
    assert 'href="./handout/answers?lesson=mask-causal"' in page
    assert 'href="../handout?lesson=mask-causal"' in PAPERS["handout/answers"]("mask-causal")


def test_an_unknown_lesson_is_a_sentence_and_the_whole(monkeypatch):
    monkeypatch.setattr(handout, "made", lambda name, answers: name)
    page = PAPERS["handout"]('<script>"of another version"')
    assert "There is no lesson “&lt;script&gt;" in page and "<script" not in page
    assert all(name in page for name in PATH)


def test_a_model_that_is_gone_is_said_and_tried_again(monkeypatch):
    def gone(name: str):
        raise WeightsError("its file is gone")

    handout.remembered.cache_clear()
    monkeypatch.setattr(handout, "model", gone)
    assert "its file is gone" in PAPERS["handout"]("causal")
    monkeypatch.undo()
    assert "its file is gone" not in PAPERS["handout"]("causal")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_small_enough_to_be_sent_at_once(name):
    assert len(PAPERS[name]("").encode()) < 2_000_000
