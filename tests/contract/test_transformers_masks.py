"""Where transformers has the mask, ours is the one it hands to attention, cell by cell."""

import numpy as np
import pytest
import torch
from transformers import MistralConfig
from transformers import masking_utils as theirs

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

SIZES = [(1, 1), (5, 5), (3, 8), (1, 7), (8, 3), (13, 13)]
WIDTHS = [1, 2, 3, 5, 40]
PADDINGS = [(1,) * 7, (1, 1, 1, 1, 1, 0, 0), (0, 0, 1, 1, 1, 1, 1), (0,) * 7, (1, 0, 1, 1, 0, 1, 1)]

sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)
widths = pytest.mark.parametrize("width", WIDTHS)
paddings = pytest.mark.parametrize("real", PADDINGS)


def sdpa_mask(queries: int, keys: int, rule, real=None) -> np.ndarray:
    """What transformers gives to torch: the queries are the last ones, as with a cache."""
    made = theirs.sdpa_mask(
        batch_size=1,
        q_length=queries,
        kv_length=keys,
        q_offset=keys - queries,
        mask_function=rule,
        attention_mask=None if real is None else torch.tensor([real], dtype=torch.bool),
        allow_is_causal_skip=False,
    )
    return made[0, 0].expand(queries, keys).numpy()


@sizes
def test_causal(queries, keys):
    ours = matrix(MASKS["causal"], queries, keys)
    assert np.array_equal(ours, sdpa_mask(queries, keys, theirs.causal_mask_function))


@pytest.mark.parametrize(("queries", "keys"), [(q, k) for q, k in SIZES if q <= k])
def test_bidirectional(queries, keys):
    ours = matrix(MASKS["full"], queries, keys)
    assert np.array_equal(ours, sdpa_mask(queries, keys, theirs.bidirectional_mask_function))


@sizes
@widths
def test_sliding_window(queries, keys, width):
    ours = matrix(MASKS["sliding_window"], queries, keys, {"window": width})
    rule = theirs.sliding_window_causal_mask_function(width)
    assert np.array_equal(ours, sdpa_mask(queries, keys, rule))


@sizes
@widths
def test_chunk(queries, keys, width):
    ours = matrix(MASKS["chunk"], queries, keys, {"size": width})
    rule = theirs.chunked_overlay(width, left_padding=torch.zeros(1, dtype=torch.long))
    assert np.array_equal(ours, sdpa_mask(queries, keys, rule))


@sizes
@widths
def test_chunked_causal(queries, keys, width):
    ours = matrix(MASKS["chunked_causal"], queries, keys, {"size": width})
    rule = theirs.chunked_causal_mask_function(width, torch.zeros(1, dtype=torch.long))
    assert np.array_equal(ours, sdpa_mask(queries, keys, rule))


@pytest.mark.parametrize("padded", [0, 2, 3, 7])
@pytest.mark.parametrize("queries", [1, 4, 7])
@widths
def test_chunks_begin_at_the_first_real_token(queries, padded, width):
    """What transformers makes of a row that is padded on the left; both masks at once are not it:
    with cuts from the left edge and the padding blocked, some cell is another."""
    keys, real = 7, (0,) * padded + (1,) * (7 - padded)
    place = tuple(max(token - padded, 0) for token in range(keys))
    ours = matrix(
        MASKS["chunked_causal_padded"],
        queries,
        keys,
        {"size": width},
        {"real": real, "position": place},
    )
    rule = theirs.chunked_causal_mask_function(width, torch.tensor([padded]))
    assert np.array_equal(ours, sdpa_mask(queries, keys, rule, real))
    facts = {"real": real}
    both = matrix(MASKS["chunked_causal"], queries, keys, {"size": width})
    both &= matrix(MASKS["key_padding"], queries, keys, facts=facts)
    if padded in (2, 3) and queries == 7 and width == 5:
        assert not np.array_equal(ours, both)


@paddings
@pytest.mark.parametrize("queries", [1, 4, 7])
def test_padding(real, queries):
    facts, keys = {"real": real}, len(real)
    both = sdpa_mask(queries, keys, theirs.causal_mask_function, real)
    assert np.array_equal(matrix(MASKS["causal_padding"], queries, keys, facts=facts), both)
    columns = sdpa_mask(queries, keys, theirs.bidirectional_mask_function, real)
    assert np.array_equal(matrix(MASKS["key_padding"], queries, keys, facts=facts), columns)


@pytest.mark.parametrize("groups", [(0, 0, 0, -1, -1, -1), (0, -1, -1), (0, 0, 0, 0)])
def test_prefix_as_a_block_of_its_own(groups):
    """A prefix is a first block that reads itself both ways; the rest is causal."""
    n, prefix = len(groups), groups.count(0)
    rule = theirs.or_masks(
        theirs.causal_mask_function, theirs.blockwise_overlay(torch.tensor([groups]))
    )
    ours = matrix(MASKS["prefix_lm"], n, n, {"prefix": prefix})
    assert np.array_equal(ours, sdpa_mask(n, n, rule))


@paddings
def test_the_function_a_model_calls(real):
    """Mistral's own call for its window, padding included."""
    config = MistralConfig(sliding_window=3, attn_implementation="sdpa")
    made = theirs.create_sliding_window_causal_mask(
        config,
        inputs_embeds=torch.zeros(1, 7, 8),
        attention_mask=torch.tensor([real]),
        past_key_values=None,
        allow_is_causal_skip=False,
    )
    ours = matrix(MASKS["sliding_window"], 7, 7, {"window": 3})
    ours &= matrix(MASKS["key_padding"], 7, 7, facts={"real": real})
    assert np.array_equal(ours, made[0, 0].numpy())
