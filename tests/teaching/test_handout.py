"""The handout: what is told and drawn is what was measured, and no question tells its answer."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import numpy as np
import pytest

from maskviz.analysis.view import View, make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.stage.rings import Ring
from maskviz.teaching.handout.cells import DOT, score, share, sheet
from maskviz.teaching.handout.drawing import figure, short
from maskviz.teaching.handout.page import USUAL, handout, lesson, rich, style
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.told import told
from tests.house import ROOT

loaded = cache(load)
LESSONS = "causal", "padding"


class Text(HTMLParser):
    """What one reads on a page, and the tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def read(html: str) -> str:
    return "".join(Text(str(html)).said)


@pytest.fixture(scope="module")
def pages() -> dict[bool, str]:
    return {
        answers: handout([lesson(name, answers, loaded) for name in LESSONS], answers)
        for answers in (False, True)
    }


def steps() -> Iterator:
    for name in LESSONS:
        for number, step in enumerate(PATH[name].steps, 1):
            yield told(name, number, loaded(step.settings.model))


def test_what_is_told_is_what_the_lesson_tells(pages):
    questions, answers = (read(pages[kind]) for kind in (False, True))
    for step in steps():
        assert read(rich(step.sentence)) in questions and read(rich(step.look)) in questions
        if step.asked:
            assert read(rich(step.asked.question)) in questions
            assert read(rich(step.asked.reveal)) in answers
            assert all(read(rich(said)) in questions for said in step.asked.choices.values())


def test_no_question_tells_its_answer(pages):
    questions = read(pages[False])
    asked = [step.asked for step in steps() if step.asked]
    assert len(asked) > 3
    assert not [one for one in asked if read(rich(one.reveal)) in questions]
    assert "✓" not in pages[False] and pages[False].count('class="right"') == 0
    assert pages[True].count('class="right"') == len(asked) == read(pages[True]).count("✓")
    right = re.findall(r'<li class="right"><b>✓ \w</b> (.*?)</li>', pages[True])
    assert [*map(read, right)] == [read(rich(one.choices[one.right])) for one in asked]


def view(**changes) -> View:
    return make_view(Settings.of(text="The king and the", **changes).stored(), loaded("gpt"))


def test_each_cell_is_that_of_the_matrix():
    seen = view(mask="causal", layer=2, head=3)
    drawn = sheet(seen, "mask")
    assert np.array_equal(drawn.blocked, ~np.tri(5, dtype=bool))
    assert [[cell == DOT for cell in row] for row in drawn.inside] == np.tri(5).tolist()
    weights = seen.trace.weights[0, 3].numpy()
    numbers = sheet(seen, "weights")
    assert [row[: q + 1] for q, row in enumerate(numbers.inside)] == [
        [share(w) for w in row[: q + 1]] for q, row in enumerate(weights)
    ]
    assert {cell for q, row in enumerate(numbers.inside) for cell in row[q + 1 :]} == {""}
    masked = sheet(seen, "masked").inside
    assert masked[0][1] == "−∞" and masked[4][2] == score(float(seen.trace.masked[0, 3, 4, 2]))
    assert (numbers.rows, numbers.columns) == (seen.words, seen.words)


def test_a_few_queries_are_the_last_rows_and_a_ring_is_theirs():
    seen = view(mask="causal", queries=2)
    drawn = sheet(seen, "raw", [Ring("raw", 4, 1), Ring("mask", 0), Ring("raw", k=2)])
    assert drawn.rows == seen.words[3:] and len(drawn.inside) == 2
    assert drawn.inside[1][1] == score(float(seen.trace.raw[0, seen.head, 4, 1]))
    assert drawn.ringed == [(1, 1, 1, 1), (0, 2, 2, 1)]
    assert not sheet(seen, "output").blocked.any()


def test_what_a_question_covers_is_a_grid_to_fill_in():
    seen = view(mask="causal")
    blank = sheet(seen, "weights", [Ring("weights", 1)], blank=True)
    assert {cell for row in blank.inside for cell in row} == {""}
    assert not blank.blocked.any() and not blank.ringed
    html = figure(blank)
    assert "fill it in" in html and "hatch" not in html and html.count("<rect") == 25


def test_a_drawing_is_black_and_white_and_told_in_words():
    html = figure(sheet(view(mask="causal"), "mask", [Ring("mask", 2)]))
    kinds = [said.get("class") for tag, said in Text(html).tags if tag == "rect"]
    assert kinds.count("blocked") == 10 and kinds.count("ring") == 1 and len(kinds) == 26
    told = next(said["aria-label"] for tag, said in Text(html).tags if tag == "svg")
    assert "king: <s> may be read, The may be read, king may be read" in told
    assert not re.search(r"(?:fill|stroke)=", html)
    colours = set(re.findall(r"(?:color|background|fill|stroke|solid):? (\w+)[;}]", style()))
    assert colours <= {"black", "white", "gray", "dimgray", "none", "inherit"}


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, "0"), (0.004, "0+"), (0.314, ".31"), (0.9999, "1"), (1.0, "1"), (np.nan, "NaN")],
)
def test_a_weight_is_short(number, said):
    assert share(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(-np.inf, "−∞"), (np.inf, "∞"), (-2.14, "−2.1"), (-0.01, "0.0"), (-1e9, "−1e+09")],
)
def test_a_score_is_short(number, said):
    assert score(number) == said


def test_what_a_lesson_says_cannot_become_markup():
    assert rich("**<b>** & `<s>` [[key]]") == "<b>&lt;b&gt;</b> &amp; <code>&lt;s&gt;</code> key"
    assert short("abcdefghijk") == "abcdefgh…"


def test_every_lesson_begins_on_a_page_and_no_step_is_torn(pages):
    assert pages[False].count('<section class="lesson"') == len(LESSONS)
    sheet_of_styles = " ".join(style().split())
    for rule in (
        "@page { size: A4;",
        ".lesson + .lesson { break-before: page; }",
        "article { break-inside: avoid;",
        "h1, h2, h3 { line-height: 1.2; break-after: avoid; }",
    ):
        assert rule in sheet_of_styles
    assert (ROOT / "maskviz/teaching/handout/handout.css").is_file()


def test_no_picture_beside_a_covered_one_tells_what_is_covered():
    covered = 0
    for step in (step for one in PATH.values() for step in one.steps if step.question):
        if "mask" in step.question.covered:
            beside = {*(step.show or USUAL)} - {*step.question.covered}
            assert not beside & {"masked", "weights", "output"}, step.name
            covered += 1
    assert covered > 3
    assert not sheet(view(mask="causal"), "raw").blocked.any()
