"""One predicate, four ways to run it: cell by cell, as a NumPy grid, as torch tensors, exported."""

import numpy as np
import pytest
import torch
from torch.nn.attention.flex_attention import create_mask

from maskviz.libraries.export import to_numpy, to_torch
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Given, Mask
from tests.contract.cases import Case, cases, every_mask


def words(mask: Mask, case: Case, array) -> dict:
    """The predicate's keywords, facts as `array` makes them, without maskviz.masks.matrix."""
    known = {p.name: case.params.get(p.name, p.default) for p in mask.controls}
    known |= {p.name: case.given[p.name] for p in mask.named(Given)}
    return known | {p.name: array(case.facts[p.name]) for p in mask.facts}


def by_cell(mask: Mask, case: Case) -> list[list[bool]]:
    known = words(mask, case, tuple)
    rows = range(case.offset, case.offset + case.queries)
    return [[mask.rule(q, k, **known) for k in range(case.keys)] for q in rows]


def by_torch(mask: Mask, case: Case) -> torch.Tensor:
    q = torch.arange(case.queries)[:, None] + case.offset
    k = torch.arange(case.keys)[None, :]
    return mask.rule(q, k, **words(mask, case, torch.tensor)).expand(case.queries, case.keys)


def by_create_mask(mask: Mask, case: Case) -> torch.Tensor:
    """As a mask_mod of FlexAttention: one index at a time under vmap."""
    known = words(mask, case, torch.tensor)

    def mask_mod(b, h, q, k):
        return mask.rule(q + case.offset, k, **known)

    return create_mask(mask_mod, 1, 1, case.queries, case.keys, device="cpu")[0, 0]


def run(text: str):
    """What an exported program leaves behind."""
    names = {}
    exec(compile(text, "<exported>", "exec"), names)
    return names


@every_mask
def test_cell_by_cell_on_whole_numbers(mask):
    for case in cases(mask):
        cells = by_cell(mask, case)
        assert all(type(cell) is bool for row in cells for cell in row)
        assert np.array_equal(case.of(mask), cells), case


@every_mask
def test_torch_tensors(mask):
    for case in cases(mask):
        allowed = by_torch(mask, case)
        assert allowed.dtype == torch.bool
        assert np.array_equal(case.of(mask), allowed.numpy()), case


@every_mask
def test_as_a_mask_mod_of_flex_attention(mask):
    for case in list(cases(mask))[::3]:
        assert np.array_equal(case.of(mask), by_create_mask(mask, case).numpy()), case


@pytest.mark.parametrize("export", [to_numpy, to_torch])
@every_mask
def test_the_exported_program(mask, export):
    for case in cases(mask):
        text = export(MaskCall(mask.name, case.params), case.queries, case.keys, case.facts)
        allowed = np.asarray(run(text)["allowed"])
        assert allowed.dtype == bool
        assert np.array_equal(case.of(mask), allowed), f"{case}\n{text}"


@every_mask
def test_the_matrix_is_bool_and_of_its_size(mask):
    for case in cases(mask):
        allowed = case.of(mask)
        assert allowed.dtype == bool
        assert allowed.shape == (case.queries, case.keys)


def test_every_mask_is_tried_on_both_ways_of_being_rectangular():
    tried = {name: list(cases(mask)) for name, mask in MASKS.items()}
    assert all(any(c.queries < c.keys for c in found) for found in tried.values())
    crossing = {name for name, found in tried.items() if any(c.queries > c.keys for c in found)}
    about_queries = {  # they look up a query's fact
        *("key_query_padding", "levels", "sensitive", "owner", "same_word", "same_class", "domain"),
        *("document", "document_causal", "shared_prefix", "tree", "permutation"),
        *("chunked_causal_padded", "varlen"),
        *("global_tokens", "longformer", "group_bidirectional", "interleaved"),
    }
    assert set(MASKS) - crossing == about_queries
