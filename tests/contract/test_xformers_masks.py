"""Where xformers has the mask, ours is the one it hands to attention, cell by cell."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

theirs = pytest.importorskip("xformers.ops.fmha.attn_bias")

SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (17, 17)]
LENGTHS = [(1,), (3, 2, 4), (1, 1, 5), (2, 6, 1, 3)]

sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)
lengths = pytest.mark.parametrize("lengths", LENGTHS)


def read(bias, queries: int, keys: int) -> np.ndarray:
    """Its matrix is added to the scores: 0 may be read, −∞ is blocked."""
    return (bias.materialize((queries, keys)) == 0).numpy()


def facts_of(lengths: tuple[int, ...]) -> dict:
    return {"doc": tuple(number for number, length in enumerate(lengths) for _ in range(length))}


@lengths
@pytest.mark.parametrize(
    ("name", "bias"),
    [("document", "BlockDiagonalMask"), ("document_causal", "BlockDiagonalCausalMask")],
)
def test_documents(lengths, name, bias):
    n = sum(lengths)
    ours = matrix(MASKS[name], n, n, facts=facts_of(lengths))
    assert np.array_equal(ours, read(getattr(theirs, bias).from_seqlens(lengths), n, n))


@pytest.mark.parametrize("many", [1, 2, 3])
@pytest.mark.parametrize("window", [1, 2, 3])
def test_documents_of_equal_length_are_chunks(many, window):
    n, lengths = 4 * many, [4] * many
    ours = matrix(MASKS["chunked_causal"], n, n, {"size": 4})
    assert np.array_equal(ours, matrix(MASKS["document_causal"], n, n, facts=facts_of(lengths)))
    local = theirs.BlockDiagonalCausalMask.from_seqlens(lengths).make_local_attention(window)
    band = matrix(MASKS["sliding_window"], n, n, {"window": window})
    assert np.array_equal(ours & band, read(local, n, n))


@sizes
def test_both_causal_classes(queries, keys):
    upper = read(theirs.LowerTriangularMask(), queries, keys)
    assert np.array_equal(matrix(MASKS["causal_upper_left"], queries, keys), upper)
    lower = read(theirs.LowerTriangularFromBottomRightMask(), queries, keys)
    assert np.array_equal(matrix(MASKS["causal"], queries, keys), lower)


@sizes
@pytest.mark.parametrize("window", [1, 2, 5])
def test_a_window_counts_the_token_itself(queries, keys, window):
    bias = theirs.LowerTriangularFromBottomRightLocalAttentionMask(window)
    ours = matrix(MASKS["sliding_window"], queries, keys, {"window": window})
    assert np.array_equal(ours, read(bias, queries, keys))


@pytest.mark.parametrize("queries", [1, 2])
def test_one_new_query_over_the_cache(queries):
    """Aligned at the lower right it reads all; at the upper left the first key alone."""
    ours = matrix(MASKS["decode_step"], queries, 6)
    assert np.array_equal(ours, read(theirs.LowerTriangularFromBottomRightMask(), queries, 6))
    assert ours[-1].all()
    upper = read(theirs.LowerTriangularMask(), queries, 6)
    assert upper[0].tolist() == [True] + [False] * 5
