"""What a panel says of a row's choice is what the choice did."""

import numpy as np
import pytest
import torch

from maskviz.masks import dynamic as package
from maskviz.masks.dynamic import DYNAMIC, discover, explain_choice

SCORES = [0.5, 1.5, -2.0, 1.32, 3.0, 1.0, 2.0]
OPEN = [True, True, True, True, False, True, True]


def test_top_k_says_which_score_is_the_last_that_is_kept():
    choice = explain_choice("top_k", {"keep": 3}, SCORES, OPEN)
    assert np.flatnonzero(choice.kept).tolist() == [1, 3, 6]
    assert choice.reading.values == pytest.approx([0.5, 1.5, -2, 1.32, None, 1, 2])
    assert choice.asks == "the 3rd largest score of 6: 1.32"
    assert choice.sentence == (
        "Top-k read the score of each key; it asked for the 3rd largest score of 6: 1.32; "
        "it kept keys 1, 3, 6."
    )
    assert choice.reason(2) == f"Top-k: score −2.00 of key 2 is under {choice.asks}."
    words = ("<s>", "The", "cat")
    assert choice.reason(2, words).startswith("Top-k: score −2.00 of key 2 “cat” is under the 3rd")
    assert choice.reason(3) == "" and choice.reason(4) == ""  # kept, and blocked by another mask


def test_the_threshold_is_the_best_score_less_the_distance():
    choice = explain_choice("threshold", {"below": 5}, SCORES, OPEN)
    assert np.flatnonzero(choice.kept).tolist() == [1, 6]
    assert choice.asks == "the best score less 0.5: 1.50"
    assert choice.reason(3) == f"Threshold: score 1.32 of key 3 is under {choice.asks}."


def test_the_gate_reads_means_and_says_which_blocks_it_keeps_anyway():
    choice = explain_choice("block_gate", {"size": 2}, SCORES, OPEN, q=6)
    assert choice.reading.values == pytest.approx([1.0, -0.34, 1.0, 2.0])
    assert choice.reading.always == (0, 3)
    assert np.flatnonzero(choice.kept).tolist() == [0, 1, 5, 6]
    assert choice.reason(2).startswith("Block gate: mean score −0.34 of keys 2 to 3 is under the")
    crossing = explain_choice("block_gate", {"size": 2}, SCORES, OPEN, q=None)
    assert crossing.reading.always == (0,) and crossing.kept[6] and not crossing.kept[5]
    assert "keys 4 to 5" in crossing.reason(5)


def test_a_row_with_fewer_keys_than_are_kept_asks_for_nothing():
    choice = explain_choice("top_k", {"keep": 9}, SCORES, OPEN)
    assert choice.asks == "none: 6 keys, and 9 are kept" and choice.kept.tolist() == OPEN
    empty = explain_choice("threshold", {}, SCORES, [False] * 7)
    assert not empty.kept.any() and empty.sentence.endswith("it kept nothing.")
    assert explain_choice("block_gate", {}, SCORES, [False] * 7).reading.values == (None, None)


def test_of_two_equal_keys_the_second_is_told_that_it_only_equals():
    choice = explain_choice("top_k", {"keep": 1}, [2.0, 2.0], [True, True])
    assert (
        choice.reason(1) == "Top-k: score 2.00 of key 1 only equals the largest score of 2: 2.00."
    )


@pytest.mark.parametrize("name", DYNAMIC)
def test_what_is_kept_reaches_what_was_asked(name):
    """The reading comes from plain loops of the file, the choice from its tensors."""
    dice = torch.Generator().manual_seed(2)
    for _ in range(40):
        scores = torch.randn(13, generator=dice)
        allowed = torch.rand(13, generator=dice) < 0.8
        choice = explain_choice(name, {}, scores, allowed, q=7)
        reading = choice.reading
        for k in range(13):
            value, group = reading.values[k // reading.size], k // reading.size
            enough = reading.least is None or (value is not None and value >= reading.least)
            expected = bool(allowed[k]) and (enough or group in reading.always)
            assert choice.kept[k] == expected
            assert bool(choice.reason(k)) == (bool(allowed[k]) and not expected)


def test_numbers_that_are_none_are_named():
    nan = explain_choice("top_k", {"keep": 1}, [1.0, float("nan")], [True, True])
    assert nan.kept.tolist() == [False, True] and nan.asks.endswith("NaN")
    low = explain_choice("top_k", {"keep": 1}, [-float("inf"), 0.0], [True, True])
    assert "score −∞ of key 0" in low.reason(0)


def test_a_new_file_is_found_and_a_wrong_one_named(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    (tmp_path / "other.py").write_text(
        "from maskviz.masks.dynamic.top_k import top_k\nfrom dataclasses import replace\n"
        "other = replace(top_k, name='other', title='Aa')\n"
    )
    assert next(iter(discover())) == "other"
    (tmp_path / "odd.py").write_text("thing = 3\n")
    with pytest.raises(ImportError, match=r"odd\.py has no mask named odd"):
        discover()
