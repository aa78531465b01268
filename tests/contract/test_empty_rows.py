"""No query is left with nothing to read, or the mask's file says why."""

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import empty_rows
from maskviz.masks.spec import BEFORE_EVERY_KEY
from tests.contract.cases import corners, every_mask


@every_mask
def test_an_empty_row_is_explained(mask):
    emptied = [case for case in corners(mask) if len(empty_rows(case.of(mask)))]
    if mask.empty_rows:
        assert emptied, f"{mask.name} explains empty rows, and no corner has one"
        assert mask.empty_rows.endswith(".")
    else:
        assert not emptied, f"{mask.name} does not say why {emptied[0]} leaves a query with nothing"


@every_mask
def test_more_queries_than_keys_is_named_as_the_reason_where_it_is_one(mask):
    """The reason that concerns sizes is given exactly when sizes alone can empty a row."""
    if BEFORE_EVERY_KEY in mask.empty_rows:
        assert any(
            len(empty_rows(case.of(mask)))
            for case in corners(mask)
            if case.queries > case.keys and all(all(fact) for fact in case.facts.values())
        )


@pytest.mark.parametrize("name", [n for n, m in MASKS.items() if m.empty_rows == BEFORE_EVERY_KEY])
def test_when_sizes_are_the_only_reason_other_sizes_have_no_empty_row(name):
    mask = MASKS[name]
    for case in corners(mask):
        if case.queries <= case.keys:
            assert not len(empty_rows(case.of(mask))), case
