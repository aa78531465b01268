"""Rows as stretches, blocks and reach, each against the predicate of the mask cell by cell."""

import numpy as np
import pytest

from maskviz.architectures import LayerMask, cells, reached, read_config
from maskviz.architectures.blocks import MOST, shares
from maskviz.architectures.patches import reached_patches
from maskviz.architectures.spans import UNBROKEN, spans

MASKS = [
    LayerMask("causal"),
    LayerMask("full"),
    *(LayerMask.of("sliding_window", window=n) for n in (1, 5, 40, 4096)),
    *(LayerMask.of("chunked_causal", size=n) for n in (1, 7, 64)),
    *(LayerMask.of("prefix_lm", prefix=n) for n in (0, 1, 9, 300)),
    *(LayerMask.of("two_sided_window", radius=n) for n in (0, 3, 99)),
    *(LayerMask.of("two_sided_width", width=n) for n in (1, 6, 7)),
]


@pytest.mark.parametrize("mask", MASKS, ids=str)
@pytest.mark.parametrize("tokens", [1, 2, 23, 70])
def test_a_row_begins_and_ends_where_the_predicate_says(mask, tokens):
    first, last = spans(mask, np.arange(tokens), tokens)
    k = np.arange(tokens)[None, :]
    inside = (first[:, None] <= k) & (k <= last[:, None])
    assert np.array_equal(inside, cells(mask, tokens))


def test_all_unbroken_masks_were_tried():
    assert {mask.name for mask in MASKS} == {*UNBROKEN}
    with pytest.raises(ValueError, match="gaps"):
        spans(LayerMask.of("shifted_window", width=4, window=2, shift=1), np.arange(4), 4)


@pytest.mark.parametrize(
    "mask", [*MASKS, LayerMask.of("shifted_window", width=9, window=3, shift=1)]
)
@pytest.mark.parametrize(("tokens", "side"), [(1, 64), (50, 8), (90, 9), (130, 64)])
def test_blocks_count_every_cell(mask, tokens, side):
    edges = np.linspace(0, tokens, min(side, tokens) + 1).astype(int)
    whole = cells(mask, tokens)
    for row in range(len(edges) - 1):
        for column in range(len(edges) - 1):
            block = whole[edges[row] : edges[row + 1], edges[column] : edges[column + 1]]
            assert shares(mask, tokens, side=side)[row, column] == block.mean()


def test_a_window_at_real_size():
    found = shares(LayerMask.of("sliding_window", window=4096), 8192)
    assert found.shape == (64, 64) and found[40, 20] == 1 and found[40, 0] == 0
    assert 0 < found[40, 8] < 1 and 0 < found[40, 40] < 1
    with pytest.raises(ValueError, match="131,073"):
        shares(LayerMask("causal"), MOST + 1)


@pytest.mark.parametrize("token", [0, 11, 22])
def test_reach_is_the_product_of_the_matrices(token):
    rng = np.random.default_rng(token)
    for _ in range(20):
        stack = [MASKS[i] for i in rng.integers(0, len(MASKS), 4)]
        seen = np.eye(23, dtype=bool)
        for depth, mask in enumerate(stack):
            seen = cells(mask, 23) @ seen  # a query has what its keys had
            assert reached(stack, token, 23)[depth] == seen[token].sum()


def test_a_rectangle_of_blocks():
    assert (shares(LayerMask("full"), 448, 1500) == 1).all()
    found = shares(LayerMask.of("sliding_window", window=3), 5, 7)
    assert np.array_equal(found, cells(LayerMask.of("sliding_window", window=3), 5, 7))


@pytest.mark.parametrize("depths", [[1, 1], [2, 2], [3, 1, 2]])
@pytest.mark.parametrize("window", [2, 4])
def test_how_far_a_patch_sees_is_the_product_of_the_matrices(depths, window):
    sizes = {"image_size": 32, "patch_size": 2, "window_size": window, "depths": depths}
    model = read_config({"model_type": "swin", **sizes})
    seen, side = np.eye(256, dtype=bool), 16
    for number, found in enumerate(reached_patches(model)):
        here = model.sides[number]
        if here < side:  # four patches become one
            parent = np.arange(side) // 2
            parents = (parent[:, None] * here + parent[None, :]).ravel()
            seen, side = np.equal.outer(np.arange(here**2), parents) @ seen, here
        seen = cells(model.layers[number].mask, here**2) @ seen
        middle = here // 2 * here + here // 2
        assert found == seen[middle].sum()
