"""The sizes that code says for a mask_mod are taken, and its heads and texts: as torch makes it."""

import numpy as np
import pytest
import torch
from torch.nn.attention.flex_attention import and_masks, create_mask, or_masks

from maskviz.checking import check
from maskviz.matrices.code import made

MODS = {
    "causal": "def m(b, h, q_idx, kv_idx):\n    return q_idx >= kv_idx",
    "a window": "W = 2\ndef m(b, h, q, kv):\n    return (q >= kv) & (q - kv <= W)",
    "heads": "m = lambda b, h, q, kv: (q >= kv) & ((h % 2 == 0) | (q - kv < 2))",
    "lengths": "n = torch.tensor([3, 6])\ndef m(b, h, q, kv):\n    return (q < n[b]) & (kv < n[b])",
    "an offset": (
        "def off(mod, by):\n    def f(b, h, q, kv):\n        return mod(b, h, q + by, kv)\n"
        "    return f\ndef c(b, h, q, kv):\n    return q >= kv\nm = off(c, 2)"
    ),
    "a pixel": (
        "def xy(i):\n    return i // 3, i % 3\ndef m(b, h, q, kv):\n    a, b = xy(q)\n"
        "    c, d = xy(kv)\n    return ((a - c).abs() <= 1) & ((b - d).abs() <= 0)"
    ),
}
NAMES = ("B", "H", "Q_LEN", "KV_LEN")
SIZES = [(1, 1, 6, 6), (None, None, 4, 7), (2, 1, 6, 6), (1, 4, 5, 5), (2, 2, 6, 6), (1, 1, 1, 6)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("text", MODS.values(), ids=MODS)
def test_it_is_as_large_as_the_code_says(text, sizes):
    names = {"torch": torch, "and_masks": and_masks, "or_masks": or_masks}
    exec(text, names)
    meant = create_mask(names["m"], *sizes, device="cpu").numpy()
    words = ", ".join(f"{name}={n}" for name, n in zip(NAMES, sizes, strict=True))
    for call in (f"create_mask(m, {', '.join(map(str, sizes))})", f"create_block_mask(m, {words})"):
        found = made(f"{text}\nblock_mask = {call}")
        assert not found.placed and found.values.shape[-2:] == sizes[2:]
        assert any(np.array_equal(way, meant) for way in spread(found.values, meant.shape))


def spread(values: np.ndarray, shape: tuple[int, ...]) -> list[np.ndarray]:
    """What was made as (text, head, q, k); what has three sides has texts or heads."""
    ways = [values, values[:, None], values[None]] if values.ndim == 3 else [values]
    return [np.broadcast_to(way, shape) for way in ways if fits(way.shape, shape)]


def fits(small: tuple[int, ...], large: tuple[int, ...]) -> bool:
    pairs = zip(small[::-1], large[::-1], strict=False)
    return len(small) <= len(large) and all(one in (1, other) for one, other in pairs)


def test_one_query_is_no_padding():
    found = check("create_mask(lambda b, h, q, kv: kv <= q + 5, 1, 1, 1, 8)")
    assert found.taken.startswith("one mask of 1 query x 8 keys") and found.cells.sum() == 6


def test_a_size_that_is_left_open_is_a_number_to_set():
    text = "bm = create_block_mask(lambda b, h, q, kv: q >= kv, None, None, S, S)"
    assert check(text).cells.shape == (8, 8) and check(text, {"S": 5}).cells.shape == (5, 5)


def test_a_size_that_is_too_large_is_said_and_drawn_smaller():
    text = "create_block_mask(lambda b, h, q, kv: q >= kv, 1, 1, 8192, 8192)"
    found = check(text)
    assert np.array_equal(found.cells, np.tri(8, dtype=bool))
    assert any("8,192 queries x 8,192 keys" in line for line in found.said)
