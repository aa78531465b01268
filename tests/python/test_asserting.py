"""`assert_mask`: passes where every cell is the same, else says what differs and what it is."""

import numpy as np
import pytest
import torch

import maskviz
from maskviz import assert_mask

CAUSAL = np.tri(5, dtype=bool)
ADDED = torch.where(torch.tensor(CAUSAL), 0.0, -1e9)


@pytest.mark.parametrize(
    ("mask", "expected", "more"),
    [
        (CAUSAL, "causal", {}),
        (CAUSAL.astype(int).tolist(), "causal", {}),
        (ADDED, "causal", {}),
        (ADDED.expand(2, 3, 5, 5), "Causal", {}),
        (~torch.tensor(CAUSAL), "causal", {"blocked": True}),
        (CAUSAL[3:], "causal", {}),
        (CAUSAL[:2], "causal", {"offset": 0}),
        (CAUSAL, "k <= q and q - k < w", {"w": 5}),
        (CAUSAL, CAUSAL[None], {}),
        (CAUSAL, lambda q, k: k <= q, {}),
        (CAUSAL, "document_causal", {"doc": [0] * 5}),
    ],
)
def test_the_same_in_every_cell_passes(mask, expected, more):
    assert assert_mask(mask, expected, **more) is None


FAILS = {
    "differs from Causal in 25 of 25 cells": (~CAUSAL, "causal", {}),
    "It is inverted: pass ~mask": (~CAUSAL, "causal", {}),
    "It is Strictly causal, the same in every cell": (np.tri(5, k=-1), "causal", {}),
    "mask 1 of 2 differs": (np.stack([CAUSAL, np.ones((5, 5), bool)]), "causal", {}),
    "row 4 may read key 0, which should be blocked": (CAUSAL, "sliding_window", {"window": 4}),
    "key 0 is blocked for row 0, which should read it": (np.tri(5, k=-1), "causal", {}),
    "and 7 more": (np.ones((5, 5)), "causal", {}),
    r"the mask is \(5, 5\) and the expected array is \(4, 4\)": (CAUSAL, np.tri(4), {}),
    "transposed|mirrored|upside down|Anti-causal": (CAUSAL.T, "causal", {}),
}


@pytest.mark.parametrize("sentence", FAILS)
def test_what_differs_is_said(sentence):
    mask, expected, more = FAILS[sentence]
    with pytest.raises(AssertionError, match=sentence):
        assert_mask(mask, expected, **more)


def test_a_large_mask_is_not_drawn():
    with pytest.raises(AssertionError) as fault:
        assert_mask(np.ones((80, 80), bool), "causal")
    assert len(str(fault.value).splitlines()) < 8


@pytest.mark.parametrize(
    ("mask", "expected", "more", "sentence"),
    [
        ("x", "causal", {}, "an array or lists here, not str"),
        (maskviz.read("1 0\n1 1"), "causal", {}, "not Read; its cells are an array"),
        (CAUSAL[0], "causal", {}, r"shape \(5,\)"),
        (CAUSAL, "causl", {}, "did you mean causal"),
        (CAUSAL, CAUSAL, {"window": 3}, "window is for a name or a rule"),
        (CAUSAL, np.ones((2, 5, 5)), {}, "not one matrix"),
        (ADDED, "causal", {"blocked": True}, "this mask has other numbers"),
        ([[1, 2], [3, 4]], "causal", {}, "two kinds of cells"),
    ],
)
def test_what_is_no_mask_is_no_failed_test(mask, expected, more, sentence):
    with pytest.raises(maskviz.MaskError, match=sentence):
        assert_mask(mask, expected, **more)
