"""Every slip in a predicate is noticed by a picture, unless it changes no mask of any size."""

import random
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import arguments, asks_queries
from maskviz.masks.spec import Mask, Parameter, Picture
from tests.contract.cases import Case, case_of, every_mask
from tests.contract.mutants import mutants
from tests.contract.tokens import drawn_facts

SIZES = ((1, 1), (4, 4), (13, 13), (6, 13), (13, 6))
VALUES = (0, 1, 2, 3, 5, 12, 13, 14)


def cells(rule: Callable, mask: Mask, case: Case) -> np.ndarray | str:
    """The matrix a rule makes, or what went wrong; what it calculates counts, not its type."""
    q, k = np.arange(case.queries)[:, None] + case.offset, np.arange(case.keys)[None, :]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # NumPy only warns of a division by zero
            made = rule(q, k, **arguments(mask, case.params, case.facts, case.given))
    except (ArithmeticError, IndexError, TypeError, RuntimeWarning) as error:
        return type(error).__name__
    return np.broadcast_to(made, (case.queries, case.keys)) != 0


@lru_cache(maxsize=64)
def wide(name: str) -> list[Case]:
    """Many inputs: what differs on none of them differs on no mask anybody will see."""
    return list(wide_cases(MASKS[name]))


def values(p: Parameter) -> list[int]:
    """A few legal values; of a seed, whose numbers mean nothing, the fewest."""
    few = (0, 3, 9999) if p.name == "seed" else VALUES
    return [value for value in few if not p.kind.problem(value)] or list(p.kind.ends)


def wide_cases(mask: Mask) -> Iterator[Case]:
    draw = random.Random(mask.name)
    ranges = [[(p.name, value) for value in values(p)] for p in mask.controls]
    for (queries, keys), params in product(SIZES, product(*ranges)):
        if asks_queries(mask) and queries > keys:
            continue
        for _ in range(8 if mask.facts else 1):
            yield Case(queries, keys, dict(params), drawn_facts(mask, keys, draw))


def same(rule: Callable, mask: Mask, case: Case) -> bool:
    return np.array_equal(cells(rule, mask, case), cells(mask.rule, mask, case))


def survivors(mask: Mask) -> list[str]:
    """The slips that no picture notices although some input shows them."""
    pictures = [case_of(picture) for picture in mask.pictures]
    return [
        source
        for source, rule in mutants(mask)
        if all(same(rule, mask, case) for case in pictures)
        and not all(same(rule, mask, case) for case in wide(mask.name))
    ]


@every_mask
def test_no_slip_survives_the_pictures(mask):
    assert survivors(mask) == []


@every_mask
def test_there_are_slips_and_some_of_them_show(mask):
    found = list(mutants(mask))
    assert len(found) >= 7
    needed = min(4, len(found) // 2)
    shown = (s for s, rule in found if not all(same(rule, mask, case) for case in wide(mask.name)))
    assert len(list(islice(shown, needed))) == needed


@pytest.mark.parametrize(
    ("name", "drawing", "params", "slip"),
    [
        ("sliding_window", "#.. ##. ###", {"window": 3}, "return (k <= q) & (q - k <= window)"),
        ("causal", "#", {}, "return k >= q"),
        ("chunk", "### ### ###", {"size": 3}, "return q // size <= k // size"),
        ("prefix_lm", "## ##", {"prefix": 2}, "return (k <= prefix) | (k <= q)"),
        ("stride_only", "#. .#", {"stride": 2}, "return (q + k) % stride == 0"),
    ],
)
def test_a_picture_that_is_too_small_lets_its_slip_through(name, drawing, params, slip):
    """A planted <= for < once passed a picture of 6 by 6; the hunt for slips would have said so."""
    assert slip in [source for source, _ in mutants(MASKS[name])]
    small = replace(MASKS[name], pictures=(Picture(drawing, params),))
    assert np.array_equal(case_of(small.pictures[0]).of(small), small.pictures[0].matrix)
    assert slip in survivors(small)
