"""xformers: its kernels need a GPU, so the bias is what is compared, and the call is watched."""

import numpy as np
import pytest
import torch
from xformers.ops.fmha import attn_bias

from maskviz.libraries.export import Head
from maskviz.masks.call import MaskCall
from tests.contract.cases import cases, every_mask
from tests.libraries.export.attend import draw, reference
from tests.libraries.export.samples import (
    BARE,
    CAUSAL,
    EACH,
    PADDING,
    PAINTED,
    WIDE,
    exported,
    pictures,
)

TITLE, HEADS = "xformers", 3
CLASSES = {
    "LowerTriangularMask": (MaskCall("causal_upper_left"), 3, 8),
    "LowerTriangularFromBottomRightMask": (CAUSAL, 3, 8),
    "LocalAttentionFromBottomRightMask": (WIDE, 3, 8),
}


def plainly(query, key, value, attn_bias):
    """What memory_efficient_attention says it is, (batch, length, heads, width)."""
    query, key, value = (x.transpose(1, 2) for x in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    if attn_bias is not None:
        if not isinstance(attn_bias, torch.Tensor):
            attn_bias = attn_bias.materialize(scores.shape)
        assert attn_bias.shape == scores.shape
        scores = scores + attn_bias
    return (scores.softmax(-1) @ value).transpose(1, 2)


@pytest.mark.parametrize("masks", [PAINTED, PADDING, EACH[:HEADS], [*BARE, Head()], Head(), CAUSAL])
@pytest.mark.parametrize("queries", [8, 3])
def test_the_output_is_that_of_torch(masks, queries):
    names = exported(TITLE, masks, queries, 8)
    names["memory_efficient_attention"] = plainly
    query, key = (x.transpose(1, 2) for x in draw(HEADS, queries, 8, 4))
    cells = pictures(masks if isinstance(masks, list) else [masks] * HEADS, queries, 8)
    out = names["attend"](query, key, key).transpose(1, 2)
    expected = reference(cells, *(x.transpose(1, 2) for x in (query, key, key)))
    torch.testing.assert_close(out, expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("keys", [5, 8, 13])
@pytest.mark.parametrize("masks", [MaskCall("stride_only"), [MaskCall("stride_only"), CAUSAL]])
def test_the_bias_is_0_or_minus_infinity_and_lies_as_the_kernel_wants_it(masks, keys):
    names = exported(TITLE, masks, keys, keys)
    heads = len(masks) if isinstance(masks, list) else 3
    query = torch.zeros(2, keys, heads, 4, dtype=torch.float16)
    bias = names["bias_for"](query)
    assert bias.dtype == query.dtype and bias.shape == (2, heads, keys, keys)
    assert all(stride % 8 == 0 for stride in bias.stride()[:-1]) and bias.stride(-1) == 1
    cells = pictures(masks if isinstance(masks, list) else [masks] * heads, keys, keys)
    for sample in bias:
        assert np.array_equal(sample == 0, cells)
        assert np.array_equal(sample == -torch.inf, ~cells)


@pytest.mark.parametrize("name", CLASSES)
def test_its_classes_stand_for_the_masks_they_make(name):
    mask_call, queries, keys = CLASSES[name]
    names = exported(TITLE, mask_call, queries, keys)
    assert type(names["bias"]) is getattr(attn_bias, name)
    made = names["bias"].materialize((queries, keys))
    assert np.array_equal(made == 0, pictures([mask_call], queries, keys)[0])


@every_mask
def test_a_class_makes_the_very_cells_at_every_corner(mask):
    for case in list(cases(mask))[::3]:
        mask_call = MaskCall(mask.name, case.params)
        names = exported(TITLE, mask_call, case.queries, case.keys, case.facts)
        if names.get("bias") is not None:
            made = names["bias"].materialize((case.queries, case.keys)) == 0
            assert np.array_equal(made, case.of(mask)), case


def test_a_class_is_taken_for_the_cells_and_not_for_the_name():
    """A window as wide as the text is causal, one beside padding has none; heads may be alike."""
    wide = exported(TITLE, MaskCall("sliding_window", {"window": 64}), 8, 8)
    assert type(wide["bias"]) is attn_bias.LowerTriangularMask
    assert "bias" not in exported(TITLE, Head((WIDE, PADDING)), 8, 8)
    assert exported(TITLE, [CAUSAL, CAUSAL], 3, 8)["bias"] is not None
    assert "bias" not in exported(TITLE, [CAUSAL, WIDE], 8, 8)
    assert exported(TITLE, MaskCall("full"), 8, 8)["bias"] is None
