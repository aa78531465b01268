"""The exported pytest file, run by pytest: a right mask passes it, wrong ones do not."""

import textwrap

import numpy as np
import pytest

from maskviz.libraries.export import Head, to_pytest
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import read_term
from tests.libraries.export.samples import (
    BARE,
    CAUSAL,
    FACTS,
    PADDING,
    PAINTED,
    WIDE,
    WINDOW,
    pictures,
)

pytest_plugins = ["pytester"]

# Hypothesis would be read anew in each run.
PLAIN = ("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
ANSWER = """
import numpy as np
ALLOWED = np.array({cells}, dtype=bool).reshape({shape})

def allowed_mask(queries, keys, **told):
    assert (queries, keys) == ALLOWED.shape[-2:]
    assert sorted(told) == {told}, sorted(told)
    return ALLOWED
"""
CASES = {
    "window": (WINDOW, 6, 6, []),
    "window and padding": (Head((WIDE, PADDING)), 8, 8, ["real"]),
    "painted": (PAINTED, 8, 8, ["real", "special"]),
    "full": (MaskCall("full"), 4, 4, []),
    "bidirectional": (MaskCall("two_sided_window"), 7, 7, []),
    "an empty row": (BARE[0], 5, 5, []),
    "the last queries": (WIDE, 3, 8, ["offset"]),
    "more queries": (CAUSAL, 6, 4, ["offset"]),
    "documents": (read_term("per_document(causal())")[0], 8, 8, ["doc"]),
    "each head": ([WINDOW, Head((CAUSAL, PADDING)), Head()], 8, 8, ["real"]),
}


def tried(pytester, masks, queries, keys, allowed, told) -> dict[str, int]:
    """How many of the exported tests passed and failed for an answer."""
    shape = allowed.shape
    cells = allowed.astype(int).ravel().tolist()
    pytester.makepyfile(mymask=ANSWER.format(cells=cells, shape=shape, told=sorted(told)))
    pytester.makepyfile(test_mymask=to_pytest(masks, queries, keys, FACTS))
    return pytester.runpytest_inprocess(*PLAIN).parseoutcomes()


def right(masks, queries, keys) -> np.ndarray:
    many = isinstance(masks, list)
    cells = pictures(masks if many else [masks], queries, keys)
    return cells if many else cells[0]


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_right_mask_passes(pytester, case):
    masks, queries, keys, told = case
    found = tried(pytester, masks, queries, keys, right(masks, queries, keys), told)
    assert set(found) == {"passed"} and found["passed"] >= 4 + keys


WRONG = {
    "the other polarity": np.logical_not,
    "one key too far back": lambda cells: cells | np.roll(cells, 1, axis=-2),
    "a step ahead": lambda cells: np.roll(cells, -1, axis=-2),
    "rows for columns": lambda cells: np.swapaxes(cells, -1, -2),
    "one cell": lambda cells: cells ^ (np.arange(cells.size).reshape(cells.shape) == 9),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
@pytest.mark.parametrize("name", ["window", "window and padding", "each head"])
def test_a_wrong_mask_fails(pytester, name, wrong):
    masks, queries, keys, told = CASES[name]
    cells = right(masks, queries, keys)
    assert not np.array_equal(wrong(cells), cells)
    found = tried(pytester, masks, queries, keys, wrong(cells), told)
    assert found["failed"] >= 2  # the picture, and what it does to attention


def complaints(pytester) -> str:
    """What pytest says of the files that stand there."""
    result = pytester.runpytest_inprocess(*PLAIN, "--tb=line", "-rf")
    return result.stdout.str()


def test_each_fault_is_found_by_the_test_that_is_about_it(pytester):
    masks, queries, keys, told = CASES["window and padding"]
    cells = right(masks, queries, keys)
    ahead = cells | np.eye(8, k=1, dtype=bool)
    tried(pytester, masks, queries, keys, ahead, told)
    said = complaints(pytester)
    assert "test_no_row_moves_when_its_future_changes[2]" in said
    unpadded = right(WIDE, queries, keys)
    tried(pytester, masks, queries, keys, unpadded, told)
    said = complaints(pytester)
    assert "test_padding_moves_no_row" in said and "test_rows_with_nothing_to_read" in said
    assert "its_future" not in said
    tried(pytester, masks, queries, keys, ~cells, told)
    said = complaints(pytester)
    assert "True and False are the wrong way round" in said
    tried(pytester, masks, queries, keys, cells[None], told)
    said = complaints(pytester)
    assert "test_shape_and_type" in said


def test_causality_is_asked_only_of_masks_that_have_it():
    assert "its_future" in to_pytest(CAUSAL, 5, 5)
    assert "its_future" not in to_pytest(MaskCall("full"), 5, 5)
    assert "its_future" not in to_pytest([CAUSAL, MaskCall("full")], 5, 5)


def test_a_torch_mask_is_taken_as_well(pytester):
    pytester.makepyfile(
        mymask=textwrap.dedent(
            """
            import torch
            def allowed_mask(queries, keys):
                return torch.ones(queries, keys, dtype=torch.bool).tril()
            """
        ),
        test_mymask=to_pytest(CAUSAL, 5, 5),
    )
    assert set(pytester.runpytest_inprocess(*PLAIN).parseoutcomes()) == {"passed"}


def test_the_file_is_narrow_and_needs_only_numpy_and_pytest():
    facts = {name: values * 8 for name, values in FACTS.items()}
    text = to_pytest([PAINTED, CAUSAL], 64, 64, facts)
    assert max(map(len, text.splitlines())) <= 100
    imported = [line for line in text.splitlines() if line.startswith(("import", "from"))]
    assert imported == [
        "from functools import cache",
        "import numpy as np",
        "import pytest",
        "from mymask import allowed_mask",
    ]
