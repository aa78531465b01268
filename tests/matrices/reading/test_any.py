"""Any bytes and any text are a matrix or the one error, and what libraries print is read back."""

import numpy as np
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maskviz.matrices.reading import MatrixError, arrays, read
from tests.matrices.reading.test_reading import TRIL, npy


def checked(raw: bytes | str) -> None:
    try:
        found = read(raw)
    except MatrixError:
        return
    for reading in found:
        assert len(reading.samples) == len(reading.names) > 0
        assert all(c.dtype == bool and c.ndim == 2 and c.size for c in reading.samples)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=300).map(lambda tail: npy(TRIL)[:128] + tail))
@example(b"\x93NUMPY\x02\x00")
def test_any_bytes_are_a_matrix_or_the_one_error(raw):
    checked(raw)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_damaged_npy_file_is_a_matrix_or_the_one_error(data):
    raw = bytearray(npy(TRIL.astype(np.float32)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    checked(bytes(raw))


@settings(max_examples=400, deadline=None)
@given(
    st.text(alphabet="01#.,; \n\t[]-einfTrue()\u2212\ud800x", max_size=60) | st.text(max_size=40)
)
def test_any_text_is_a_matrix_or_the_one_error(text):
    checked(text)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**81 - 1))
def test_what_numpy_and_torch_print_is_read_back(queries, keys, bits):
    cells = np.array([[bits >> (q * keys + k) & 1 for k in range(keys)] for q in range(queries)])
    for printed in (
        repr(cells),
        str(cells == 1),
        repr(torch.tensor(cells == 1)),
        str(cells.tolist()),
    ):
        assert np.array_equal(arrays(printed)[0].values, cells)
