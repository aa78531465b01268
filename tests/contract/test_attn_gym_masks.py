"""Where attention-gym has the mask, ours is its own, cell by cell."""

import numpy as np
import pytest
from attn_gym import masks as theirs
from torch.nn.attention.flex_attention import create_mask

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (8, 3), (17, 17)]
WIDTHS = [0, 1, 2, 5, 40]
IMAGES = [(5, 5), (5, 3), (3, 7), (6, 6)]  # (width, height)

sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)
widths = pytest.mark.parametrize("width", WIDTHS)


def made(mask_mod, queries: int, keys: int) -> np.ndarray:
    """The matrix of a mask_mod; the queries are the last ones, as ours are."""

    def moved(b, h, q, k):
        return mask_mod(b, h, q + keys - queries, k)

    return create_mask(moved, 1, 1, queries, keys, device="cpu")[0, 0].numpy()


@sizes
def test_causal(queries, keys):
    assert np.array_equal(
        matrix(MASKS["causal"], queries, keys), made(theirs.causal_mask, queries, keys)
    )


@sizes
@widths
def test_sliding_window_does_not_count_the_token_itself(queries, keys, width):
    rule = made(theirs.generate_sliding_window(width), queries, keys)
    ours = matrix(MASKS["window_back"], queries, keys, {"back": width})
    assert np.array_equal(ours, rule)
    counted = matrix(MASKS["sliding_window"], queries, keys, {"window": width + 1})
    assert np.array_equal(counted, rule)


@sizes
@widths
@pytest.mark.parametrize("dilation", [1, 2, 3, 7])
def test_dilated_sliding_window(queries, keys, width, dilation):
    ours = matrix(MASKS["dilated_window"], queries, keys, {"reach": width, "dilation": dilation})
    rule = theirs.generate_dilated_sliding_window(width, dilation)
    assert np.array_equal(ours, made(rule, queries, keys))


@sizes
@widths
def test_prefix_lm(queries, keys, width):
    ours = matrix(MASKS["prefix_lm"], queries, keys, {"prefix": width})
    assert np.array_equal(ours, made(theirs.generate_prefix_lm_mask(width), queries, keys))


@pytest.mark.parametrize("n", [1, 5, 12])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 40])
def test_the_clean_half_of_block_diffusion_is_block_causal(n, size):
    whole = made(theirs.generate_block_diffusion_mask(n, size), 2 * n, 2 * n)
    ours = {name: matrix(MASKS[name], n, n, {"size": size}) for name in ("block_causal", "chunk")}
    assert np.array_equal(ours["block_causal"], whole[n:, n:])
    assert np.array_equal(ours["chunk"], whole[:n, :n])


@pytest.mark.parametrize(("width", "height"), IMAGES)
@pytest.mark.parametrize("radius", [0, 1])
def test_natten_of_one_tile(width, height, radius):
    """Their tiled layout with the image as its only tile is the image row by row."""
    kernel = 2 * radius + 1
    rule = theirs.generate_tiled_natten(width, height, kernel, kernel, width, height)
    params = {"width": width, "height": height, "radius": radius}
    ours = matrix(MASKS["neighbourhood"], width * height, width * height, params)
    assert np.array_equal(ours, made(rule, width * height, width * height))
    assert set(ours.sum(1)) == {kernel * kernel}


@pytest.mark.parametrize(("width", "height"), IMAGES)
@pytest.mark.parametrize(("across", "down"), [(0, 1), (1, 0)])
def test_natten_of_one_tile_with_a_rectangle(width, height, across, down):
    rule = theirs.generate_tiled_natten(width, height, 2 * across + 1, 2 * down + 1, width, height)
    params = {"width": width, "height": height, "across": across, "down": down}
    ours = matrix(MASKS["neighbourhood_rectangle"], width * height, width * height, params)
    assert np.array_equal(ours, made(rule, width * height, width * height))
    assert set(ours.sum(1)) == {(2 * across + 1) * (2 * down + 1)}


@pytest.mark.parametrize(("width", "height"), IMAGES)
def test_natten_without_tiles_is_right_on_square_images_only(width, height):
    """It measures rows by the width of the image; on 5 by 3 some pixels read no row at all."""
    n = width * height
    rule = made(theirs.generate_natten(width, height, 3, 3), n, n)
    ours = matrix(MASKS["neighbourhood"], n, n, {"width": width, "height": height, "radius": 1})
    assert np.array_equal(ours, rule) == (width == height)
