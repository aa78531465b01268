"""What the masks' stories claim about layers and counts, checked on their matrices."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix


def reach(name: str, n: int, layers: int, **params: int) -> np.ndarray:
    """Which tokens a token can know of after so many layers, residual stream included."""
    one, known = matrix(MASKS[name], n, n, params), np.eye(n, dtype=bool)
    for _ in range(layers):
        known = known | (one.astype(int) @ known > 0)
    return known


def band(n: int, left: int, right: int) -> np.ndarray:
    distance = np.arange(n)[:, None] - np.arange(n)
    return (-right <= distance) & (distance <= left)


@pytest.mark.parametrize("layers", [1, 2, 4])
def test_windows_add_up_over_layers(layers):
    n = 24
    made = reach("sliding_window", n, layers, window=4)
    assert np.array_equal(made, band(n, 3 * layers, 0))
    made = reach("two_sided_window", n, layers, radius=2)
    assert np.array_equal(made, band(n, 2 * layers, 2 * layers))
    made = reach("asymmetric_window", n, layers, left=3, right=1)
    assert np.array_equal(made, band(n, 3 * layers, layers))


@pytest.mark.parametrize("stride", [1, 2, 5, 7])
def test_sparse_strided_reaches_all_before_in_two_layers(stride):
    n = 40
    assert np.array_equal(reach("sparse_strided", n, 2, stride=stride), band(n, n, 0))


@pytest.mark.parametrize("width", [1, 3, 5])
def test_axial_reaches_all_in_two_layers_with_few_keys(width):
    n = width * width
    assert reach("axial", n, 2, width=width).all()
    assert set(matrix(MASKS["axial"], n, n, {"width": width}).sum(1)) == {2 * width - 1}


@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_a_dilated_window_alone_splits_the_text_for_ever(dilation):
    n = 20
    made = reach("dilated_window", n, 20, reach=6, dilation=dilation)
    sets = np.arange(n) % dilation
    assert np.array_equal(made, sets[:, None] == sets)


def test_shifting_the_cuts_lets_news_cross_them():
    params = {"width": 6, "window": 2}
    still = reach("shifted_window", 36, 9, shift=0, **params)
    assert np.array_equal(still, matrix(MASKS["shifted_window"], 36, 36, {"shift": 0, **params}))
    one, other = (
        matrix(MASKS["shifted_window"], 36, 36, {"shift": shift, **params}).astype(int)
        for shift in (0, 1)
    )
    assert (np.linalg.matrix_power(one @ other, 5) > 0).all()


@pytest.mark.parametrize(("width", "height", "radius"), [(5, 4, 1), (4, 6, 1), (7, 5, 2)])
def test_every_pixel_of_a_neighbourhood_reads_equally_many(width, height, radius):
    params = {"width": width, "height": height, "radius": radius}
    made = matrix(MASKS["neighbourhood"], width * height, width * height, params)
    assert set(made.sum(1)) == {(2 * radius + 1) ** 2}


@pytest.mark.parametrize(("width", "keys"), [(0, 1), (1, 1), (4, 5), (5, 5), (6, 7)])
def test_a_window_by_width_reads_an_odd_number_of_keys(width, keys):
    assert matrix(MASKS["two_sided_width"], 21, 21, {"width": width})[10].sum() == keys


def test_block_causal_and_causal_with_offset_at_their_ends():
    n = 9
    causal, full = matrix(MASKS["causal"], n, n), matrix(MASKS["full"], n, n)
    assert np.array_equal(matrix(MASKS["block_causal"], n, n, {"size": 1}), causal)
    assert np.array_equal(matrix(MASKS["block_causal"], n, n, {"size": n}), full)
    assert np.array_equal(matrix(MASKS["causal_offset"], n, n, {"ahead": 0}), causal)
    strict = matrix(MASKS["strict_causal"], n, n)
    assert np.array_equal(matrix(MASKS["causal_offset"], n, n, {"ahead": -1}), strict)
    assert np.array_equal(~causal, matrix(MASKS["anti_causal"], n, n) & ~np.eye(n, dtype=bool))
