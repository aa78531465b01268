"""The copier: what it learns from, that it goes on where it stopped, and what its card says."""

import copy
import json
import sys

import numpy as np
import pytest
import torch

from maskviz.models import WeightsError, load
from maskviz.models.characters import to_json
from maskviz.models.loading import FOLDER
from maskviz.models.tokenizer import START
from training import copier
from training.copier import SYMBOLS, copies, determined
from training.copier_card import cannot, goes_on, unfit
from training.copier_heads import head_sentence, looks, one_head, seen_again
from training.copier_measure import Pairs, cliff, copied, in_view, pairs
from training.shipping import ship


@pytest.fixture(scope="module")
def copier_shipped():
    return load("copier")


def test_a_row_is_one_sequence_over_and_over():
    rows = copies(np.array([4, 6, 30]), 16, np.random.default_rng(0))
    assert rows.shape == (3, 16) and (rows[:, 0] == START).all()
    first, second, third = rows[:, 1:].tolist()
    assert first == (first[:4] * 4)[:15] and len(set(first)) == 4
    assert second == (second[:6] * 3)[:15] and len(set(second)) == 6
    assert len(set(third)) == 15
    assert all(SYMBOLS.decode([token]) != "" for token in first + second + third)


def test_determined_by_hand():
    """`<s> a b c d a b c`: after the second a comes b, after it c."""
    found = determined(np.array([4]), 8)[0].tolist()
    assert found == [False] * 5 + [True] * 3


@pytest.mark.parametrize("length", [4, 9, 20])
def test_what_is_determined_is_what_followed_before_and_nothing_else_is(length):
    rows = copies(np.full(5, length), 60, np.random.default_rng(length))
    known = determined(np.full(5, length), 59)
    for row, sure in zip(rows.tolist(), known.tolist(), strict=True):
        for t in range(59):
            followed = {row[i + 1] for i in range(t) if row[i] == row[t]}
            assert followed == ({row[t + 1]} if sure[t] else set())


def test_asked_are_the_tokens_of_the_second_copy_with_a_determined_answer():
    text = pairs(6, rows=3)
    known = determined(np.full(3, 6), text.tokens.shape[1] - 1)[0]
    assert list(text.asked) == np.flatnonzero(known).tolist()


class PowerCut(Exception):
    """What ends a run in the middle."""


def run(out, monkeypatch):
    words = f"training.copier --out {out} --steps 20 --every 5 --threads 1"
    monkeypatch.setattr(sys, "argv", words.split())
    monkeypatch.setattr(copier, "ROWS", 4)
    monkeypatch.setattr(copier, "JUDGED", 8)
    copier.main()


def test_a_run_that_was_cut_goes_on_to_the_same_weights(tmp_path, monkeypatch):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    run(whole, monkeypatch)
    draw, drawn = copier.draw, []

    def until_the_power_fails(*args):
        drawn.append(args)
        if len(drawn) > 13:
            raise PowerCut
        return draw(*args)

    with monkeypatch.context() as patch, pytest.raises(PowerCut):
        patch.setattr(copier, "draw", until_the_power_fails)
        run(broken, patch)
    run(broken, monkeypatch)
    logs = [[json.loads(r) for r in (f / "log.jsonl").open()] for f in (whole, broken)]
    assert [r["step"] for r in logs[1]] == [5, 10, 15, 20]
    assert logs[0][-1]["held_out"] < logs[0][0]["held_out"]
    ends = [torch.load(f / "checkpoint.pt", weights_only=True)["model"] for f in (whole, broken)]
    for name, weight in ends[0].items():
        torch.testing.assert_close(ends[1][name], weight, atol=1e-6, rtol=0)


@pytest.mark.parametrize("window", [1, 4, 7, 8, 9, 16])
def test_the_cliff_of_the_card_by_another_path(copier_shipped, window):
    """The forward pass of training under a mask made cell by cell, guesses counted one by one."""
    tokens = pairs(8).tokens
    n = tokens.shape[1]
    mask = [[0 <= q - k < window for k in range(n)] for q in range(n)]
    guesses = copier_shipped.model(tokens, torch.tensor(mask)).argmax(dim=-1).tolist()
    right = [
        guess[t] == row[t + 1]
        for guess, row in zip(guesses, tokens.tolist(), strict=True)
        for t in range(9, 16)
    ]
    said = copier_shipped.card["curves"]["sliding_window"]["0 1"]["8"][window - 1]
    assert sum(right) / len(right) == pytest.approx(said, rel=1e-3, abs=5e-4)


def test_the_shipped_copier_copies_and_says_so(copier_shipped):
    card, tokenizer = copier_shipped.card, copier_shipped.tokenizer
    assert tokenizer.alphabet == SYMBOLS.alphabet and tokenizer.row("a").ids[0] == START
    assert card["parameters"] == sum(p.numel() for p in copier_shipped.model.parameters())
    assert goes_on(copier_shipped.model, tokenizer, "q7wxm2q7w", symbols=5) == "xm2q7"
    for row in card["goes_on"]:
        assert goes_on(copier_shipped.model, tokenizer, row["text"]) == row["next"]
    assert unfit(card) is None
    assert "50.0%" in unfit({**card, "accuracy": {"4": 1.0, "8": 0.5}})
    edges = cannot(card["accuracy"], card["unlike_training"], card["cliffs"])
    assert edges == card["cannot"]


@pytest.mark.parametrize(("layer", "head"), [(0, 1), (1, 0), (1, 3)])
def test_a_silent_head_is_one_whose_columns_of_the_projection_are_zero(copier_shipped, layer, head):
    model, text = copier_shipped.model, pairs(8, rows=40)
    cut = copy.deepcopy(model)
    width = model.shape.d_head
    cut.blocks[layer].attention.project.weight[:, head * width : (head + 1) * width] = 0
    found = one_head(model, [text], layer, head)["silent"]
    logits = cut(text.tokens)
    assert found["accuracy"] == pytest.approx(copied(logits, text), abs=1e-9)
    assert found["seen_again"] == pytest.approx(seen_again(logits, text), abs=1e-5)


def test_looks_of_a_head_made_by_hand():
    """`<s> a b c d a b c d`: the b at token 6 finds its like at 2, and what followed at 3."""
    text = Pairs(torch.tensor([[1, 3, 4, 5, 6, 3, 4, 5, 6]]), 4)
    weights = torch.zeros(1, 9, 9)
    for q, shares in {
        5: {5: 0.1, 4: 0.2, 1: 0.1, 2: 0.4, 0: 0.2},
        6: {5: 0.2, 2: 0.1, 3: 0.7},
        7: {7: 0.2, 6: 0.2, 3: 0.1, 4: 0.1, 0: 0.1, 5: 0.3},  # 5 is none of the places
    }.items():
        weights[0, q, list(shares)] = torch.tensor(list(shares.values()))
    weights[0, 8, 8] = weights[0, 4, 4] = 1.0  # rows that are not asked
    found = looks(weights, text)
    wanted = dict(itself=0.1, before=0.2, same=0.1, after=0.4, start=0.1, rest=0.1)
    assert found == pytest.approx(wanted, abs=1e-6)


def test_waste_is_what_goes_to_symbols_read_before_but_the_first():
    text = Pairs(torch.tensor([[1, 3, 4, 5, 6, 3, 4, 5, 6]]), 4)
    logits = torch.full((1, 9, 7), -30.0)
    logits[0, 2, 4] = 0.0  # after a b: all on b, which cannot come
    logits[0, 3, [3, 5]] = 0.0  # after a b c: half on a, which can, half on c
    assert seen_again(logits, text) == pytest.approx(0.75, abs=1e-4)


def test_where_a_cliff_begins_and_ends():
    assert cliff([0.0, 0.02, 0.03, 0.6, 0.995, 1.0], 1.0) == {"hidden": 3, "back": 5}
    assert cliff([1.0, 1.0], 1.0) == {"hidden": 0, "back": 1}
    assert cliff([0.0, 0.05], 1.0) == {"hidden": 2, "back": 3}


def test_guesses_in_view_are_counted_within_the_window(copier_shipped):
    """Under a window of 1 the only symbol in view is the row's own."""
    text = pairs(8, rows=30)
    n = text.tokens.shape[1]
    guesses = copier_shipped.model(text.tokens, torch.eye(n, dtype=torch.bool)).argmax(dim=-1)
    own = (guesses == text.tokens)[:, 9:16].double().mean().item()
    assert in_view(copier_shipped.model, text, 1) == pytest.approx(own)


def test_the_sentence_of_a_head_has_its_figures():
    row = {
        "layer": 1,
        "head": 2,
        "weights": dict(itself=0.02, before=0.0, same=0.01, after=0.83, start=0.1, rest=0.04),
        "only_itself": {"accuracy": 0.4, "seen_again": 0.0},
        "silent": {"accuracy": 0.955, "seen_again": 0.0},
    }
    assert head_sentence(row, {"accuracy": 0.998, "seen_again": 0.0}) == (
        "Layer 1, head 2 puts 83% on the symbol after the same one in the first copy, 10% on "
        "<s>. Reading only itself it leaves 40.0% of the copy right, silent 95.5%, as trained "
        "99.8%."
    )


def test_damaged_weights_do_not_replace_the_shipped_ones(copier_shipped, tmp_path):
    file = "copier.safetensors"
    weights = (FOLDER / file).read_bytes()
    spelled = {"copier.tokenizer.json": to_json({"text": SYMBOLS})}
    ship(dict(copier_shipped.card), {**spelled, file: weights}, tmp_path)
    assert load("copier", folder=tmp_path).card == copier_shipped.card
    with pytest.raises(WeightsError, match="bytes, its card says"):
        ship(dict(copier_shipped.card), {**spelled, file: weights[:-10]}, tmp_path)
    assert (tmp_path / "copier.safetensors").read_bytes() == weights
