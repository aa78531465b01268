"""Questions: what each answer claims holds on the live numbers, and no number in it is typed."""

import re

import pytest

from maskviz.analysis.view import make_view
from maskviz.settings.link import make_link, read_link
from maskviz.teaching.lessons.measures import other
from maskviz.teaching.questions.found import GROUPS, QUESTIONS
from maskviz.teaching.questions.list import blocking, reach, shape, why
from maskviz.teaching.questions.told import told
from maskviz.teaching.words import catalogue
from maskviz.ui.shell import ADDRESSES, model

TEXTS = catalogue("questions")
# digits that are part of a formula, a name or what is asked, and no measurement
WRITTEN = ("float32", "float16", "0 divided by 0", "1 / (1 − ", "window − 1", "add up to 1,",
           "A score of 0", "power of 0", "With 0 in")  # fmt: skip


def figures(name: str) -> dict:
    question = QUESTIONS[name]
    return dict(question.measured(make_view(question.settings, model(question.settings.model))))


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_an_answer_claims_holds(name):
    question = QUESTIONS[name]
    found = figures(name)
    assert question.true(found)
    said = told(name, model(question.settings.model))
    assert said.answer == TEXTS[name]["answer"].format_map(found)
    assert said.asked.endswith("?") and 60 < len(said.answer) < 700
    assert question.page in ADDRESSES and read_link(make_link(said.settings))[1] == []
    used = re.findall(r"\{(\w+)", TEXTS[name]["answer"])
    assert len(used) >= 2 and {*used} <= found.keys()


def test_no_number_is_typed():
    for name in QUESTIONS:
        text = re.sub(r"\{.*?\}", "", TEXTS[name]["answer"])
        for phrase in WRITTEN:
            text = text.replace(phrase, "")
        assert not re.search(r"\d", text), name


def test_every_question_has_words_and_a_place():
    assert [*TEXTS["groups"]] == [*GROUPS] and {*TEXTS} == {"groups", *QUESTIONS}
    assert len(QUESTIONS) >= 16 and [*QUESTIONS][:2] == ["necessary", "efficient"]


def test_a_claim_that_does_not_hold_is_noticed():
    """On a state that shows the contrary every one of these says so."""
    wrong = {
        "zero": (blocking.vote, {"blocking": "sdpa"}),
        "after": (blocking.after, {"blocking": "sdpa"}),
        "kept": (blocking.kept, {"mask": "full", "and_causal": False, "blocking": "zero"}),
        "empty": (blocking.empty, {"mask": "causal"}),
        "last": (shape.last, {"mask": "strict_causal"}),
        "bias": (shape.slope, {"mask": "sliding_window"}),
        "far": (reach.far, {"mask": "causal"}),
        "through": (reach.through, {"mask": "causal"}),
        "cheat": (why.cheat, {"mask": "causal"}),
    }
    for name, (measured, changes) in wrong.items():
        view = make_view(QUESTIONS[name].settings, model("gpt"))
        assert not QUESTIONS[name].true(measured(other(view, **changes))), name


def test_tiles_are_counted_as_plain_loops_count_them():
    side, n = why.TILE, why.LONG
    found = figures("efficient")
    empty = whole = 0
    for q in range(0, n, side):
        for k in range(0, n, side):
            empty += k > q + side - 1  # its first key comes after its last query
            whole += k + side - 1 <= q
    assert (found["empty"], found["whole"]) == (empty, whole)
    assert found["mixed"] == (n // side) ** 2 - empty - whole
    assert found["floats"] == n * n * 4 / 1e6 and found["bits"] == n * n / 8 / 1e6


def test_joined_masks_are_counted_as_plain_loops_count_them():
    found, view = figures("joined"), make_view(QUESTIONS["joined"].settings, model("gpt"))
    real = view.real.tolist()
    cells = [(q, k) for q in range(len(real)) for k in range(len(real))]
    assert found["both"] == sum(k <= q and real[k] == 1 for q, k in cells)
    assert found["either"] == sum(k <= q or real[k] == 1 for q, k in cells)
