"""The page "Predict, then reveal" on cold links, bad ones too, and what it sends when."""

import pytest

from maskviz.stage.pack import unpack
from maskviz.teaching.bank.finding import fault_question
from tests.ui.page import Page, cold, healthy

NAME = "maskviz.predict"


def sent(page: Page) -> dict:
    """What the browser was told of the question."""
    (found,) = [e.proto for e in page.get("bidi_component") if e.proto.component_name == NAME]
    return unpack(found.bytes)[0]


def pictures(page: Page):
    (found,) = [e.proto for e in page.get("bidi_component") if e.proto.component_name == NAME]
    return unpack(found.bytes)[1]["pictures"]


def answered(page: Page, cells: list[int], name: str = "") -> Page:
    page.session_state["predict_answer"] = {"id": name or sent(page)["id"], "cells": cells}
    return healthy(page.run())


def told(page: Page) -> str:
    return " ".join(info.value.replace("\\", "") for info in page.info)


@pytest.fixture(scope="module")
def painting():
    return cold("predict", seed="7", level="2", n="3")


def test_a_link_says_the_whole_question(painting):
    assert sent(painting)["id"] == "7/2/mask/3"
    assert sent(cold("predict", seed="7", level="2", n="3")) == sent(painting)
    assert not told(painting)


def test_the_truth_comes_with_the_verdict_and_not_before(painting):
    before = sent(painting)
    assert before["verdict"] is None
    after = sent(answered(painting, [0]))
    assert after["verdict"]["score"] and len(after["verdict"]["marks"]) == len(
        after["queries"]
    ) * len(after["keys"])
    assert after["verdict"]["link"].startswith("./playground?p=")
    assert {key: after[key] for key in before if key != "verdict"} == {
        key: before[key] for key in before if key != "verdict"
    }


@pytest.mark.parametrize(
    ("name", "cells"),
    [("", [9_999]), ("", ["0"]), ("", [True]), ("", "0"), ("", list(range(999))), ("else", [0])],
)
def test_an_answer_that_is_none_is_not_judged(painting, name, cells):
    assert sent(answered(painting, cells, name))["verdict"] is None


def test_a_row_of_weights_and_a_next_token_are_judged_by_the_model():
    page = cold("predict", kind="weights", seed="7", n="4")
    row = sent(page)
    assert "numbers" in row and row["verdict"] is None
    right = [i for i, may in enumerate(row["blocked"]) if may]
    verdict = sent(answered(page, right if row["many"] else [0]))["verdict"]
    assert len(verdict["numbers"]) == len(row["keys"])
    page = cold("predict", kind="next", level="2", seed="7")
    found = [sent(answered(page, [i]))["verdict"] for i in range(4)]
    assert [v["right"] for v in found].count(True) == 1
    assert len({tuple(v["texts"]) for v in found}) == 1


def test_a_fault_is_shown_and_what_was_meant_comes_with_the_verdict():
    asked, page = fault_question(7, 2, 4), cold("predict", kind="fault", seed="7", level="2", n="4")
    before = pictures(page)
    assert before.tolist() == [asked.fault.cells.tolist()]
    assert sent(page)["verdict"] is None and len(sent(page)["drawn"]) == 1
    assert len(sent(page)["texts"]) == 4 and len(sent(page)["about"]["noticed"]) > 1
    wrong = (asked.right + 1) % 4
    for choice in (asked.right, wrong):
        verdict = sent(answered(page, [choice]))["verdict"]
        assert verdict["right"] == (choice == asked.right)
        apart = [mark > 1 for mark in verdict["marks"]]
        assert apart == asked.apart.ravel().tolist() and apart.index(True) == verdict["first"]
        assert verdict["choices"][asked.right] == (1 if choice == asked.right else 2)
    assert pictures(page).tolist() == [asked.fault.cells.tolist(), asked.case.truth.tolist()]
    page = cold("predict", kind="fault", of="sliding_window(window=3)")
    assert "Sliding window, window 3" in sent(page)["about"]["title"] and not told(page)


def test_where_predictions_are_hidden_none_is_asked_about():
    page = cold("predict", kind="next", hide="prediction")
    assert not [e for e in page.get("bidi_component") if e.proto.component_name == NAME]
    assert "the link hides that" in told(page)
    assert sent(cold("predict", kind="picture", hide="prediction"))["choices"] == 4


def test_a_mask_that_is_looked_at_becomes_the_question():
    page = cold("predict", of="and(causal(), chunk(size=3))")
    assert sent(page)["about"]["title"] == "Causal, and Chunk, size 3"
    assert sent(page)["id"].startswith("of/")


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        ({"seed": "0"}, "1/1/mask/1", "seed: 0 is outside 1 to 999,999; the nearest, 1, is shown"),
        ({"n": "1" + "0" * 20}, "1/1/mask/9999", "the nearest, 9999"),
        ({"level": "7"}, "1/1/mask/1", "level"),
        ({"kind": "pictures"}, "1/1/picture/1", "the nearest, picture, is shown"),
        ({"seed": "<b>x</b>"}, "1/1/mask/1", "seed"),
        ({"of": "causal(("}, "1/1/mask/1", "could not be read"),
        ({"of": "same_word()"}, "1/1/mask/1", "there is nothing to ask"),
        ({"of": "full()"}, "1/1/mask/1", "there is nothing to ask"),
        ({"of": "rule{q % k == 0}"}, "1/1/mask/1", "there is nothing to ask"),
        ({"of": "top_k(keep=3)"}, "1/1/mask/1", "there is nothing to ask"),
    ],
)
def test_what_is_not_there_is_said_and_the_nearest_opens(address, name, said):
    page = cold("predict", **address)
    assert sent(page)["id"] == name and said in told(page)
