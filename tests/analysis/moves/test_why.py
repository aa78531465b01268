"""The reasons that the page gives, each in a case made for it."""

import pytest
import torch

from maskviz.analysis.moves.change import replaced
from maskviz.analysis.moves.experiment import another, experiment, made

PLACE = 5
BLOCKED_CELL = "k <= q and not (q == 5 and k == 2)"
BLOCKED_COLUMN = "k <= q and k != 2"


def test_a_blocked_cell_leaks_through_the_second_layer_and_a_blocked_column_does_not(seen):
    cell = seen(mask="typed", typed_rule=BLOCKED_CELL)
    done = experiment(cell, made(cell, "noise", 2, 0))
    assert done.moved.same[1, 5] and not done.moved.same[2:, 5].any()
    assert not done.reach[1, 5] and done.reach[2, 5]
    column = seen(mask="typed", typed_rule=BLOCKED_COLUMN)
    done = experiment(column, made(column, "noise", 2, 0))
    others = [row for row in range(len(column.ids)) if row != 2]
    assert done.moved.same[:, others].all() and done.rows.tolist() == [2]


def test_nan_goes_through_a_weight_of_0(seen):
    view = seen(mask="causal")
    done = experiment(view, made(view, "NaN", PLACE, 0))
    assert done.beyond.times and done.beyond.row == 0 and done.slope is None
    weights = done.after.heads["self"][0].trace.weights[0]
    assert (weights[:, :PLACE, PLACE] == 0).all()
    assert done.after.heads["self"][0].trace.output[0, :, :PLACE].isnan().all()


@pytest.mark.parametrize(
    ("blocking", "least", "most"), [("add", 0.01, 1), ("after", 0.01, 1), ("renormalised", 0, 0)]
)
def test_a_leak_is_the_share_that_blocked_keys_keep(seen, blocking, least, most):
    view = seen(mask="causal", blocking=blocking, fill="-3")
    done = experiment(view, made(view, "noise", PLACE, 0))
    assert least <= done.beyond.leak <= most and not done.beyond.times
    layer, row = done.beyond.layer, done.beyond.row
    assert not done.moved.same[layer + 1, row] and not done.reach[layer + 1, row]


def test_a_dynamic_mask_drops_what_could_be_read(seen):
    view = seen(mask="top_k", and_causal=False, **{"top_k.keep": 1})
    done = experiment(view, made(view, "noise", PLACE, 0))
    assert done.short.dropped and done.short.weight == 0 and done.short.gap is None
    kept = done.after.heads["self"][done.short.layer].trace.allowed[0, :, done.short.row]
    assert not kept[:, ~done.moved.same[done.short.layer]].any()
    assert sum(done.moved.gates) > 0


def test_a_weight_that_is_too_small_for_the_format_is_0(seen):
    """A bias of -20 painted on a cell, scores undivided, float16: e^-gap is 0."""
    book = {"all": {"base": "causal()", "flips": [], "biases": [[-20.0, [9 * 2048 + PLACE]]]}}
    view = seen(mask="custom", slots={"all": "custom"}, book=book, precision="float16", layers=(0,))
    done = experiment(view, made(view, "noise", PLACE, 0))
    assert done.short is not None and done.short.row == 9 and not done.short.dropped
    assert done.short.weight == 0 and done.short.gap > 15
    assert torch.tensor(-done.short.gap, dtype=torch.float16).exp() == 0


@pytest.mark.parametrize("model", ("gpt", "bert", "copier"))
def test_another_token_is_another(seen, model):
    view = seen(model)
    for place in range(len(view.ids)):
        token = another(view, place)
        assert token != view.ids[place]
        assert view.shipped.tokenizer.label(token) not in view.shipped.tokenizer.marks


def test_the_only_token_of_a_text_gets_one_of_the_vocabulary(seen):
    view = seen(text="")
    token = another(view, 0)
    done = experiment(view, replaced(view, [0], [token]))
    assert token != view.ids[0] and done.rows.tolist() == [0]
