"""Views of the other models: each agrees with its plain forward pass, each part has its mask."""

import pytest
import torch

from maskviz.analysis.effect import effect, loss_beside
from maskviz.analysis.view import make_view
from maskviz.models import PLANS, load
from maskviz.models.tokenizer import PAD
from maskviz.settings.declared import DEFAULTS
from tests.states import plain_run, state

DATES = {"text": "the third of May 1979", "texts": 3, "text_2": "05/03/79", "text_3": "Thu 3 May"}


@pytest.fixture(scope="module", params=list(PLANS))
def each(request):
    return load(request.param)


@pytest.fixture(scope="module")
def bert():
    return load("bert")


@pytest.fixture(scope="module")
def dates():
    return load("dates")


def seen(shipped, slots=(), locked=None, **values):
    complete = {**DEFAULTS, **PLANS[shipped.name].opening, "model": shipped.name, **values}
    return make_view(
        state(**complete, slots=dict(slots), book={}, picks={}, locked=locked), shipped
    )


def near(found, expected):
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=0)


@torch.inference_mode()
def forward(shipped, ids, real, answer):
    """Logits of one text, from the model's own training code."""
    if shipped.plan.writes_answer:
        return shipped.model(ids[None], torch.tensor([answer[:-1]]), real[None].bool())[0]
    if shipped.plan.fills_blanks:
        return shipped.model.logits(shipped.model(ids[None]))[0]
    return shipped.model(ids[None])[0]


def test_the_own_mask_is_the_model_as_it_was_trained(each):
    own = "causal" if "causal" in each.plan.parts[-1].own else "full"
    view = seen(each, mask=own)
    expected = forward(each, view.ids, view.real, view.usual.answer)
    near(plain_run(view).logits[0], expected)
    near(view.run.logits, plain_run(view).logits)


def test_everything_the_page_asks_of_a_view_is_there(each):
    for part in each.plan.parts:
        view = seen(each, part=part.name, mask="full")
        found = effect(view)
        assert len(found.entropies) == each.shape.heads
        assert view.trace.raw.shape[-2:] == (len(view.asking), len(view.tokens))
        q, k = view.locked
        assert 0 <= q < len(view.asking) and 0 <= k < len(view.tokens)


def test_a_blank_is_looked_at_first_and_filled(bert):
    view = seen(bert, text="The king sat upon his [MASK] and ___.")
    found = effect(view)
    assert view.locked == (6, 6) and list(found.filled) == [6, 8]
    logits = forward(bert, view.ids, view.real, ())
    for i, guess in found.filled.items():
        assert guess.token == int(logits[i].argmax())
    assert found.loss is None


def test_position_ids_undo_left_padding(bert):
    alone = seen(bert, text="The ___ sat.")
    n = len(alone.ids)
    told, untold = (
        seen(bert, text="The ___ sat.", pad_to=n + 9, pad_side="left", position_ids=ids)
        for ids in (True, False)
    )
    near(told.run.logits[:, 9:], alone.run.logits)
    assert (untold.run.logits[:, 9:] - alone.run.logits).abs().max() > 0.5


def weights(view, part):
    return torch.stack([h.trace.weights[0] for h in view.run.heads[part]])


def test_a_mask_stands_in_the_part_that_is_looked_at(dates):
    usual = seen(dates, **DATES, row=1)
    blocked = seen(dates, **DATES, row=1, part="encoder", mask="chunk", **{"chunk.size": 2})
    n = len(blocked.tokens)
    places = torch.arange(n) // 2
    open_cells = places[:, None] == places
    assert not weights(blocked, "encoder")[..., ~open_cells].any()
    for part in ("decoder", "cross"):
        assert (weights(blocked, part) > 0).equal(weights(usual, part) > 0)


def test_masks_that_were_set_in_other_parts_stay(dates):
    view = seen(dates, {"encoder.all": "chunk(size=3)"}, **DATES, row=1, part="cross")
    titles = [[mask.title for mask in heads] for heads in view.masks["encoder"]]
    assert titles == [["Chunk, size 3"] * 4] * 2
    assert view.mask.title == "Full"


def test_cross_attention_reads_the_source_and_no_padding(dates):
    view = seen(dates, **DATES, row=2, part="cross")
    assert view.asking == view.written == ("<s>", "1", "9", "7", "9", "-", "0", "5", "-", "0")
    assert view.tokens[:8] == tuple("05/03/79") and view.region.offset == 0
    padding = view.ids == PAD
    assert padding.sum() == 13
    assert not weights(view, "cross")[..., padding].any()
    assert not weights(view, "encoder")[..., padding].any()


def test_a_forgotten_padding_mask_reaches_the_answer(dates):
    kept = seen(dates, **DATES, row=2, pad_to=48)
    lost = seen(dates, **DATES, row=2, pad_to=48, and_padding=False)
    padding = lost.ids == PAD
    assert weights(lost, "cross")[..., padding].any()
    assert dates.target.decode(kept.done.answer) == "1979-05-03"
    assert (lost.run.logits - kept.run.logits).abs().max() > 0.1


def test_the_loss_beside_is_that_of_the_other_model_under_the_same_mask(shipped):
    view, other = seen(shipped), load("gpt-masked")
    there = make_view(view.settings.but(model="gpt-masked"), other)
    assert loss_beside(view, other) == effect(there).loss
