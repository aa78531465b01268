"""Any bytes and any text are a matrix or the one error, and what libraries print is read back."""

from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from maskviz.matrices.reading import MatrixError, arrays, read
from tests.matrices.reading.printers import OF_ANY, OF_ROWS
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
@example(",\n0\n1")
@example(",\n;")
def test_any_text_is_a_matrix_or_the_one_error(text):
    checked(text)


SHAPES = st.lists(st.integers(1, 3), max_size=2).flatmap(
    lambda before: st.tuples(*map(st.just, before), st.integers(1, 7), st.integers(1, 7))
)
KINDS = (  # what stands where a key may be read and where it is blocked, and how it is stored
    ((True, False), bool),
    ((1, 0), np.int64),
    ((1.0, 0.0), np.float32),
    ((0.0, -np.inf), np.float32),
    ((0.0, -1e9), np.float64),
    ((0.0, np.finfo(np.float32).min), np.float32),
    ((0.0, -65504.0), np.float16),
)


@st.composite
def matrices(draw: st.DrawFn, shapes: st.SearchStrategy) -> np.ndarray:
    shape = draw(shapes)
    (one, other), kind = draw(st.sampled_from(KINDS))
    count = int(np.prod(shape))
    bits = draw(st.integers(0, 2**count - 1))
    cells = np.array([bits >> i & 1 for i in range(count)], dtype=bool).reshape(shape)
    return np.where(cells, one, other).astype(kind)


def back(printed: str, values: np.ndarray) -> None:
    (found,) = arrays(printed)
    assert found.shape == values.shape
    np.testing.assert_allclose(found.values, values.astype(float), rtol=1e-3)


@pytest.mark.parametrize("printer", OF_ANY)
@settings(max_examples=25)
@given(matrices(SHAPES))
@example(np.full((2, 2), -np.inf, np.float32))
@example(np.array([[0.0, -np.inf, -1e9]]))
def test_what_libraries_print_is_read_back(printer, values):
    back(OF_ANY[printer](values), values)


@pytest.mark.parametrize("printer", OF_ROWS)
@settings(max_examples=25)
@given(matrices(st.tuples(st.integers(2, 7), st.integers(1, 7))))
def test_what_is_printed_row_by_row_is_read_back(printer, values):
    back(OF_ROWS[printer](values), values)


@settings(max_examples=200)
@given(matrices(st.tuples(st.integers(2, 7), st.integers(2, 7))), st.data())
def test_a_drawing_of_any_two_signs_is_read_back(values, data):
    """Signs that are neither digits nor what parts or frames cells, quotes a mail or stands for
    more cells."""
    other = "|,;:'\"\\%#\u2212\u221e…⋯⋮⋱>│┆⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠"
    sign = st.characters(categories=("So", "Sm", "Po", "Sk"), exclude_characters=other)
    sign = sign.filter(lambda s: normalize("NFKC", s) == s)  # wide ones are read as narrow ones
    signs = data.draw(st.lists(sign, min_size=2, max_size=2, unique=True))
    cells = values == values.flat[0]
    assume(not cells.all())
    lines = [" ".join(signs[cell] for cell in row.astype(int)) for row in cells]
    (found,) = arrays("\n".join(lines))
    drawn = np.array([[found.signs[int(at)] for at in row] for row in found.values])
    assert (drawn == signs[1]).tolist() == cells.tolist()
