"""Where torch has the mask, ours is torch's own, cell by cell."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.attention import bias
from torch.nn.functional import scaled_dot_product_attention

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (8, 3), (17, 17)]
PADDINGS = [(1, 1, 1, 0, 0), (0, 0, 1, 1, 1), (1, 0, 1, 1, 1), (0, 0, 0, 0, 1)]

square = pytest.mark.parametrize("n", [1, 2, 5, 17])
sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)


def read_by_sdpa(queries: int, keys: int, **how) -> np.ndarray:
    """Which keys torch's attention really reads: scores are equal, values one key each."""
    q, k, v = torch.zeros(1, 1, queries, 8), torch.zeros(1, 1, keys, 8), torch.eye(keys)[None, None]
    return (scaled_dot_product_attention(q, k, v, **how)[0, 0] > 0).numpy()


@sizes
def test_causal_upper_left(queries, keys):
    ours = matrix(MASKS["causal_upper_left"], queries, keys)
    theirs = bias.causal_upper_left(queries, keys)
    assert np.array_equal(ours, read_by_sdpa(queries, keys, attn_mask=theirs))


@sizes
def test_is_causal(queries, keys):
    ours = matrix(MASKS["causal_upper_left"], queries, keys)
    assert np.array_equal(ours, read_by_sdpa(queries, keys, is_causal=True))


@sizes
@pytest.mark.filterwarnings("ignore:Lower right causal bias")
def test_causal_lower_right(queries, keys):
    ours = matrix(MASKS["causal"], queries, keys)
    theirs = bias.causal_lower_right(queries, keys)
    assert np.array_equal(ours, read_by_sdpa(queries, keys, attn_mask=theirs))


@sizes
def test_full_is_no_mask(queries, keys):
    assert np.array_equal(matrix(MASKS["full"], queries, keys), read_by_sdpa(queries, keys))


@square
def test_generate_square_subsequent_mask(n):
    theirs = nn.Transformer.generate_square_subsequent_mask(n)  # 0 may read, −∞ blocks
    assert np.array_equal(matrix(MASKS["causal"], n, n), (theirs == 0).numpy())


@square
def test_tril(n):
    theirs = torch.ones(n, n, dtype=torch.bool)
    assert np.array_equal(matrix(MASKS["causal"], n, n), theirs.tril())
    assert np.array_equal(matrix(MASKS["strict_causal"], n, n), theirs.tril(diagonal=-1))


@square
@pytest.mark.parametrize("window", [1, 2, 4, 40])
def test_sliding_window_is_a_band(n, window):
    band = torch.ones(n, n, dtype=torch.bool).tril().triu(diagonal=1 - window)
    assert np.array_equal(matrix(MASKS["sliding_window"], n, n, {"window": window}), band)


@square
@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_chunk_is_block_diagonal(n, size):
    blocks = torch.block_diag(*[torch.ones(size, size)] * -(-n // size))[:n, :n] > 0
    assert np.array_equal(matrix(MASKS["chunk"], n, n, {"size": size}), blocks)


@pytest.mark.parametrize("real", PADDINGS)
@pytest.mark.parametrize("queries", [1, 3, 5, 9])
def test_key_padding_of_multihead_attention(real, queries):
    torch.manual_seed(0)
    attention = nn.MultiheadAttention(8, 1, batch_first=True)
    query, key = torch.randn(1, queries, 8), torch.randn(1, len(real), 8)
    padding = torch.tensor([real]) == 0  # there True means padding
    weights = attention(query, key, key, key_padding_mask=padding)[1][0]
    ours = matrix(MASKS["key_padding"], queries, len(real), facts={"real": real})
    assert np.array_equal(ours, (weights > 0).numpy())


@pytest.mark.parametrize("real", [p for p in PADDINGS if p[0]])  # an empty row is NaN there
def test_causal_and_padding_of_multihead_attention(real):
    torch.manual_seed(0)
    n = len(real)
    attention = nn.MultiheadAttention(8, 1, batch_first=True)
    x = torch.randn(1, n, 8)
    blocked = ~torch.ones(n, n, dtype=torch.bool).tril()
    padding = torch.tensor([real]) == 0
    weights = attention(x, x, x, attn_mask=blocked, key_padding_mask=padding)[1][0]
    ours = matrix(MASKS["causal_padding"], n, n, facts={"real": real})
    assert np.array_equal(ours, (weights > 0).numpy())
