"""Where JAX has the mask, ours is its own, cell by cell."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.experimental.pallas.ops.tpu.splash_attention import splash_attention_mask as splash

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (8, 3), (17, 17)]
SIDES = [(0, 0), (1, 1), (3, 0), (0, 2), (2, 5), (40, 1)]

sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)
sides = pytest.mark.parametrize(("left", "right"), SIDES)


def read_by_attention(queries: int, keys: int, **how) -> np.ndarray:
    """Which keys jax.nn really reads: scores are equal, values one key each."""
    q, k = jnp.zeros((1, queries, 1, keys)), jnp.zeros((1, keys, 1, keys))
    v = jnp.eye(keys)[None, :, None, :]
    return np.asarray(jax.nn.dot_product_attention(q, k, v, **how)[0, :, 0] > 0)


@sizes
@pytest.mark.parametrize("ahead", [0, 1, 4, -1, -3])
def test_splash_causal_with_offset(queries, keys, ahead):
    """Its offset counts from the first query, ours from the query's place in the text."""
    rule = splash.CausalMask((queries, keys), offset=ahead + keys - queries)
    ours = matrix(MASKS["causal_offset"], queries, keys, {"ahead": ahead})
    assert np.array_equal(ours, rule[:, :])


@sizes
@sides
def test_splash_local(queries, keys, left, right):
    rule = splash.LocalMask((queries, keys), (left, right), offset=keys - queries)[:, :]
    sides = {"left": left, "right": right}
    assert np.array_equal(matrix(MASKS["asymmetric_window"], queries, keys, sides), rule)
    if right == 0:
        ours = matrix(MASKS["window_back"], queries, keys, {"back": left})
        assert np.array_equal(ours, rule)
    if left == right:
        ours = matrix(MASKS["two_sided_window"], queries, keys, {"radius": left})
        assert np.array_equal(ours, rule)


@pytest.mark.parametrize("n", [1, 5, 17])
@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_splash_chunked_causal(n, size):
    ours = matrix(MASKS["chunked_causal"], n, n, {"size": size})
    assert np.array_equal(ours, splash.ChunkedCausalMask((n, n), size)[:, :])


@sides
def test_local_window_size_of_attention(left, right):
    n, sides = 9, {"left": left, "right": right}
    ours = matrix(MASKS["asymmetric_window"], n, n, sides)
    assert np.array_equal(ours, read_by_attention(n, n, local_window_size=(left, right)))
    if left == right:
        ours = matrix(MASKS["two_sided_window"], n, n, {"radius": left})
        assert np.array_equal(ours, read_by_attention(n, n, local_window_size=left))


@pytest.mark.parametrize("length", [1, 3, 6])
def test_lengths_of_queries_and_keys(length):
    real = (1,) * length + (0,) * (6 - length)
    ours = matrix(MASKS["key_query_padding"], 6, 6, facts={"real": real})
    lengths = jnp.array([length])
    read = read_by_attention(6, 6, query_seq_lengths=lengths, key_value_seq_lengths=lengths)
    assert np.array_equal(ours, read)


@pytest.mark.parametrize(("queries", "keys"), [(3, 8), (8, 3)])
def test_lengths_of_keys_where_the_queries_are_another_text(queries, keys):
    """Cross-attention: the keys are an encoder's, padded; key padding is all there is to it."""
    real = (1,) * (keys - 2) + (0, 0)
    ours = matrix(MASKS["key_padding"], queries, keys, facts={"real": real})
    read = read_by_attention(queries, keys, key_value_seq_lengths=jnp.array([keys - 2]))
    assert np.array_equal(ours, read)


@pytest.mark.parametrize(("queries", "keys"), [(5, 5), (3, 8), (8, 3)])
def test_is_causal(queries, keys):
    ours = matrix(MASKS["causal_upper_left"], queries, keys)
    assert np.array_equal(ours, read_by_attention(queries, keys, is_causal=True))
