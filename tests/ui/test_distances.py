"""Distances, shares and rows as a reader sees them."""

import pytest

from maskviz.ui.kit.distances import depth, far, listed, percent


def test_numbers_are_written_for_readers():
    written = [far(x) for x in (4.688, 0.0234, 7.4e-6, 123.4, 0.0, float("nan"))]
    assert written == ["4.69", "0.023", "7e−6", "123", "±0", "NaN"]
    assert far(0.5, same=True) == "0"
    shares = (1, 0.99999, 0.998, 0.894, 0.004, 1.6e-11, 0)
    said = ["100%", "99.9%", "99.8%", "89%", "0.4%", "2e−11", "0"]
    assert [percent(x) for x in shares] == said
    assert listed([3]) == "row 3" and listed([5, 6, 7]) == "rows 5 to 7"
    assert listed([1, 3, 7, 8, 9]) == "rows 1, 3 and 7 to 9"
    assert listed(range(0, 20, 2)) == "rows 0, 2, 4, 6 and 6 more"
    assert [depth(x, 10.0) for x in (10, float("nan"), 0, 1e-9)] == [1, 1, 0, 0]
    assert depth(1.0, 10.0) == pytest.approx(0.8)
