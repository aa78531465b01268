"""Documents of two lengths, against xformers, against flash-attn's words and by hand."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.text.lengths import bounds, lengths, readable

PAIRS = [((2, 3), (3, 4)), ((1, 1, 1), (4, 2, 5)), ((4, 1), (2, 6)), ((3,), (3,)), ((5, 2), (3, 9))]


def cells_of(queries, keys, causal) -> np.ndarray:
    """The mask, with its facts at the places of the last keys."""
    rows, tokens = sum(queries), sum(keys)
    before = [(0, 0)] * (tokens - rows)
    found = before + readable(queries, keys, rows, tokens, causal)
    facts = dict(zip(("first_key", "last_key"), zip(*found, strict=True), strict=True))
    return matrix(MASKS["varlen"], rows, tokens, facts=facts)


@pytest.mark.parametrize(("queries", "keys"), PAIRS)
@pytest.mark.parametrize("causal", [False, True])
def test_it_is_what_xformers_makes_of_two_lists_of_lengths(queries, keys, causal):
    theirs = pytest.importorskip("xformers.ops.fmha.attn_bias")
    kind = "BlockDiagonalCausalFromBottomRightMask" if causal else "BlockDiagonalMask"
    if causal and any(q > k for q, k in zip(queries, keys, strict=True)):
        pytest.skip("xformers refuses more queries than keys there")
    bias = getattr(theirs, kind).from_seqlens(queries, keys)
    read = (bias.materialize((sum(queries), sum(keys))) == 0).numpy()
    assert np.array_equal(cells_of(queries, keys, causal), read)


@pytest.mark.parametrize(("queries", "keys"), PAIRS)
def test_it_is_what_flash_attn_says_of_its_staircase(queries, keys):
    """If seqlen_q = 2 and seqlen_k = 5 it is 1 1 1 1 0, 1 1 1 1 1; of 5 and 2 three rows are 0."""
    found, row, key = cells_of(queries, keys, True), 0, 0
    for asks, holds in zip(queries, keys, strict=True):
        for i in range(asks):
            wanted = [
                key <= k < key + holds and k - key <= i + holds - asks for k in range(sum(keys))
            ]
            assert found[row + i].tolist() == wanted
        row, key = row + asks, key + holds


def test_lists_and_what_is_left_over():
    assert lengths("2, 6;x 4 -1 1.5") == [2, 6, 4]
    assert bounds([2, 3], 9) == [0, 2, 5, 9] and bounds([4, 9], 6) == [0, 4, 6, 6]
    assert readable([1], [2, 2], 3, 6, True) == [(0, 1), (2, 2), (2, 3)]
    assert readable([], [], 2, 3, False) == [(0, 2), (0, 2)]
    assert readable([1, 1, 1], [2], 3, 3, True) == [(0, 1), (2, 2), (1, 0)]
