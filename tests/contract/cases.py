"""What every mask is tried on: sizes, corners of its parameter box, corners of its facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import asks_queries, matrix, view_of
from maskviz.masks.spec import Mask, Parameter, Picture
from tests.contract.tokens import corners_of_facts

SIZES = (
    (1, 1),
    (2, 5),
    (1, 6),
    (7, 7),
    (7, 4),
    (3, 1),
    (5, 24),
)  # (queries, keys), both ways rectangular

every_mask = pytest.mark.parametrize("mask", MASKS.values(), ids=list(MASKS))


@dataclass(frozen=True)
class Case:
    """One complete input for a mask."""

    queries: int
    keys: int
    params: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    head: int = 0

    @property
    def offset(self) -> int:
        return self.keys - self.queries

    @property
    def given(self) -> dict[str, int]:
        """The numbers of the view."""
        return view_of(self.queries, self.keys, head=self.head)

    def of(self, mask: Mask) -> np.ndarray:
        return matrix(mask, self.queries, self.keys, self.params, self.facts, head=self.head)


def case_of(picture: Picture) -> Case:
    return Case(*picture.matrix.shape, picture.params, picture.facts)


def settings(mask: Mask) -> list[dict[str, int]]:
    """The defaults, then every corner of the parameter box."""

    def ends(p: Parameter) -> list[tuple[str, int]]:
        return [(p.name, value) for value in p.kind.ends]

    return [mask.defaults, *map(dict, product(*map(ends, mask.controls)))]


def corners(mask: Mask) -> Iterator[Case]:
    for (queries, keys), params in product(SIZES, settings(mask)):
        if asks_queries(mask) and queries > keys:
            continue
        for facts in corners_of_facts(mask, keys):
            yield Case(queries, keys, params, facts)


def cases(mask: Mask) -> Iterator[Case]:
    """Every corner, and what the pictures were drawn for."""
    yield from corners(mask)
    yield from map(case_of, mask.pictures)
