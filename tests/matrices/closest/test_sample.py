"""A matrix that is no mask is not compared with all that there is: what is counted is how many
masks are fitted to all of it, and in how many cells candidates are compared; never a time."""

import random

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.matrices import closest as package
from maskviz.matrices.closest import FITTERS, closest, differing, images
from maskviz.matrices.closest.fitters import find
from maskviz.matrices.closest.sample import TOKENS, sample, sampled
from maskviz.matrices.closest.tally import Fit, Tally, tally
from tests.contract.tokens import drawn_facts

SAMPLED = [name for name in FITTERS if sampled(MASKS[name])]
SHARES = (0.1, 0.3, 0.5, 0.9)


@pytest.fixture
def counted(monkeypatch):
    """The names of the masks that are fitted to a whole matrix, and the cells of candidates."""
    names, cells = [], []

    def counting(name):
        def fit(sums: Tally) -> Fit | None:
            if sums.keys > TOKENS:
                names.append(name)
            return FITTERS[name](sums)

        return fit

    def compared(sums: Tally, *mask) -> int:
        cells.append(sums.weights.size)
        return gain_of(sums, *mask)

    gain_of = images.gain_of
    monkeypatch.setattr(package, "FITTERS", {name: counting(name) for name in FITTERS})
    monkeypatch.setattr(images, "gain_of", compared)
    return names, cells


def drawn_mask(name: str, tokens: int) -> np.ndarray:
    """The mask over so many tokens, its numbers and facts drawn by its name."""
    dice, mask = random.Random(name), MASKS[name]
    params = {p.name: dice.choice(p.kind.values(99) or p.kind.ends) for p in mask.controls}
    return matrix(mask, tokens, tokens, params, drawn_facts(mask, tokens, dice))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize(("queries", "keys"), [(64, 64), (100, 200), (300, 300)])
def test_noise_is_hardly_fitted_to_masks_that_are_told_much(counted, queries, keys, share):
    noise = np.random.default_rng(queries).random((queries, keys)) < share
    found = closest(noise)
    names, cells = counted
    assert len({*names} & {*SAMPLED}) <= 1, "one that is closer to the sample by chance"
    assert len(names) <= 2 * (len(FITTERS) - len(SAMPLED)), "once more where padding may be on top"
    assert sum(cells) <= 4 * noise.size, "candidates with three numbers"
    assert len(differing(found[0], noise)) == found[0].distance


@pytest.mark.parametrize("name", SAMPLED)
def test_what_is_such_a_mask_is_fitted_though_it_is_large(name):
    cells = drawn_mask(name, 60)
    assert closest(cells)[0].distance == 0


@pytest.mark.parametrize("name", SAMPLED)
def test_some_tokens_of_such_a_mask_are_such_a_mask(name):
    """Which is why a sample can speak for or against it."""
    cells = drawn_mask(name, 80)
    sums = tally(cells, 0)
    few, apart = sample(sums, find("full", FITTERS["full"](sums), sums))
    assert few.keys <= TOKENS and apart <= few.weights.size
    assert FITTERS[name](few).gain == few.opened


def test_a_sample_holds_the_tokens_that_the_best_mask_fails_at():
    cells = np.tri(200, dtype=bool)
    cells[77, 120] = True
    sums = tally(cells, 0)
    few, apart = sample(sums, find("causal", FITTERS["causal"](sums), sums))
    assert apart == 1 and few.opened == few.keys * (few.keys + 1) // 2 + 1


def test_small_matrices_and_queries_that_are_no_tokens_are_not_sampled():
    for cells, offset in ((np.tri(40, dtype=bool), 0), (np.ones((90, 60), dtype=bool), -30)):
        sums = tally(cells, offset)
        assert sample(sums, find("full", FITTERS["full"](sums), sums)) is None
