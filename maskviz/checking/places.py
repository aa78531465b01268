"""A function of places, such as a mask_mod, drawn over queries and keys."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from maskviz.checking.rules import HEADS
from maskviz.checking.understood import Understood
from maskviz.masks.matrix import sized
from maskviz.matrices.code import Places, made
from maskviz.matrices.reading import Brought, Reading, of_made, readings


def of_places(
    text: str, found: Brought, given: Mapping[str, Any], size: tuple[int, int]
) -> Understood:
    """A function of places, drawn over queries and keys.

    Its query counts the rows from 0, as FlexAttention has it; where that matters, the queries as
    the last of the keys are another reading.
    """
    queries, keys = size
    over = f"a function of {sized(queries, keys)}"
    means = truths(found)
    if queries == keys:
        ways = [replace(way, form=over) for way in means]
    else:
        last = of_made(made(text, given, Places(*size, first=keys - queries, heads=HEADS)))
        rows = f"{over}, its query counted from row 0, as FlexAttention does"
        ends = f"{over}, its queries the last {queries} of the keys"
        ways = [replace(way, form=rows, first=0) for way in means]
        second = [replace(way, form=ends) for way in truths(last)]
        ways[1:1] = second[: 1 if queries < keys else 0]
    if found.values.ndim == 3:
        names = [f"head {head}" for head in range(len(found.values))]
        ways = [replace(way, names=names) for way in ways]
    return Understood("code", [found.name or "the function"], 0, found, ways, size)


def truths(found: Brought) -> list[Reading]:
    """The readings of a function; True is what it lets a query read, before any other."""
    ways = readings(found)
    if set(found.words) != {0.0, 1.0}:
        return ways
    read = found.values.reshape(-1, *found.values.shape[-2:])[0] == 1
    return sorted(ways, key=lambda way: not np.array_equal(way.samples[0], read))
