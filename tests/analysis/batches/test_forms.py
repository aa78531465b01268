"""The forms of one mask, given to torch; what padding wastes, against torch's own count."""

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention as sdpa
from torch.utils.flop_counter import FlopCounterMode

from maskviz.analysis.batches.forms import AXES, forms
from maskviz.analysis.batches.waste import waste, work


@pytest.mark.parametrize("side", ["right", "left"])
def test_shapes(batched, side):
    found = forms(batched(pad_side=side))
    assert found.boolean.shape == found.additive.shape == (3, 1, 1, 12)
    assert found.order.shape == (1, 1, 12, 12) and found.combined.shape == (3, 1, 12, 12)
    assert found.scores == (3, 6, 12, 12) and len(AXES) == 4


def test_where_all_may_be_read_the_other_masks_have_no_axis(batched):
    found = forms(batched("bert", pad_side="left"))
    assert found.order.shape == (1, 1, 1, 1) and found.combined.shape == (3, 1, 1, 13)
    assert found.scores == (3, 6, 13, 13)


def test_every_form_means_the_same_to_torch(batched):
    """Rows with nothing to read aside, which is why the padding stands on the right."""
    given = batched(pad_side="right")
    found = forms(given)
    torch.manual_seed(0)
    q, k, v = torch.randn(3, *found.scores[:3], 32)
    as_run = given.allowed[given.settings.layer].expand(found.scores)
    wanted = sdpa(q, k, v, attn_mask=as_run)
    assert torch.equal(sdpa(q, k, v, attn_mask=found.combined.values), wanted)
    assert torch.allclose(sdpa(q, k, v, attn_mask=found.combined_additive.values), wanted)
    keys = sdpa(q, k, v, attn_mask=found.boolean.values)
    assert torch.allclose(sdpa(q, k, v, attn_mask=found.additive.values), keys)


def test_a_mask_of_each_text_has_the_axis_of_texts_and_one_of_each_head_that_of_heads(batched):
    assert forms(batched(mask="same_class")).order.shape[0] == 3
    found = forms(batched(mask="random", and_causal=False))
    assert found.order.shape[1] == found.combined.shape[1] == 6


@pytest.mark.parametrize("name", ["gpt", "bert"])
def test_multiply_adds_are_those_that_torch_counts(models, name):
    shipped = models[name]
    ids = torch.full((3, 10), 9)
    allowed = torch.ones(1, 1, 1, 1, 1, dtype=torch.bool)
    with FlopCounterMode(display=False) as counter:
        shipped.model.run(ids, allowed.expand(shipped.shape.layers, 1, 1, 10, 10))
    found = work(shipped, [10] * 3)
    assert 2 * found.adds == counter.get_total_flops()
    assert (found.places, found.scores) == (30, 4 * 6 * 3 * 100)


def test_what_is_wasted(models):
    found = waste(models["gpt"], [12, 5, 7], 12)
    assert found.share("places") == pytest.approx(12 / 36)
    assert found.share("scores") == pytest.approx(1 - (144 + 25 + 49) / 432)
    assert found.share("places") < found.share("adds") < found.share("scores")
