"""Each library's own attention reads what the picture says, and its output is torch's."""

import numpy as np
import pytest
import torch

from maskviz.libraries.export import Head
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from tests.libraries.export.attend import WAYS, draw, keras, reference
from tests.libraries.export.samples import (
    BARE,
    CAUSAL,
    FACTS,
    PADDING,
    PAINTED,
    WIDE,
    exported,
    pictures,
)

LIBRARIES = pytest.mark.parametrize("title", WAYS)
HEADS = 3  # where one mask serves them all; few shapes keep JAX from compiling again
CASES = {
    "square": (WIDE, 8, 8),
    "painted": (PAINTED, 8, 8),
    "fewer queries": (Head((WIDE, PADDING)), 3, 8),
    "more queries": (CAUSAL, 8, 5),
    "each head": ([WIDE, PAINTED, Head()], 8, 8),
    "each head, fewer queries": ([WIDE, PADDING, Head()], 3, 8),
    "an empty row": (BARE[0], 8, 8),
    "empty rows of some heads": ([*BARE, Head()], 8, 8),
}


def masks_of(masks) -> list:
    return masks if isinstance(masks, list) else [masks] * HEADS


@LIBRARIES
@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_weights_are_torchs_and_stand_where_the_picture_is_open(title, case):
    """Values that are one-hot give the weights back: key k of a row is read or is 0."""
    masks, queries, keys = case
    cells = pictures(masks_of(masks), queries, keys)
    query, _ = draw(HEADS, queries, keys, keys)
    one_hot = torch.eye(keys).expand(2, HEADS, keys, keys)
    weights = WAYS[title](exported(title, masks, queries, keys), query, one_hot, one_hot)
    assert weights.shape == (2, *cells.shape)
    for sample in weights:
        assert np.array_equal(sample.numpy() > 0, cells)
    expected = reference(cells, query, one_hot, one_hot)
    torch.testing.assert_close(weights, expected, atol=1e-5, rtol=1e-4)


@LIBRARIES
def test_every_mask_as_a_head(title):
    heads = [
        MaskCall(name) for name, mask in MASKS.items() if {p.name for p in mask.facts} <= {*FACTS}
    ]
    cells = pictures(heads, 8, 8)
    query, key = draw(len(heads), 8, 8, 4)
    out = WAYS[title](exported(title, heads, 8, 8), query, key, key)
    torch.testing.assert_close(out, reference(cells, query, key, key), atol=1e-5, rtol=1e-4)


def test_the_blocks_of_flex_attention_are_those_that_are_read():
    """300 tokens are 3 x 3 blocks of 128; each head has its own."""
    masks = [
        MaskCall("causal"),
        MaskCall("sliding_window", {"window": 9}),
        MaskCall("chunk", {"size": 100}),
    ]
    made = exported("FlexAttention", masks, 300, 300)["block_mask"]
    assert made.shape == (1, 3, 300, 300)
    cells = np.pad(pictures(masks, 300, 300), ((0, 0), (0, 84), (0, 84)))
    blocks = cells.reshape(3, 3, 128, 3, 128).any((2, 4))
    assert np.array_equal(made.to_dense()[0].bool().numpy(), blocks)


def averaged(title: str, query: torch.Tensor) -> torch.Tensor:
    """An empty row, where the program was not told that there is one."""
    bare, unmended = exported(title, BARE[0], 8, 8), exported(title, CAUSAL, 8, 8)
    unmended.update({name: bare[name] for name in ("mask", "blocked") if name in bare})
    torch.backends.mha.set_fastpath_enabled(True)
    return WAYS[title](unmended, query, query, query)[:, :, 0]


@pytest.mark.parametrize("title", ["JAX", "Flax", "Keras"])
def test_without_its_mending_an_empty_row_is_the_mean_of_all(title):
    """What the comment in the program says of the library is so; of Keras, on some backends."""
    query, _ = draw(HEADS, 8, 8, 4)
    if title == "Keras" and keras.backend.backend() != "jax":
        pytest.skip("the mean is what Keras makes on JAX")
    torch.testing.assert_close(averaged(title, query), query.mean(2), atol=1e-5, rtol=1e-4)


def test_the_fast_path_of_the_module_is_nan_in_an_empty_row_and_is_turned_off():
    title = "nn.MultiheadAttention"
    query, _ = draw(2, 8, 8, 4)  # with an odd number of heads it does not take that path
    assert averaged(title, query).isnan().all()
    out = WAYS[title](exported(title, BARE[0], 8, 8), query, query, query)
    expected = reference(pictures(BARE[:1], 8, 8), query, query, query)
    torch.testing.assert_close(out, expected, atol=1e-5, rtol=1e-4)


def test_samples_and_heads_of_the_module_stand_in_its_order():
    """(batch * heads, q, k): with as many samples as heads, a wrong order would not be refused."""
    title, masks = "nn.MultiheadAttention", [CAUSAL, PADDING]
    query, key = draw(len(masks), 8, 8, 4)
    out = WAYS[title](exported(title, masks, 8, 8), query, key, key)
    cells = pictures(masks, 8, 8)
    for sample in range(2):
        alone = reference(cells, query[sample], key[sample], key[sample])
        torch.testing.assert_close(out[sample], alone, atol=1e-5, rtol=1e-4)
