"""The numbers that are fitted are the best of the whole parameter box, which is tried here."""

from itertools import product

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import asks_queries, view_of
from maskviz.masks.spec import Mask
from maskviz.matrices.closest import FITTERS
from maskviz.matrices.closest.labels import UNKNOWN, settle
from maskviz.matrices.closest.tally import tally

SIZES = [(1, 5), (3, 7), (7, 3), (6, 6)]
NUMBERS = [n for n in FITTERS if not MASKS[n].facts and len(MASKS[n].controls) <= 2]
COLUMNS = ["key_padding", "causal_padding", "special"]
rng = np.random.default_rng(11)


def box(mask: Mask) -> dict[str, np.ndarray]:
    """Every combination of the numbers, each as one long array."""
    sides = [p.kind.values(10_000) for p in mask.controls]
    if not sides:
        return {}
    columns = np.array(list(product(*sides)), dtype=np.int32).T
    return {p.name: c[:, None, None] for p, c in zip(mask.controls, columns, strict=True)}


def every(mask: Mask, queries: int, keys: int, words: dict) -> np.ndarray:
    """All masks of the box, bool (combination, q, k)."""
    given = view_of(queries, keys)
    q = np.arange(queries)[None, :, None] + given["offset"]
    k = np.arange(keys)[None, None, :]
    known = {name: given[name] for name in mask.parameters if name in given}
    cells = mask.rule(q, k, **words, **known)
    return np.broadcast_to(cells, (len(cells), queries, keys))


def random_cells(queries: int, keys: int) -> list[np.ndarray]:
    """From nearly closed to nearly open, and each half of them with a dense diagonal."""
    near = np.abs(np.subtract.outer(np.arange(queries) + keys - queries, np.arange(keys))) < 2
    found = [rng.random((queries, keys)) < share for share in (0.1, 0.3, 0.5, 0.7, 0.9)]
    return found + [cells | (near & (rng.random(near.shape) < 0.8)) for cells in found]


@pytest.mark.parametrize("name", NUMBERS)
def test_no_numbers_of_the_box_are_closer(name):
    mask = MASKS[name]
    words = box(mask)
    for queries, keys in SIZES:
        masks = every(mask, queries, keys, words)
        for cells in random_cells(queries, keys):
            fit = FITTERS[name](tally(cells, keys - queries))
            fewest = int((masks != cells).sum(axis=(1, 2)).min())
            assert cells.sum() - fit.gain == fewest, (cells, fit)


@pytest.mark.parametrize("name", COLUMNS)
def test_no_facts_of_the_keys_are_closer(name):
    mask = MASKS[name]
    for queries, keys in SIZES:
        flags = [{"only": flag} for flag in (0, 1)] if mask.controls else [{}]
        facts = [{mask.facts[0].name: np.array(f)} for f in product((0, 1), repeat=keys)]
        masks = [every(mask, queries, keys, f | g)[0] for f in facts for g in flags]
        for cells in random_cells(queries, keys):
            fit = FITTERS[name](tally(cells, keys - queries))
            fewest = int((np.array(masks) != cells).sum(axis=(1, 2)).min())
            assert cells.sum() - fit.gain == fewest, (cells, fit)


def test_both_lists_hold_what_they_should():
    assert len(NUMBERS) >= 24 and {"sink_window", "chunk_lookback", "axial"} <= set(NUMBERS)
    assert not any(asks_queries(MASKS[name]) for name in COLUMNS)


def test_what_labels_gain_is_what_their_cells_weigh():
    """By the cells themselves, of labels that were moved and of those that were not known."""
    draw = np.random.default_rng(1)
    for start in (0, UNKNOWN):
        for tokens, kinds in ((2, 1), (9, 3), (40, 6)):
            weights = draw.integers(-1, 2, (tokens, tokens)).astype(np.float32)
            table = draw.random((kinds, kinds)) < 0.5
            gain, labels = settle(weights, draw.integers(start, kinds, tokens), table)
            opened = [[table[labels[q], labels[k]] for k in range(tokens)] for q in range(tokens)]
            assert gain == weights[np.array(opened)].sum()
