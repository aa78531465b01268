"""Attention from every form is torch's own attention, rows with nothing to read included."""

import numpy as np
import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from maskviz.masks.catalogue import MASKS
from maskviz.masks.facts import FACTS
from maskviz.masks.matrix import matrix
from maskviz.matrices.storage import FORMS, pack
from maskviz.matrices.storage.attend import HOW, attend
from maskviz.matrices.storage.examples import example_facts
from maskviz.matrices.storage.timing import LONGEST, race

SHAPES = [(1, 1), (7, 7), (20, 33), (33, 20), (64, 64), (70, 70)]


def drawn(queries, keys, density):
    cells = np.random.default_rng(queries + keys).random((queries, keys)) < density
    cells[queries // 2] = False
    return cells


def check(cells, tile):
    made = torch.Generator().manual_seed(1)
    q, k, v = (torch.randn(n, 16, generator=made) for n in (*cells.shape, cells.shape[1]))
    mask = torch.from_numpy(cells)
    expected = scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask)[0]
    expected[~mask.any(1)] = 0
    for name in FORMS:
        output = attend(pack(cells, name, tile), q, k, v)
        assert torch.allclose(output, expected, atol=1e-5, rtol=0), name
        assert not output[~mask.any(1)].any(), name


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("density", [0, 0.05, 0.5, 1])
@pytest.mark.parametrize("tile", [5, 16])
def test_random_masks(shape, density, tile):
    check(drawn(*shape, density), tile)


@pytest.mark.parametrize("mask", MASKS.values(), ids=lambda mask: mask.name)
def test_masks_of_the_catalogue(mask):
    check(matrix(mask, 64, 64, facts=example_facts(mask, 64)), 16)


def test_more_open_cells_than_are_gathered_at_once():
    check(np.tri(400, dtype=bool), 128)


def test_every_form_says_how():
    assert set(HOW) == set(FORMS)


def test_the_examples_are_legal_and_of_several_kinds():
    for fact in FACTS.values():
        values = fact.example.values
        assert set(values(128)) <= set(range(fact.kind.high + 1)) and len(set(values(128))) > 1
        assert [len(values(n)) for n in (0, 1, 5)] == [0, 1, 5]


def test_orders_and_trees_are_whole():
    for n in (1, 7, 128):
        assert sorted(FACTS["rank"].example.values(n)) == list(range(n))
        leave = FACTS["leave"].example.values(n)
        inside = [(i, last) for i, last in enumerate(leave)]
        assert all(i <= last < n for i, last in inside)
        assert all(last <= leave[i] for i in range(n) for j, last in inside if i < j <= leave[i])


def test_scores_far_below_zero_still_make_weights():
    cells = np.tri(6, dtype=bool)
    q, v = torch.full((6, 16), 30.0), torch.arange(96.0).reshape(6, 16)
    expected = torch.stack([v[: i + 1].mean(0) for i in range(6)])  # all scores are equal
    for name in FORMS:
        output = attend(pack(cells, name, 4), q, -q, v)
        assert torch.allclose(output, expected, atol=1e-4), name


def test_a_race_runs_every_form_and_agrees():
    *_, last = race(drawn(20, 33, 0.3), 8, rounds=2)
    assert last.done == last.total == 3 * len(FORMS)
    assert {len(times) for times in last.seconds.values()} == {2}
    assert last.ratios["dense"] == 1 and min(last.ratios.values()) > 0
    assert 0 < max(last.difference.values()) < 1e-5


def test_a_race_too_long_is_refused():
    with pytest.raises(ValueError, match="up to 1,024 tokens, not 1,025"):
        next(race(np.ones((4, LONGEST + 1), dtype=bool), 8))
