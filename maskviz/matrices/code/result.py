"""What the lines of a program make."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maskviz.matrices.code.names import Open


@dataclass(frozen=True)
class Made:
    """What a program makes.

    values   the array, of any number of sides
    opened   the names that it leaves open, with the values taken for them
    name     of the array, where the program gives it one
    kind     of its numbers, as NumPy calls it: "b" for True and False
    placed   whether places were looked at, so that other sizes give another array
    pairs    whether the lines say that it is queries by keys
    remarks  what is worth knowing, a sentence each
    """

    values: np.ndarray
    opened: Sequence[Open] = ()
    name: str = ""
    kind: str = "f"
    placed: bool = False
    pairs: bool = False
    remarks: Sequence[str] = ()

    @property
    def truths(self) -> bool:
        return self.kind == "b"
