"""A text alone and in a batch, against torch's own attention and against runs in float64."""

from copy import deepcopy
from dataclasses import replace

import pytest
import torch

from maskviz.analysis.batches.given import given
from maskviz.analysis.batches.together import ROUNDING, alone, together
from maskviz.analysis.batches.ways import ways
from maskviz.models.tokenizer import PAD

LENGTHS = {"gpt": [12, 5, 7], "bert": [13, 6, 8]}


def compared(batched):
    return together(batched, alone(batched)).rows


def by_sdpa(batched, row):
    """The logits of a text, in the batch and alone, by the model's own forward pass."""
    model, batch = batched.shipped.model, batched.batch
    allowed = batched.allowed[0]
    text = batch.alone(row).ids
    if batched.shipped.name == "gpt":
        return model(batch.ids, allowed)[row], model(text)[0]
    logits = model.logits(model(batch.ids, allowed, batched.position))
    return logits[row], model.logits(model(text))[0]


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", ["gpt", "bert"])
def test_with_the_padding_mask_only_rounding_is_left(batched, name, side):
    rows = compared(batched(name, pad_side=side))
    assert [row.tokens for row in rows] == LENGTHS[name]
    for row in rows:
        assert row.moved.most < ROUNDING / 10 and row.same_best == row.tokens
        assert row.real_rows == pytest.approx(1, abs=1e-6)
        assert row.moved.equal == (row.moved.most == 0)


@pytest.mark.parametrize(("name", "side"), [("gpt", "right"), ("bert", "left")])
def test_what_is_rounding_shrinks_with_the_number_format(batched, name, side):
    found = batched(name, pad_side=side)
    wide = replace(found.shipped, model=deepcopy(found.shipped.model).double())
    here, other = by_sdpa(replace(found, shipped=wide), 1)
    assert (here[found.batch.real[1].bool()] - other).abs().max() < 1e-12


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("gpt", {"pad_side": "left", "and_padding": False}),
        ("bert", {"pad_side": "right", "and_padding": False}),
        ("bert", {"pad_side": "left", "position_ids": False}),
    ],
)
def test_what_moves_moves_as_far_under_torchs_own_attention(batched, name, changes):
    found = batched(name, **changes)
    rows = compared(found)
    for row in (1, 2):
        here, other = by_sdpa(found, row)
        most = (here[found.batch.real[row].bool()] - other).abs().max().item()
        assert most > 1 and rows[row].moved.most == pytest.approx(most, abs=1e-3)
        assert not rows[row].moved.rounding


def test_the_decoder_needs_the_padding_mask_on_the_left_only(batched):
    found = batched()
    each = {(w.side, w.padding, w.counted): w for w in ways(found, alone(found))}
    assert len(each) == 8
    for (side, padding, _), way in each.items():
        assert way.moved.rounding == (side == "right" or padding)
    assert each["right", True, True].taken == 0
    # Left padding: each of n real rows loses one cell for each of its padded keys.
    assert each["left", True, False].taken == 5 * 7 + 7 * 5


def test_position_ids_matter_to_the_encoder_and_not_to_the_decoder(batched):
    for name, matters in (("gpt", False), ("bert", True)):
        found = batched(name)
        each = {(w.side, w.padding, w.counted): w for w in ways(found, alone(found))}
        assert each["left", True, True].moved.rounding
        assert each["left", True, False].moved.rounding == (not matters)


def test_another_pad_token_moves_no_real_row_under_the_mask_and_some_without(batched):
    for padding in (True, False):
        found = batched(pad_side="left", and_padding=padding)
        ids = torch.where(found.batch.real.bool(), found.batch.ids, 700)
        assert (found.batch.ids == PAD).any()
        other = replace(found, batch=replace(found.batch, ids=ids))
        real = found.batch.real.bool()
        apart = (found.run().logits - other.run().logits)[real].abs().max().item()
        assert (apart == 0) == padding


def test_the_mean_over_all_rows_is_another_vector(batched):
    found = batched()
    rows, run = compared(found), found.run()
    vectors = run.residual["self"][-1].x
    for row in (1, 2):
        single = given(found.settings, found.shipped, found.batch.alone(row)).run()
        other = single.residual["self"][-1].x[0].mean(0)
        cosine = torch.cosine_similarity(vectors[row].mean(0), other, dim=0).item()
        assert rows[row].all_rows == pytest.approx(cosine, abs=1e-5) and cosine < 0.9


def test_the_last_row_of_a_text_padded_on_the_right_is_noise(batched):
    right, left = (compared(batched(pad_side=side)) for side in ("right", "left"))
    assert right[1].last.most > 5 and left[1].last.most < ROUNDING


def test_a_text_without_a_token_is_compared_with_nothing(batched):
    found = batched(length_2=0)
    rows = compared(found)
    assert rows[1] is None and rows[2].moved.rounding
    assert len(ways(found, alone(found))) == 8


def test_minus_infinity_written_out_spreads_nan_from_padded_rows(batched):
    rows = compared(batched(pad_side="left", blocking="infinity"))
    assert rows[1].moved.most != rows[1].moved.most and not rows[1].moved.rounding
    assert rows[1].same_best == 0


def test_chunks_are_counted_from_the_left_edge(batched):
    """So padding on the left moves their borders, and the text is read in other chunks."""
    changes = {"mask": "chunk", "chunk.size": 3, "pad_side": "left"}
    assert not compared(batched(**changes))[1].moved.rounding
    assert compared(batched(**{**changes, "pad_side": "right"}))[1].moved.rounding


def test_too_large_a_batch_is_refused_with_both_numbers(batched):
    with pytest.raises(ValueError, match=r"5,308,416 scores, over the 5,000,000"):
        batched(texts=6, pad_to=192)
