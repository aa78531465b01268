"""Where torch can put the mask together from whole matrices, ours is the same, cell by cell."""

import numpy as np
import pytest
import torch

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

square = pytest.mark.parametrize("n", [1, 2, 5, 17])
steps = pytest.mark.parametrize("step", [1, 2, 3, 5, 40])


def ones(*shape: int) -> torch.Tensor:
    return torch.ones(*shape, dtype=torch.bool)


def blown_up(blocks: torch.Tensor, size: int, n: int) -> torch.Tensor:
    """Every cell as a square of cells, cut to (n, n)."""
    return torch.kron(blocks, ones(size, size))[:n, :n]


def same(name: str, theirs: torch.Tensor, **params: int) -> bool:
    return np.array_equal(matrix(MASKS[name], *theirs.shape, params), theirs.numpy())


@square
def test_triu(n):
    assert same("anti_causal", ones(n, n).triu())


@pytest.mark.parametrize(("queries", "keys"), [(1, 1), (5, 5), (3, 8), (8, 3)])
@pytest.mark.parametrize("ahead", [0, 1, 4, -1, -3, 60])
def test_tril_of_a_diagonal(queries, keys, ahead):
    theirs = ones(queries, keys).tril(diagonal=ahead + keys - queries)
    assert same("causal_offset", theirs, ahead=ahead)


@square
@steps
def test_a_staircase_of_blocks(n, step):
    assert same("block_causal", blown_up(ones(n, n).tril(), step, n), size=step)


@square
@steps
@pytest.mark.parametrize("back", [0, 1, 3])
def test_a_band_of_blocks(n, step, back):
    band = ones(n, n).tril().triu(diagonal=-back)
    assert same("chunk_lookback", blown_up(band, step, n), size=step, back=back)


@square
@steps
def test_a_band_and_every_step_th_diagonal(n, step):
    band = ones(n, n).triu(diagonal=1 - step)
    diagonals = torch.eye(step, dtype=torch.bool).tile(n, n)[:n, :n]
    assert same("sparse_strided", (band | diagonals).tril(), stride=step)


@square
@steps
@pytest.mark.parametrize("summary", [1, 2, 3])
def test_blocks_and_their_last_columns(n, step, summary):
    columns = torch.zeros(n, step, dtype=torch.bool)
    columns[:, -summary:] = True
    blocks = blown_up(torch.eye(n, dtype=torch.bool), step, n)
    theirs = (blocks | columns.tile(1, n)[:, :n]).tril()
    assert same("sparse_fixed", theirs, size=step, summary=summary)


@square
@pytest.mark.parametrize("sinks", [0, 1, 4])
@pytest.mark.parametrize("window", [1, 2, 40])
def test_a_band_and_the_first_columns(n, sinks, window):
    theirs = ones(n, n).tril().triu(diagonal=1 - window)
    theirs[:, :sinks] = True
    assert same("sink_window", theirs.tril(), sinks=sinks, window=window)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (4, 4), (5, 3), (1, 6), (6, 1)])
def test_rows_and_columns_of_an_image(width, height):
    rows = torch.kron(torch.eye(height, dtype=torch.bool), ones(width, width))
    columns = torch.eye(width, dtype=torch.bool).tile(height, height)
    assert same("axial", rows | columns, width=width)
