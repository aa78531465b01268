"""Crossovers are exact: one cell more, and the other form is smaller or equal."""

from dataclasses import replace

import numpy as np
import pytest

from maskviz.matrices.storage import FORMS, count, pack
from maskviz.matrices.storage.crossover import smaller_up_to

LISTS = ("coo32", "coo64", "csr32", "csr64")
WHOLE = ("dense", "bits", "additive")


def counts_of(queries, keys, tile=4):
    return count(np.zeros((queries, keys), dtype=bool), tile)


def with_open(queries, keys, number):
    cells = np.zeros(queries * keys, dtype=bool)
    cells[:number] = True
    return cells.reshape(queries, keys)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("other", WHOLE)
@pytest.mark.parametrize("shape", [(8, 8), (5, 9), (1, 30), (30, 1)])
def test_by_packing_every_number_of_open_cells(name, other, shape):
    smaller = [
        pack(with_open(*shape, n), name).bytes < pack(with_open(*shape, n), other).bytes
        for n in range(shape[0] * shape[1] + 1)
    ]
    last = smaller_up_to(FORMS[name], FORMS[other], counts_of(*shape))
    assert smaller == [n <= last for n in range(len(smaller))]


def test_the_known_shares():
    """By hand: a 32-bit index is 32 bits, so CSR loses to bits near 1 / 32, COO near 1 / 64."""
    counts = counts_of(1024, 1024)
    assert smaller_up_to(FORMS["csr32"], FORMS["bits"], counts) == (131_072 - 4_100) // 4 - 1
    assert smaller_up_to(FORMS["coo32"], FORMS["bits"], counts) == 131_072 // 8 - 1
    assert smaller_up_to(FORMS["coo32"], FORMS["csr32"], counts) == 1_024
    assert smaller_up_to(FORMS["csr32"], FORMS["additive"], counts) == 1_048_576 - 1_025 - 1


def test_runs_and_tiles_are_counted_in_their_own_unit():
    counts = counts_of(64, 64, tile=16)
    assert smaller_up_to(FORMS["runs"], FORMS["bits"], counts) == (512 - 260) // 8  # 31.5: 31
    assert smaller_up_to(FORMS["blocks"], FORMS["bits"], counts) == 15  # of 16, 32 bytes each
    for partial in (15, 16):
        smaller = FORMS["blocks"].size(replace(counts, partial=partial)) < 512
        assert smaller == (partial <= 15)


def test_never_and_always():
    assert smaller_up_to(FORMS["csr64"], FORMS["bits"], counts_of(4, 4)) == -1
    assert smaller_up_to(FORMS["coo32"], FORMS["csr32"], counts_of(4, 1)) == 4


@pytest.mark.parametrize(
    ("name", "other"),
    [("runs", "csr32"), ("dense", "bits"), ("csr32", "coo32"), ("csr32", "csr32")],
)
def test_what_has_no_single_number_is_refused(name, other):
    with pytest.raises(ValueError, match=r"do(es)? not"):
        smaller_up_to(FORMS[name], FORMS[other], counts_of(4, 4))
