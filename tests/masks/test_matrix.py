"""Predicates become matrices, queries last, and a matrix tells what it holds."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import arguments, density, empty_rows, matrix, reads_future, view_of
from maskviz.masks.painting import POSITIONS
from tests.contract.cases import settings

CAUSAL, WINDOW, PADDING = MASKS["causal"], MASKS["sliding_window"], MASKS["key_padding"]


def test_rows_are_queries_and_true_may_read():
    assert matrix(CAUSAL, 3, 3).tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]


def test_fewer_queries_are_the_last_ones():
    assert np.array_equal(matrix(CAUSAL, 2, 5), matrix(CAUSAL, 5, 5)[3:])


def test_an_offset_of_ones_own():
    assert matrix(CAUSAL, 2, 4, offset=0).tolist() == [[1, 0, 0, 0], [1, 1, 0, 0]]
    moved = matrix(MASKS["causal_upper_left"], 2, 4, offset=1)
    assert moved.tolist() == [[1, 0, 0, 0], [1, 1, 0, 0]]


def test_parameters_default_to_the_signature():
    assert np.array_equal(matrix(WINDOW, 9, 9), matrix(WINDOW, 9, 9, {"window": 4}))
    assert not np.array_equal(matrix(WINDOW, 9, 9), matrix(WINDOW, 9, 9, {"window": 5}))


def test_a_rule_about_keys_only_fills_every_row_and_can_be_written_to():
    allowed = matrix(PADDING, 2, 3, facts={"real": [1, 1, 0]})
    assert allowed.tolist() == [[1, 1, 0], [1, 1, 0]]
    allowed[0, 2] = True
    assert allowed.tolist() == [[1, 1, 1], [1, 1, 0]]


def test_no_tokens_no_cells():
    assert matrix(CAUSAL, 0, 0).shape == (0, 0)
    assert matrix(PADDING, 0, 0, facts={"real": []}).shape == (0, 0)
    assert matrix(MASKS["levels"], 0, 3, facts={"level": [0, 1, 2]}).shape == (0, 3)


def test_a_missing_fact_is_named():
    with pytest.raises(ValueError, match="Key padding needs 'real' for every token"):
        matrix(PADDING, 3, 3)


def test_too_few_facts_are_counted():
    with pytest.raises(ValueError, match=r"'real' at positions 0 to 4; 3 tokens have it"):
        matrix(PADDING, 5, 5, facts={"real": [1, 1, 1]})


@pytest.mark.parametrize(
    ("queries", "keys", "offset", "where"),
    [(5, 3, None, "-2 to 2"), (2, 3, 2, "0 to 3"), (1, 3, -1, "-1 to 2")],
)
def test_a_query_that_is_no_token_has_no_facts(queries, keys, offset, where):
    with pytest.raises(ValueError, match=f"'level' at positions {where}; 3 tokens have it"):
        matrix(MASKS["levels"], queries, keys, facts={"level": [0, 1, 2]}, offset=offset)


def test_more_facts_than_keys_are_left_over():
    facts = {"level": [0, 3, 1, 2]}
    assert matrix(MASKS["levels"], 2, 3, facts=facts, offset=2).tolist() == [[1, 0, 1], [1, 0, 1]]


def test_density_is_the_share_of_open_cells():
    assert density(matrix(CAUSAL, 4, 4)) == 10 / 16
    assert density(matrix(MASKS["full"], 3, 5)) == 1.0
    assert density(np.zeros((0, 0), dtype=bool)) == 0.0


def test_empty_rows_are_numbered():
    assert empty_rows(matrix(MASKS["strict_causal"], 3, 3)).tolist() == [0]
    assert empty_rows(matrix(CAUSAL, 5, 3)).tolist() == [0, 1]
    assert empty_rows(matrix(CAUSAL, 3, 3)).tolist() == []


def test_reading_the_future():
    assert not reads_future(matrix(CAUSAL, 5, 5))
    assert reads_future(matrix(MASKS["chunk"], 5, 5))
    lower_right = matrix(CAUSAL, 2, 5)
    assert reads_future(lower_right) and not reads_future(lower_right, offset=3)
    both = np.stack([matrix(CAUSAL, 3, 3), matrix(MASKS["full"], 3, 3)])
    assert reads_future(both)


@pytest.mark.parametrize("name", MASKS)
def test_short_numbers_lose_nothing_at_the_largest_size(name):
    """Up to 2,048 tokens positions have 32 bits: the same cells as with 64, at all corners."""
    mask, n = MASKS[name], POSITIONS
    facts = {f.name: np.arange(n) % (f.kind.high + 1) for f in mask.facts}
    for params in settings(mask):
        rows = slice(0, n, 101)
        known = arguments(mask, params, facts, view_of(n, n))
        wide = mask.rule(np.arange(n)[rows, None], np.arange(n)[None, :], **known)
        found = matrix(mask, n, n, params, facts)[rows]
        assert np.array_equal(found, np.broadcast_to(wide, found.shape)), params
