"""Every form gives back the same matrix, in as many bytes as it says; other libraries agree."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from torch.nn.attention.flex_attention import create_block_mask

from maskviz.matrices.storage import FORMS, Counts, count, pack, unpack

SIDE = st.integers(0, 40)
MASKS = st.tuples(SIDE, SIDE).flatmap(
    lambda shape: st.one_of(
        arrays(bool, shape),
        arrays(bool, shape, elements=st.just(True)),
        arrays(bool, shape, elements=st.just(False)),
    )
)
HAND = np.array([[1, 0, 1, 1, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]], dtype=bool)


@settings(deadline=None, max_examples=150)
@given(MASKS, st.integers(1, 17))
def test_round_trips_in_as_many_bytes_as_the_formula_says(cells, tile):
    counts = count(cells, tile)
    for name, form in FORMS.items():
        stored = pack(cells, name, tile)
        assert np.array_equal(unpack(stored), cells) and unpack(stored).dtype == bool
        assert stored.bytes == form.size(counts)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_the_smallest_matrices(shape):
    for fill in (np.zeros, np.ones):
        cells = fill(shape, dtype=bool)
        for name in FORMS:
            assert np.array_equal(unpack(pack(cells, name, 2)), cells)


def test_bytes_counted_by_hand():
    """3 x 5, 9 open cells in 3 runs; of the six tiles of side 2 none is empty and none full."""
    assert count(HAND, 2) == Counts(3, 5, open=9, runs=3, tile=2, partial=6)
    found = {name: pack(HAND, name, 2).bytes for name in FORMS}
    assert found == {
        "dense": 15,
        "bits": 2,
        "additive": 60,
        "coo32": 72,
        "coo64": 144,
        "csr32": 4 * (9 + 4),
        "csr64": 8 * (9 + 4),
        "runs": 8 * 3 + 4 * 4,
        "blocks": 6 + 6 * 1,
    }


def test_contents_written_by_hand():
    assert pack(HAND, "bits").arrays["bits"].tolist() == [0b10111000, 0b00111110]
    csr = pack(HAND, "csr32").arrays
    assert csr["begins"].tolist() == [0, 4, 4, 9]
    assert csr["keys"].tolist() == [0, 2, 3, 4, 0, 1, 2, 3, 4]
    runs = pack(HAND, "runs").arrays
    assert [runs[n].tolist() for n in ("begins", "firsts", "lengths")] == [
        [0, 2, 2, 3],
        [0, 2, 0],
        [1, 3, 5],
    ]
    square = np.zeros((4, 4), dtype=bool)
    square[:2, :2] = square[2, 3] = True
    blocks = pack(square, "blocks", 2).arrays
    assert blocks["states"].tolist() == [[2, 0], [0, 1]]
    assert blocks["bits"].tolist() == [[0b01000000]]


@settings(deadline=None, max_examples=50)
@given(MASKS)
def test_torch_lists_the_same_cells(cells):
    dense = torch.from_numpy(cells)
    coo, stored = dense.to_sparse_coo(), pack(cells, "coo64").arrays
    assert coo.indices().tolist() == [stored["rows"].tolist(), stored["keys"].tolist()]
    csr = dense.to_sparse_csr()
    for name in ("csr32", "csr64"):
        stored = pack(cells, name).arrays
        assert csr.crow_indices().tolist() == stored["begins"].tolist()
        assert csr.col_indices().tolist() == stored["keys"].tolist()


def test_the_bytes_of_torchs_own_tensor_are_ours_and_a_value_a_cell():
    """The figures known for causal at 1,024: 4.73 MB as CSR, 0.13 MB as bits."""
    cells = np.tri(1024, dtype=bool)
    csr = torch.from_numpy(cells).to_sparse_csr()
    parts = (csr.crow_indices(), csr.col_indices(), csr.values())
    torchs = sum(part.numel() * part.element_size() for part in parts)
    assert torchs == pack(cells, "csr64").bytes + int(cells.sum()) == 4_731_400
    assert pack(cells, "bits").bytes == 131_072


def test_bits_are_those_of_big_integers():
    cells = np.random.default_rng(0).random((7, 9)) < 0.4
    written = "".join("01"[cell] for cell in cells.ravel().tolist()).ljust(64, "0")
    assert pack(cells, "bits").arrays["bits"].tobytes() == int(written, 2).to_bytes(8, "big")


@pytest.mark.parametrize(("queries", "keys"), [(64, 64), (48, 80), (50, 70), (1, 33)])
@pytest.mark.parametrize("tile", [16, 32])
@pytest.mark.parametrize("window", [1, 20, 200])
def test_flex_attention_finds_the_same_tiles(queries, keys, tile, window):
    cells = np.subtract.outer(np.arange(queries), np.arange(keys))
    cells = (cells >= 0) & (cells < window)
    table = torch.from_numpy(cells)

    def mask_mod(b, h, q, k):
        inside = (q < queries) & (k < keys)
        return inside & table[q.clamp(max=queries - 1), k.clamp(max=keys - 1)]

    flex = create_block_mask(mask_mod, None, None, queries, keys, device="cpu", BLOCK_SIZE=tile)
    states = pack(cells, "blocks", tile).arrays["states"]
    assert flex.kv_num_blocks.flatten().tolist() == (states == 1).sum(axis=1).tolist()
    assert flex.full_kv_num_blocks.flatten().tolist() == (states == 2).sum(axis=1).tolist()
    for row, line in enumerate(states):
        listed = flex.kv_indices[0, 0, row, : int((line == 1).sum())].tolist()
        assert sorted(listed) == np.flatnonzero(line == 1).tolist()


@pytest.mark.parametrize(
    ("cells", "tile"),
    [(np.ones((2, 2)), 8), (np.ones(3, dtype=bool), 8), (np.ones((2, 2), dtype=bool), 0)],
)
def test_what_is_no_mask_is_refused(cells, tile):
    with pytest.raises(ValueError, match=r"a mask is|no cells"):
        pack(cells, "dense", tile)
    with pytest.raises(ValueError, match=r"a mask is|no cells"):
        count(cells, tile)
