"""A mask that nobody wrote a fitter for is fitted by trying: exactly where its values are few."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.matrices.closest import FITTERS, tried
from maskviz.matrices.closest.tally import tally

NAMES = [
    "sliding_window",
    "sink_window",
    "chunk_lookback",
    "sparse_fixed",
    "two_sided_width",
    "full",
]
SIZES = [(1, 5), (3, 7), (7, 3), (9, 9)]
dice = np.random.default_rng(5)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_as_close_as_the_fitter_that_knows_the_mask(name):
    fit = tried.fitter(MASKS[name])
    for queries, keys in SIZES:
        for share in (0.2, 0.5, 0.8):
            sums = tally(dice.random((queries, keys)) < share, keys - queries)
            found = fit(sums)
            assert found.gain == FITTERS[name](sums).gain
            cells = matrix(MASKS[name], queries, keys, found.params)
            assert int(sums.weights[cells].sum()) == found.gain


def test_where_the_values_are_many_it_climbs_and_keeps_to_its_tries(monkeypatch):
    monkeypatch.setattr(tried, "MOST", 60)
    cells = matrix(MASKS["sink_window"], 200, 200, {"sinks": 3, "window": 17})
    search = tried.Search(MASKS["sink_window"], tally(cells, 0))
    before = search.gain((0, 1))
    assert search.best().gain > before and len(search.gains) <= 62
