"""One message: what goes in comes out."""

import numpy as np
import pytest

from maskviz.stage.pack import pack, unpack


def test_arrays_come_back_as_they_were():
    arrays = {
        "half": np.array([[1.5, -2.0, np.inf], [np.nan, 6e-8, -np.inf]], np.float16),
        "single": np.array([[1e-30, -1e9]], np.float32),
        "byte": np.arange(7, dtype=np.uint8),
        "bits": np.array([[True, False, True], [False, False, True], [True, True, True]]),
        "none": np.zeros((0, 3), bool),
    }
    header, back = unpack(pack({"a": 1}, arrays))
    assert header == {"a": 1}
    for name, array in arrays.items():
        assert back[name].shape == array.shape
        np.testing.assert_array_equal(back[name], array)


def test_big_endian_numbers_arrive_little_endian():
    _, back = unpack(pack({}, {"a": np.array([1, 2.5], ">f4")}))
    np.testing.assert_array_equal(back["a"], [1, 2.5])


def test_every_array_starts_at_a_multiple_of_four():
    message = pack({"ü": "…"}, {"a": np.ones(3, np.uint8), "b": np.ones(2, np.float32)})
    size = int.from_bytes(message[:4], "little")
    assert size % 4 == 0
    assert unpack(message)[1]["b"].tolist() == [1, 1]


def test_half_an_emoji_does_not_stop_the_message():
    assert unpack(pack({"token": "\ud83d"}, {}))[0] == {"token": "?"}


def test_a_header_that_no_browser_could_read_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"a": float("nan")}, {})
