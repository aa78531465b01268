"""Every program of every library makes the picture: all masks, corners of their numbers."""

from itertools import islice

import numpy as np
import pytest

from maskviz.libraries.export import EXPORTS, Head, NotExpressible
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from tests.contract.cases import Case, cases, every_mask
from tests.libraries.export.samples import exported, matrix_of, of

SAMPLED = 5  # cases of a mask, beginning elsewhere for each library


def sample(mask, title: str) -> list[Case]:
    """A few cases of a mask, the same in every run, others for each library."""
    found = list(cases(mask))
    step = len(found) // SAMPLED + 1
    return list(islice(found, list(EXPORTS).index(title) % step, None, step))


def expressible(title: str, case: Case) -> bool:
    """What the libraries' own modules allow; the rest take any rectangle."""
    if title == "nn.TransformerEncoder":
        return case.queries == case.keys
    return title != "transformers" or case.queries <= case.keys


@pytest.mark.parametrize("title", EXPORTS)
@every_mask
def test_the_program_makes_the_picture(mask, title):
    for case in sample(mask, title):
        sizes = case.queries, case.keys, case.facts
        mask_call = MaskCall(mask.name, case.params)
        if not expressible(title, case):
            with pytest.raises(NotExpressible, match=f"{case.queries} and {case.keys}"):
                exported(title, mask_call, *sizes)
            continue
        assert np.array_equal(matrix_of(exported(title, mask_call, *sizes)), case.of(mask)), case


@pytest.mark.parametrize("title", EXPORTS)
@every_mask
def test_painted_and_for_each_head(mask, title):
    """The mask beside itself with two cells turned over, and beside nothing."""
    case = next(c for c in cases(mask) if c.queries == c.keys == 7)
    mask_call = MaskCall(mask.name, case.params)
    flips = ((0, 0), (3, 5))
    made = matrix_of(
        exported(title, [mask_call, Head((mask_call,), flips), Head()], 7, 7, case.facts)
    )
    first, second = (of(mask_call, 7, 7, case.facts, head=head) for head in (0, 1))
    assert np.array_equal(made[0], first)
    assert sorted(map(tuple, np.argwhere(made[1] != second))) == sorted(flips)
    assert made[2].all()


def test_every_library_is_tried_on_rectangles():
    for title in EXPORTS:
        tried = [c for mask in MASKS.values() for c in sample(mask, title)]
        assert any(c.queries < c.keys for c in tried) and any(c.queries > c.keys for c in tried)
        assert any(c.queries == c.keys > 1 for c in tried)
