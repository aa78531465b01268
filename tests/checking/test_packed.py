"""A matrix in an address comes back, and what is damaged there gets one sentence."""

from string import ascii_letters, digits

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from maskviz.checking import pack, unpack
from maskviz.matrices.error import MatrixError


@settings(max_examples=50, deadline=None)
@given(arrays(bool, st.tuples(st.integers(1, 40), st.integers(1, 40))))
def test_a_packed_matrix_comes_back(cells):
    text = pack(cells)
    assert text.isascii() and set(text) <= set(ascii_letters + digits + "-_.")
    assert np.array_equal(unpack(text), cells)


def test_what_is_too_long_for_an_address_is_not_packed():
    assert pack(np.random.default_rng(1).random((300, 300)) < 0.5) is None
    assert len(pack(np.tri(2048, dtype=bool))) < 6_000


FULL = pack(np.ones((2048, 2048), bool))
DAMAGED = ["", "3x3.", "3x3.AAAA", "0x3.eJw", "9999x9999.eJwDAAAAAAE", "4x4.eJwDAAAAAAE"]
DAMAGED += ["x" * 7_000, "2048x2049.eJwDAAAAAAE", FULL.replace("2048x2048", "8x8"), FULL + "é"]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_matrix_gets_one_sentence_and_no_memory(text):
    with pytest.raises(MatrixError) as fault:
        unpack(text)
    assert str(fault.value).count("\n") == 0
