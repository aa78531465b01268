"""Next tokens, loss, entropy and work against small sums done by hand."""

import math

import numpy as np
import pytest
import torch

from maskviz.analysis.predictions import (
    Work,
    entropy,
    next_tokens,
    text_loss,
    token_losses,
    top_tokens,
    work,
)
from maskviz.models.batch import Batch
from maskviz.models.tokenizer import PAD, START


def test_top_tokens_are_the_likeliest_best_first(shipped):
    logits = torch.full((shipped.shape.vocab,), -50.0)
    king, cat = (shipped.tokenizer.encode(word).ids[0] for word in (" king", " cat"))
    logits[king], logits[cat] = math.log(3), 0.0
    first, second = top_tokens(logits, shipped.tokenizer, 2)
    assert (first.token, first.label, second.label) == (king, "·king", "·cat")
    assert first.probability == pytest.approx(0.75) and second.probability == pytest.approx(0.25)
    assert len(top_tokens(logits, shipped.tokenizer)) == 10


def test_nan_predicts_nothing(shipped):
    logits = torch.zeros(shipped.shape.vocab)
    logits[7] = math.nan
    assert top_tokens(logits, shipped.tokenizer) == ()


@pytest.mark.parametrize("side", ["right", "left"])
def test_targets_are_the_next_real_tokens(shipped, side):
    batch = Batch.of(shipped.tokenizer, ["The cat", "The king and the queen"], limit=256, side=side)
    targets, counted = next_tokens(batch.ids, batch.real)
    for row, text in enumerate(["The cat", "The king and the queen"]):
        assert targets[row][counted[row]].tolist() == list(shipped.tokenizer.encode(text).ids)
        reads = batch.ids[row][counted[row]].tolist()
        assert reads == [START, *shipped.tokenizer.encode(text).ids[:-1]]
    assert counted.shape == batch.ids.shape and not counted[:, -1].any()


def test_the_start_and_padding_never_count():
    ids = torch.tensor([[PAD, PAD, START, 9, 8, PAD]])
    targets, counted = next_tokens(ids, torch.tensor([[0, 0, 1, 1, 1, 0]]))
    assert targets[counted].tolist() == [9, 8]
    assert counted.tolist() == [[False, False, True, True, False, False]]


def test_the_start_of_a_second_text_is_not_to_be_predicted():
    _, counted = next_tokens(torch.tensor([[START, 9, START, 8]]), torch.ones(1, 4))
    assert counted.tolist() == [[True, False, True, False]]


def test_a_token_that_is_not_real_neither_counts_nor_predicts():
    ids = torch.tensor([[START, 9, 8, 7, 6]])
    _, counted = next_tokens(ids, torch.tensor([[1, 1, 0, 1, 1]]))
    assert counted.tolist() == [[True, False, False, True, False]]


def test_loss_by_hand():
    """Probabilities 1/2 and 1/8 cost ln 2 and ln 8: the mean is ln 4, the perplexity 4."""
    logits = torch.tensor([[[0.5, 0.25, 0.25], [0.125, 0.5, 0.375], [1.0, 1.0, 1.0]]]).log()
    targets = torch.zeros(1, 3, dtype=torch.long)
    found = text_loss(logits, targets, torch.tensor([[1, 1, 0]]))
    assert found.nats == pytest.approx(math.log(4)) and found.tokens == 2
    assert found.perplexity == pytest.approx(4)
    losses = token_losses(logits, targets)
    assert losses[0].tolist() == pytest.approx([math.log(2), math.log(8), math.log(3)])


def test_loss_of_nothing_and_of_nan_is_nan():
    logits, targets = torch.zeros(1, 2, 4), torch.zeros(1, 2, dtype=torch.long)
    nothing = text_loss(logits, targets, torch.zeros(1, 2))
    assert math.isnan(nothing.nats) and math.isnan(nothing.perplexity) and nothing.tokens == 0
    logits[0, 0] = math.nan
    broken = text_loss(logits, targets, torch.ones(1, 2))
    assert math.isnan(broken.nats) and math.isnan(broken.perplexity)


def test_perplexity_of_a_huge_loss_is_infinite_not_an_error():
    logits = torch.tensor([[[0.0, -5_000.0]]])
    assert text_loss(logits, torch.tensor([[1]]), torch.ones(1, 1)).perplexity == math.inf


def test_entropy_by_hand():
    """One key: 0 bits. Four keys evenly: 2 bits. Rows of both: the mean, 1 bit."""
    one, four = [1.0, 0, 0, 0], [0.25] * 4
    weights = torch.tensor([[one, one], [four, four], [one, four]])  # (head, query, key)
    assert entropy(weights).tolist() == [0.0, 2.0, 1.0]


def test_entropy_leaves_out_padding_empty_rows_and_nan():
    four, empty, broken = [0.25] * 4, [0.0] * 4, [math.nan] * 4
    weights = torch.tensor([[four, empty, broken, [1.0, 0, 0, 0]]])
    assert entropy(weights).tolist() == [1.0]
    assert entropy(weights, torch.tensor([1, 1, 1, 0])).tolist() == [2.0]
    assert entropy(weights, torch.tensor([0, 1, 1, 0])).isnan().all()


def test_entropy_of_a_row_that_does_not_sum_to_one_is_that_of_its_shares():
    assert entropy(torch.tensor([[[0.1, 0.1, 0.0]]])).item() == pytest.approx(1.0)


def test_entropy_keeps_the_batch_apart():
    weights = torch.tensor([[[[1.0, 0.0]]], [[[0.5, 0.5]]]])  # (batch, head, query, key)
    assert entropy(weights, torch.ones(2, 1)).tolist() == [[0.0], [1.0]]


def test_work_counts_each_cell_twice_over_the_head_width():
    """A score takes d_head multiply-adds, a weighted value as many again."""
    causal = np.tri(6, dtype=bool)
    assert work(causal, 32) == Work(2 * 32 * 21, 2 * 32 * 36)
    heads = torch.from_numpy(np.stack([causal, ~causal]))
    assert work(heads, 1) == Work(2 * 36, 2 * 72)
