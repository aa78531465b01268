"""What is painted: flipped cells and biases, kept by position and read from anybody."""

import numpy as np
import pytest

from maskviz.masks.painting import POSITIONS, flipped, painted_bias, read_biases


def cell(q, k):
    return q * POSITIONS + k


def test_flips_are_positions_and_wait_outside():
    allowed = np.zeros((2, 4), dtype=bool)
    painted = flipped(allowed, [cell(5, 1), cell(6, 3), cell(4, 0), cell(7, 0), cell(5, 4)], 5)
    assert painted.tolist() == [[False, True, False, False], [False, False, False, True]]
    assert not allowed.any()


def test_biases_are_positions_and_wait_outside():
    biases = [[-2, [cell(5, 0), cell(9, 0)]], [1.5, [cell(6, 3), cell(6, 4)]]]
    added = painted_bias(biases, 2, 4, 5)
    assert added.dtype == np.float32
    assert added.tolist() == [[-2, 0, 0, 0], [0, 0, 0, 1.5]]
    assert not painted_bias([], 2, 4).any()


def test_biases_come_into_one_form():
    found = [[1.5, [9, 3]], [-2, [4]], [20, [0]], [-20.0, [POSITIONS**2 - 1]]]
    expected = ((-20.0, (POSITIONS**2 - 1,)), (-2.0, (4,)), (1.5, (3, 9)), (20.0, (0,)))
    again = [[bias, list(cells)] for bias, cells in expected]
    assert read_biases(found) == expected == read_biases(again)
    assert read_biases([]) == ()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({}, "are a list, not dict"),
        ("1", "are a list, not str"),
        ([3], "a number and the list"),
        ([[1.5]], "a number and the list"),
        ([[1.5, 3]], "a number and the list"),
        ([[1.5, [3], 0]], "a number and the list"),
        ([["1.5", [3]]], "by 0.5, not '1.5'"),
        ([[True, [3]]], "not True"),
        ([[1.3, [3]]], "not 1.3"),
        ([[20.5, [3]]], "not 20.5"),
        ([[float("nan"), [3]]], "not nan"),
        ([[float("-inf"), [3]]], "not -inf"),
        ([[10**400, [3]]], "not 1000"),
        ([[[1], [3]]], "not list"),
        ([[1, [3.0]]], "no position"),
        ([[1, [-1]]], "no position"),
        ([[1, [POSITIONS**2]]], "no position"),
        ([[1, [True]]], "no position"),
        ([[1, [[]]]], "no position"),
        ([[0, [3]]], "bias 0 is 0"),
        ([[1, []]], "has no cells"),
        ([[1, [3]], [1.0, [4]]], "bias 1 is 0, has no cells or is listed twice"),
        ([[1, [3, 3]]], "a cell of bias 1 is listed twice"),
        ([[1, [3]], [2, [3]]], "a cell of bias 2 is listed twice"),
    ],
)
def test_what_is_no_painting_is_refused(found, said):
    with pytest.raises(ValueError, match=said.replace("'", ".")):
        read_biases(found)
