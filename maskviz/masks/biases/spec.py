"""What an additive relative of a mask is: it changes scores, and blocks nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import torch

from maskviz.masks.kinds import Value
from maskviz.masks.spec import Declared

Shown = Literal["masked", "weights"]


@dataclass(frozen=True)
class Numbers:
    """What a bias makes of scores, calculated by hand; a line is a query.

    scores   a number for each key
    made     what becomes of them: the masked scores, or with `shown` the weights
    params   those it was calculated for; `head` is one of `heads`
    """

    scores: str
    made: str
    params: Mapping[str, Value] = field(default_factory=dict)
    head: int = 0
    heads: int = 1
    shown: Shown = "masked"

    @staticmethod
    def table(text: str) -> list[list[float]]:
        return [[float(cell) for cell in line.split()] for line in text.strip().splitlines()]


@dataclass(frozen=True)
class Bias(Declared):
    """One relative: `rule(heads, q, k, *, …)` gives fields of an Extra by their names.

    q (query, 1) and k (1, key) are positions as whole numbers; the parts are a `bias` (head or 1,
    query, key), a `softcap` or a `sink` (head,). `parts` calls it.
    """

    name: str
    title: str
    rule: Callable[..., dict[str, Any]]
    pictures: tuple[Numbers, ...]
    source: str
    look: str  # what to look for, one sentence; {cap} takes the parameter's value
    family: str = "additive"
    aliases: str = ""

    def parts(
        self,
        heads: int,
        queries: int,
        keys: int,
        offset: int = 0,
        params: Mapping[str, Value] | None = None,
    ) -> dict[str, Any]:
        """The fields of an Extra for a layer; row r is the query at position r + offset.

        ValueError for a parameter that is not declared or out of range.
        """
        q = torch.arange(queries)[:, None] + offset
        return self.rule(heads, q, torch.arange(keys), **self.settled(params or {}))


def bias(
    *, title: str, source: str, look: str, pictures: tuple[Numbers, ...], **more: Any
) -> Callable[[Callable], Bias]:
    """Turn a function into a `Bias` named like it; `more` has its other fields."""
    return lambda rule: Bias(rule.__name__, title, rule, pictures, source, look, **more)
