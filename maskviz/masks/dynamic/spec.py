"""What a dynamic mask is: a choice among the keys a query may read, made from its scores."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from maskviz.masks.spec import Declared, Picture

BLOCKED = "x"  # stands for the score of a key that another mask blocks


@dataclass(frozen=True)
class Scored:
    """A choice drawn by hand over scores written by hand; a line is a query.

    `scores` has a number for each key, `x` where another mask blocks it; `drawing` has `#` for a
    key that is kept and `.` for one that is not; `params` are those it was drawn for.
    """

    scores: str
    drawing: str
    params: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def matrix(self) -> np.ndarray:
        """What is kept, bool (q, k)."""
        return Picture(self.drawing).matrix

    @cached_property
    def allowed(self) -> np.ndarray:
        """What the other mask leaves to choose from, bool (q, k)."""
        return np.array([[cell != BLOCKED for cell in row] for row in self.cells])

    @cached_property
    def numbers(self) -> np.ndarray:
        """The scores, float (q, k); a key that may not be read has one that must not matter."""
        return np.array([[99.0 if c == BLOCKED else float(c) for c in row] for row in self.cells])

    @property
    def cells(self) -> list[list[str]]:
        return [line.split() for line in self.scores.strip().splitlines()]


@dataclass(frozen=True)
class Reading:
    """What a choice looks at in one row, and what it asks of it.

    values     one for each group of `size` keys; None where no key of the group may be read
    criterion  what a group has to reach, as a noun: "the 4th largest score"
    least      the same as a number; None when nothing is asked, so that every group is kept
    always     groups that are kept whatever their value
    """

    what: str
    values: tuple[float | None, ...]
    criterion: str
    least: float | None
    size: int = 1
    always: tuple[int, ...] = ()


@dataclass(frozen=True, repr=False)
class Dynamic(Declared):
    """One dynamic mask: `choose(scores, allowed, *, …)` is True where query q keeps key k.

    Shapes: scores and allowed (…, q, k) torch tensors, what comes back is bool like them and never
    opens a key. Every row that may read something keeps something. A score of NaN counts as the
    largest, so that what is broken stays in sight. `reads(scores, allowed, q, **params)` is the
    Reading of one row, q its position (None where queries are not among the keys).
    """

    name: str
    title: str
    choose: Callable
    reads: Callable[..., Reading]
    pictures: tuple[Scored, ...]
    source: str
    look: str  # what to look for, one sentence; {keep} takes the parameter's value
    family: str = "dynamic"
    parts: tuple[str, ...] = ()
    contrast: str = ""
    aliases: str = ""

    @property
    def rule(self) -> Callable:  # type: ignore[override]  # read only: it is what chooses
        return self.choose


def dynamic(
    *,
    title: str,
    source: str,
    look: str,
    pictures: tuple[Scored, ...],
    reads: Callable[..., Reading],
    **more: Any,
) -> Callable[[Callable], Dynamic]:
    """Turn a choice into a `Dynamic` named like the function; `more` has its other fields."""
    return lambda choose: Dynamic(
        choose.__name__, title, choose, reads, pictures, source, look, **more
    )


def ranked(values: Sequence[float | None]) -> list[float]:
    """The values there are, largest first; NaN counts as the largest."""
    known = [value for value in values if value is not None]
    return sorted(known, key=lambda value: math.inf if math.isnan(value) else value, reverse=True)


def ordinal(n: int) -> str:
    """`1st`, `2nd`, `12th`; the first needs no number in front of “largest”."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n % 100 not in (11, 12, 13) else "th"
    return f"{n}{ending}"
