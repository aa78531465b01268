"""What somebody has, and every way to understand it as a mask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from maskviz.masks.rule import Rule
from maskviz.matrices.code.names import Open
from maskviz.matrices.reading import Brought, Reading

Kind = Literal["matrix", "code", "rule"]


@dataclass(frozen=True)
class Understood:
    """What somebody has, and every way to understand it.

    kind      a matrix in any form, lines of code, or a rule
    arrays    the names of all the arrays in it, of which `at` is looked at
    brought   that array
    readings  every way to understand it, the likeliest first
    size      (queries, keys) over which a rule or a function of places was drawn; None for what
              has a size of its own
    rule      the rule, where it is one
    """

    kind: Kind
    arrays: Sequence[str]
    at: int
    brought: Brought
    readings: Sequence[Reading]
    size: tuple[int, int] | None = None
    rule: Rule | None = None

    @property
    def opened(self) -> Sequence[Open]:
        """The names that it leaves open, with the values taken for them."""
        return self.brought.opened
