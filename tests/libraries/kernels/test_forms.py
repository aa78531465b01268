"""A form is read off a matrix exactly when the matrix is of that form."""

from itertools import product

import numpy as np
import pytest

from maskviz.libraries.kernels import Form, form_of
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from tests.libraries.kernels.draw import drawn, run

N = 6
LIMITS = (None, 0, 1, 2)
BANDS = [Form(left, right) for left, right in product(LIMITS, LIMITS)]
FORMS = {  # by hand: what each mask is to a kernel that knows only forms
    "full": Form(None, None),
    "causal": Form(None, 0),
    "causal_upper_left": Form(None, 0, upper_left=True),
    "causal_offset": Form(None, 1),
    "anti_causal": Form(0, None),
    "sliding_window": Form(3, 0),
    "window_back": Form(3, 0),
    "two_sided_window": Form(2, 2),
    "two_sided_width": Form(2, 2),
    "asymmetric_window": Form(3, 1),
    "chunk": Form(None, None, pieces=True),
    "chunked_causal": Form(None, 0, pieces=True),
}
NONE = (
    *("strict_causal", "prefix_lm", "block_causal", "sink_window", "chunk_lookback"),
    *("dilated_window", "stride_only", "stride_block", "sparse_fixed", "sparse_strided"),
    *("axial", "neighbourhood", "neighbourhood_rectangle", "shifted_window"),
)


def form(cells, **how):
    return form_of(cells, cells[-3:], **how)


def of(name, queries, keys):
    return matrix(MASKS[name], queries, keys)


@pytest.mark.parametrize("name", FORMS)
def test_the_form_of_a_mask(name):
    assert form_of(of(name, 20, 20), of(name, 10, 20)) == FORMS[name]


@pytest.mark.parametrize("name", NONE)
def test_a_mask_without_a_form(name):
    assert form_of(of(name, 20, 20), of(name, 10, 20)) is None


@pytest.mark.parametrize("name", FORMS)
def test_what_was_read_at_one_size_holds_at_others(name):
    found = FORMS[name]
    assert np.array_equal(run(found, of(name, 33, 33)), of(name, 33, 33))
    if not found.pieces:
        assert np.array_equal(drawn(found, 7, 33), of(name, 7, 33))
        assert np.array_equal(drawn(found, 9, 5), of(name, 9, 5))


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.window)
def test_every_band_in_every_cut_is_recognised(band):
    for cuts in product((False, True), repeat=N - 1):
        piece = np.cumsum([0, *cuts])
        cells = drawn(band, N, N) & (piece[:, None] == piece)
        found = form(cells)
        assert found is not None and np.array_equal(run(found, cells), cells), cuts


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.window)
@pytest.mark.parametrize("cut", [0, 2])
def test_it_is_recognised_in_what_padding_leaves(band, cut):
    kept = np.array([0, 1, 1, 0, 1, 1, 0], bool)  # the queries of `last` as well
    inner = drawn(band, 4, 4)
    if cut:
        inner &= (np.arange(4) < cut)[:, None] == (np.arange(4) < cut)
    cells = np.zeros((7, 7), bool)
    cells[np.ix_(kept, kept)] = inner
    found = form(cells)
    assert found.taken and np.array_equal(run(found, cells), cells)
    cells[3, 1] = True  # a row of padding, which only padding may have
    assert form(cells, padding=True) == found
    assert form(cells) is None


@pytest.mark.parametrize("name", [*FORMS, *NONE])
def test_one_cell_more_or_less_is_noticed(name):
    cells = of(name, 8, 8)
    for q, k in np.ndindex(8, 8):
        changed = cells.copy()
        changed[q, k] ^= True
        found = form(changed)
        assert found is None or np.array_equal(run(found, changed), changed), (q, k)


def test_a_secret_that_still_reads_is_taken_out_of_the_keys_alone():
    cells = np.ones((5, 5), bool)
    cells[:, 2] = False
    assert form(cells) == Form(None, None, taken=True)
    cells[2, 0] = False
    assert form(cells) is None


def test_nothing_at_all_is_no_form():
    assert form(np.zeros((5, 5), bool)) is None


def test_few_queries_tell_the_two_corners_apart():
    square = np.tri(6, dtype=bool)
    assert form_of(square, square[-2:]) == Form(None, 0)
    assert form_of(square, square[:2]) == Form(None, 0, upper_left=True)
    assert form_of(square, np.ones((2, 6), bool)) is None


def test_a_window_is_written_as_kernels_take_it():
    assert Form(3, 0).window == "(3, 0)" and Form(None, 1).window == "(length, 1)"
