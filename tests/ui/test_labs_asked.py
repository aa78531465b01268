"""From the board to the lab that answers what one may ask there."""

from urllib.parse import parse_qs

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.rule import compile_rule
from tests.ui.checkpage import finds, said
from tests.ui.page import board, cold, opened, state_of, told


@pytest.mark.parametrize(
    ("changes", "labs"),
    [
        ({"mask": "causal"}, set()),
        ({"mask": "causal", "pad_to": "30"}, {"batch"}),
        ({"mask": "full", "and_causal": "0"}, {"order"}),
        ({"model": "bert", "text": "The ___ sat", "mask": "full"}, {"order"}),
        ({"model": "bert", "text": "The ___ sat", "mask": "full", "pad_to": "9"}, {"batch"}),
    ],
)
def test_a_question_stands_where_it_arises(changes, labs):
    assert set(board(opened(**changes)).labs) & {"batch", "order"} == labs


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"mask": "causal"}, {"moves": "Does the future stay out, through all layers?"}),
        ({"mask": "full", "and_causal": "0"}, {"moves": "Whom does each token reach?"}),
        ({"model": "dates", "text": "3 May"}, {}),
        (
            {"mask": "levels"},
            {
                "moves": "Does the future stay out, through all layers?",
                "secrets": "Does the secret stay one?",
            },
        ),
    ],
)
def test_what_moves_and_who_may_know_are_asked(changes, asked):
    found = board(opened(**changes)).labs
    assert {name: said for name, said in found.items() if name in ("moves", "secrets")} == asked


def test_writing_on_is_asked_about_where_a_token_can_be_added():
    page = opened(text="The cat sat", mask="causal")
    page.did("locked", {"q": 3, "k": 0})
    assert "generation" in board(page).labs
    page.did("locked", {"q": 1, "k": 0})
    assert "generation" not in board(page).labs
    assert "generation" not in board(opened(model="copier")).labs


@pytest.mark.parametrize(
    ("changes", "labs"),
    [
        ({"mask": "causal"}, set()),
        ({"mask": "chunk"}, {"compare"}),
        ({"mask": "chunk", "each": "true"}, {"heads", "compare"}),
        ({"mask": "chunk", "layers": "0", "layer": "2"}, set()),  # this layer keeps its own
        ({"model": "bert", "text": "The ___ sat", "mask": "causal"}, {"compare"}),
    ],
)
def test_heads_and_the_models_own_mask_are_asked_about(changes, labs):
    assert set(board(opened(**changes)).labs) & {"heads", "compare"} == labs


@pytest.mark.parametrize(
    ("changes", "of"),
    [
        ({"mask": "chunk", "chunk.size": "3"}, "and(chunk(size=3), causal())"),
        ({"mask": "causal"}, "causal()"),
        ({"mask": "full", "and_causal": "false"}, ""),  # there is nothing to predict
        ({"mask": "same_word"}, ""),  # only a text says what is one word
    ],
)
def test_the_mask_itself_is_a_question(changes, of):
    labs = board(opened(**changes)).json("words")["labs"]
    asked = [lab for lab in labs if lab["address"] == "predict"]
    assert [parse_qs(lab["query"][1:]) for lab in asked] == [{"of": [of]}] * bool(of)


def test_its_link_opens_the_lab_with_this_state():
    page = opened(mask="causal", pad_to="30", text="The cat sat")
    words = dict(item.split("=", 1) for item in board(page).link[1:].split("&"))
    lab = cold("batch", **{key: word.replace("+", " ") for key, word in words.items()})
    assert state_of(lab)["pad_to"] == 30 and state_of(lab)["text"] == "The cat sat"
    assert any("padded with 26 tokens" in m.value for m in lab.markdown)


def test_more_queries_than_tokens_are_drawn_without_a_model():
    window = {"sliding_window.window": "2"}
    page = opened(text="The cat", mask="sliding_window", queries="7", **window)
    assert "7 queries were asked for; the text has 3 tokens" in told(page)
    labs = board(page).json("words")["labs"]
    (lab,) = [each for each in labs if each["address"] == "check"]
    asked = parse_qs(lab["query"].lstrip("?"))
    assert lab["question"] == "What does it read with 7 queries and 3 keys?"
    assert (asked["rule_queries"], asked["rule_tokens"]) == (["7"], ["3"])
    cells = compile_rule(asked["rule"][0]).matrix(7, 3)
    assert np.array_equal(cells, matrix(MASKS["sliding_window"], 7, 3, {"window": 2}))
    checked = cold("check", **{key: value[0] for key, value in asked.items()})
    assert "7 x 3: 6 of 21 cells may be read" in said(checked)
    assert "Sliding window, window 2" in finds(checked)[0]
    assert "check" not in board(opened(text="The cat", queries="2")).labs
