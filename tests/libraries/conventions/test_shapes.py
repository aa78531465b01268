"""Where a mask's axes land, against torch and against a hand."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from maskviz.libraries.conventions.shapes import SHAPES, Sizes, landing, padding_by_chance

ORDINARY = Sizes(2, 3, 4, 5)


def outcomes(sizes: Sizes) -> dict[str, tuple[str, str]]:
    made = {", ".join(axes): landing(axes, sizes) for axes in SHAPES}
    return {name: (found.outcome, found.mha_outcome) for name, found in made.items()}


def test_shapes_of_ordinary_sizes():
    assert outcomes(ORDINARY) == {
        "q, k": ("fits", "fits"),
        "B, 1, 1, k": ("fits", "refused"),
        "B, 1, q, k": ("fits", "refused"),
        "B, H, q, k": ("fits", "refused"),
        "B, k": ("refused", "refused"),
        "B, q, k": ("refused", "refused"),
        "B·H, q, k": ("refused", "fits"),
    }


@pytest.mark.parametrize(
    ("sizes", "shape", "outcome"),
    [
        (Sizes(4, 3, 4, 5), "B, k", ("by chance", "by chance")),
        (Sizes(3, 3, 4, 5), "B, q, k", ("by chance", "refused")),
        (Sizes(1, 3, 4, 5), "B, k", ("fits", "refused")),
        (Sizes(1, 3, 4, 5), "B·H, q, k", ("fits", "fits")),
        (Sizes(2, 1, 4, 5), "B, q, k", ("refused", "fits")),
        (Sizes(1, 1, 1, 1), "B, k", ("fits", "fits")),
    ],
)
def test_sizes_that_agree(sizes, shape, outcome):
    assert outcomes(sizes)[shape] == outcome


@pytest.mark.parametrize("axes", SHAPES, ids=", ".join)
def test_a_refusal_is_torchs_own_message(axes):
    sizes, found = ORDINARY, landing(axes, ORDINARY)
    query, key = torch.randn(2, 3, 4, 8), torch.randn(2, 3, 5, 8)
    mask = torch.ones([sizes.of(axis) for axis in axes], dtype=torch.bool)
    if found.sdpa:
        with pytest.raises(RuntimeError) as caught:
            scaled_dot_product_attention(query, key, key, attn_mask=mask)
        assert " ".join(str(caught.value).split()) == found.sdpa
    if found.mha:
        attention = nn.MultiheadAttention(6, 3, batch_first=True)
        query, key = torch.randn(2, 4, 6), torch.randn(2, 5, 6)
        with pytest.raises((RuntimeError, AssertionError)) as caught:
            attention(query, key, key, attn_mask=~mask)
        assert " ".join(str(caught.value).split()) == found.mha


def test_a_padding_mask_taken_as_queries_and_keys():
    meant, taken = padding_by_chance(Sizes(3, 2, 3, 4))
    assert np.array_equal(meant, np.array([[1, 1, 1, 0]] * 3, dtype=bool))
    assert np.array_equal(taken, np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0]], dtype=bool))


@pytest.mark.parametrize("sizes", [ORDINARY, Sizes(1, 1, 1, 1), Sizes(1, 2, 1, 5)])
def test_no_picture_where_the_padding_mask_is_not_mistaken(sizes):
    assert padding_by_chance(sizes) is None
