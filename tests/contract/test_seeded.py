"""Chance that is arithmetic: the same everywhere, another for another seed and another head."""

import subprocess
import sys
from itertools import combinations, product

import numpy as np
import pytest

from maskviz.libraries.export import to_numpy, to_torch
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from tests.contract.loops_facts import draws

SEEDED = [name for name, mask in MASKS.items() if "seed" in mask.defaults]
SEEDS, HEADS = (0, 1, 2, 3, 17, 4096, 9999), (0, 1, 2, 7)

seeded = pytest.mark.parametrize("name", SEEDED)


def drawn(name: str, n: int = 64, head: int = 0, **params: int) -> np.ndarray:
    return matrix(MASKS[name], n, n, params, head=head)


def test_the_seeded_masks():
    assert sorted(SEEDED) == ["bigbird", "random"]


@seeded
def test_another_seed_or_head_is_another_pattern(name):
    patterns = [drawn(name, head=h, seed=s).tobytes() for s, h in product(SEEDS, HEADS)]
    assert len(set(patterns)) == len(SEEDS) * len(HEADS)


@seeded
def test_the_pattern_is_the_same_in_another_process(name):
    code = (
        "from maskviz.masks.catalogue import MASKS; from maskviz.masks.matrix import matrix; "
        "import numpy as np; "
        f"cells = matrix(MASKS[{name!r}], 33, 33, {{'seed': 5}}, head=2); "
        "print(np.packbits(cells).tobytes().hex())"
    )
    here = np.packbits(drawn(name, 33, 2, seed=5)).tobytes().hex()
    for salt in ("1", "2"):
        env = {"PYTHONHASHSEED": salt}
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
        assert out.stdout.strip() == here, out.stderr


@pytest.mark.parametrize("percent", [1, 10, 30, 50, 90])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_share_of_open_cells_is_what_was_asked_for(percent, seed):
    """Within three sigma of what coins would give, and at the ends exactly."""
    sigma = (percent / 100 * (1 - percent / 100)) ** 0.5 / 64
    found = [drawn("random", head=h, percent=percent, seed=seed).mean() for h in (0, 1)]
    assert all(abs(share - percent / 100) < 3 * sigma for share in found), found
    assert drawn("random", percent=100, seed=seed).all()
    assert not drawn("random", percent=0, seed=seed).any()


def test_more_percent_opens_cells_and_closes_none():
    fewer, more = drawn("random", percent=30), drawn("random", percent=31)
    assert (fewer <= more).all() and fewer.sum() < more.sum()


@pytest.mark.parametrize("n", [64, 256])
def test_no_lattice_shows(n):
    """Moved over itself by any distance, the pattern agrees no more than coins would."""
    for seed, head in product((0, 1, 9999), (0, 5)):
        cells = drawn("random", n, head, percent=50, seed=seed) - 0.5
        spectrum = np.abs(np.fft.fft2(cells)) ** 2
        agreement = np.fft.ifft2(spectrum).real / (cells**2).sum()
        assert np.abs(np.delete(agreement.ravel(), 0)).max() < 6 / n  # six sigma
        assert np.delete(spectrum.ravel(), 0).max() / (n * n / 4) < 20  # coins: about 2 ln n


def test_patterns_of_seeds_and_heads_are_strangers():
    found = [drawn("random", head=h, percent=50, seed=s) for s, h in product(SEEDS, HEADS)]
    for one, other in combinations(found, 2):
        assert abs((one == other).mean() - 0.5) < 5 * 0.5 / 64


def test_blocks_are_drawn_equally_often_and_apart_from_each_other():
    """10 blocks, 3 draws, 2,000 heads and seeds: every count within five sigma."""
    found = np.array([draws(s, h, 4, 10, 3) for s, h in product(range(250), range(8))])
    for column in found.T:
        assert (np.abs(np.bincount(column, minlength=10) - 200) < 5 * 180**0.5).all()
    for one, other in combinations(found.T, 2):
        assert abs((one == other).sum() - 200) < 5 * 180**0.5


def test_bigbird_reads_at_most_as_many_blocks_by_chance_as_asked_for():
    fixed = drawn("bigbird", random=0, size=2)
    for many, seed in product((1, 2, 3), SEEDS):
        more = drawn("bigbird", random=many, size=2, seed=seed) & ~fixed
        assert more.any() and (more.sum(1) <= 2 * many).all()


@seeded
@pytest.mark.parametrize("export", [to_numpy, to_torch])
def test_each_head_of_an_exported_program_has_its_own(name, export):
    names = {}
    exec(compile(export([MaskCall(name)] * 3, 20, 24), "<exported>", "exec"), names)
    expected = [matrix(MASKS[name], 20, 24, head=head) for head in range(3)]
    assert np.array_equal(np.asarray(names["allowed"]), expected)
