"""Shuffled tokens, under a full mask and a causal one, with positions and without."""

from copy import deepcopy

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention as sdpa

from maskviz.analysis.order import ROUNDING, another_order, shuffle
from maskviz.analysis.view import make_view
from maskviz.models import load
from tests.states import state

CAT = "The cat sat on the wall and looked at the moon"


@pytest.fixture(scope="module")
def bert():
    return load("bert")


def view_of(shipped, **changes):
    return make_view(state(**{"text": CAT, "model": shipped.name, **changes}), shipped)


def panels(view, positions=False, seed=1):
    return {panel.kind: panel for panel in shuffle(view, seed, positions).panels}


@pytest.mark.parametrize("name", ["gpt", "bert"])
def test_without_positions_a_full_mask_cannot_tell_order_and_a_causal_one_can(shipped, bert, name):
    found = panels(view_of({"gpt": shipped, "bert": bert}[name]))
    assert 0 < found["full"].most < ROUNDING / 10 and not found["full"].changed
    assert found["causal"].most > 1
    assert found["causal"].differences[0] == 0  # the first token stays and reads itself alone


@pytest.mark.parametrize("name", ["gpt", "bert"])
def test_with_positions_both_can(shipped, bert, name):
    found = panels(view_of({"gpt": shipped, "bert": bert}[name]), positions=True)
    assert found["full"].most > 1 and found["causal"].most > 1
    assert len(found["full"].changed) == len(found["full"].differences)


def layer_by_layer(model, ids, **mask):
    """The decoder with torch's attention, as if it had never heard of positions."""
    x = model.start(ids)[0]
    for block in model.blocks:
        normed = block.norm_attention(x)
        q, k, v = block.attention.qkv(normed, normed, None)
        x = x + block.attention.project(block.attention.join(sdpa(q, k, v, **mask)))
        x = x + block.feed_forward(block.norm_feed_forward(x))
    return model.norm(x)


def test_position_zero_turns_nothing(shipped):
    model, ids = shipped.model, torch.tensor([shipped.tokenizer.row(CAT).ids])
    n = ids.shape[1]
    causal = torch.ones(4, 1, 1, n, n, dtype=torch.bool).tril()
    found = model.run(ids, causal, position=torch.zeros_like(ids))
    other = model.logits(layer_by_layer(model, ids, is_causal=True))
    assert torch.allclose(found.logits, other, atol=1e-4)


def test_rounding_shrinks_in_float64_and_the_rest_does_not(shipped):
    """Layer by layer: what the lab calls rounding is a billion times smaller, what it calls changed
    is as large."""
    found = shuffle(view_of(shipped), 1, False)
    panels = {panel.kind: panel for panel in found.panels}
    model, order = deepcopy(shipped.model).double(), list(found.order)
    ids = torch.tensor([shipped.tokenizer.row(CAT).ids])
    for kind, causal in (("full", False), ("causal", True)):
        before = layer_by_layer(model, ids, is_causal=causal)[0]
        after = layer_by_layer(model, ids[:, order], is_causal=causal)[0]
        apart = (after - before[order]).abs().amax(-1)
        assert panels[kind].differences == pytest.approx(apart.tolist(), abs=1e-4)
        assert (apart.max() < 1e-12) == (kind == "full")


def test_only_distances_count_in_the_decoder(shipped):
    ids = torch.tensor([shipped.tokenizer.row(CAT).ids] * 2)
    n = ids.shape[1]
    causal = torch.ones(4, 1, 1, n, n, dtype=torch.bool).tril()
    place = torch.stack((torch.arange(n), torch.arange(n) + 40))
    found, plain = shipped.model.run(ids, causal, position=place), shipped.model.run(ids, causal)
    assert torch.equal(found.logits[0], plain.logits[0])
    assert torch.allclose(found.logits[1], plain.logits[1], atol=1e-3)


def test_words_move_and_marks_stay(shipped, bert):
    ids = shipped.tokenizer.row(CAT).ids
    order = another_order(shipped, ids, 3)
    assert sorted(order) == list(range(len(ids))) and order[0] == 0 and order != tuple(range(12))
    assert order == another_order(shipped, ids, 3) != another_order(shipped, ids, 4)
    ids = bert.tokenizer.row("The cat ___ here. [SEP] A dog came in").ids
    ends = [i for i, token in enumerate(ids) if token == bert.tokenizer.end]
    order = another_order(bert, ids, 2)
    assert order[0] == 0 and [order[i] for i in ends] == ends and len(ends) == 2
    assert all((old < ends[0]) == (new < ends[0]) for new, old in enumerate(order))


def test_two_sentences_only_move_places_too(bert):
    view = view_of(bert, text="The old ___ laughed. [SEP] He came home late", mask="full")
    assert panels(view)["full"].most < ROUNDING


def test_ones_own_mask_stands_beside_them_where_it_is_another(shipped, bert):
    assert "yours" not in panels(view_of(shipped, mask="causal"))
    assert "yours" not in panels(view_of(bert, mask="full"))
    window = panels(view_of(shipped, mask="sliding_window"))["yours"]
    assert window.title == "Sliding window, window 4" and window.most > 1
    # Who is of one class stays so wherever it stands: such a mask moves with its tokens.
    same = {"mask": "same_class", "and_causal": False}
    assert panels(view_of(shipped, **same))["yours"].most < ROUNDING


def test_padding_is_left_out(shipped):
    bare = shuffle(view_of(shipped, mask="causal"), 1, False)
    padded = shuffle(view_of(shipped, mask="causal", pad_to=20, pad_side="left"), 1, False)
    assert padded.tokens == bare.tokens and padded.order == bare.order
    assert padded.panels[0].differences == bare.panels[0].differences


def test_several_masks_are_not_called_by_the_name_of_one(shipped):
    full = {"mask": "full", "and_causal": False}
    each = {"each_layer": True, "layer": 3, "slots": {"L0.all": "causal()"}}
    for changes in (each, {"layers": (3,)}):
        found = panels(view_of(shipped, **full, **changes))
        assert found["yours"].title == "Your masks"
        assert found["full"].most < ROUNDING < found["yours"].most
    late = panels(view_of(shipped, mask="causal", blocking="after"))["yours"]
    assert late.title == "Causal, as you set it"
