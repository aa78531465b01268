"""The rectangle looked at, the matrices of masks in it, and what fits it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Term, cells
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import Facts
from maskviz.masks.matrix import sized
from maskviz.settings.slots import OwnMatrix

OFTEN = ("full", "causal", "key_padding")  # masks without numbers that much is compared with


@dataclass(frozen=True)
class NamedCells:
    """One matrix (q, k) with its name, and the mask it comes from when it was not painted.

    `added` tells what the model put on top of the mask; `either` has the parts of an "or".
    """

    title: str
    cells: np.ndarray
    term: Term | None
    added: bool = False
    either: tuple["NamedCells", ...] = ()


@dataclass(frozen=True)
class Region:
    """The rectangle looked at, and what is known of its tokens.

    first  the position of the first query; unless given the queries are the last of the keys.
           In cross-attention queries and keys are different tokens, and both count from 0.
    """

    queries: int
    keys: int
    facts: Facts
    first: int | None = None

    @property
    def offset(self) -> int:
        return self.keys - self.queries if self.first is None else self.first

    @cached_property
    def made(self) -> dict[str, np.ndarray]:
        """The matrices of OFTEN by their names, each once it was asked for."""
        return {}

    def cells(self, term: Term, head: int = 0) -> np.ndarray:
        """A gate counts as open here: its own rule comes when there are scores."""
        name = term.name if isinstance(term, MaskCall) and term.name in OFTEN else ""
        if name in self.made:
            return self.made[name]
        size = (self.queries, self.keys)
        known = {"offset": self.offset, "head": head}
        found = cells(term, *size, self.facts, **known, gates_open=True)
        if name:
            self.made[name] = found
        return found

    def rule(self, term: Term, head: int = 0, added: bool = False) -> NamedCells:
        parts = term.parts if isinstance(term, Join) and term.word == "or" else ()
        either = tuple(self.rule(part, head) for part in parts)
        return NamedCells(title(term), self.cells(term, head), term, added, either)


def misfit(matrix: OwnMatrix, region: Region) -> str:
    """Why a matrix that somebody brought is not drawn here, and what brings it back."""
    here, (queries, keys) = (region.queries, region.keys), matrix.size
    if here == matrix.size:
        return ""
    ways = [f"“Pad to” {keys}"] * (region.keys != keys)
    if region.first is not None:
        ways += [f"“Answer” {queries}"] * (region.queries != queries)
    else:
        asked, last = (side[0] if side[0] < side[1] else 0 for side in (here, matrix.size))
        ways += [f"“Last queries” {last}"] * (asked != last)
    return (
        f"Your matrix has {sized(queries, keys)}, and here are {here[0]} x {here[1]}: it is drawn "
        f"at its own size only. {' and '.join(ways)} {'brings' if len(ways) == 1 else 'bring'} it "
        "back."
    )
