"""Numbers as somebody brought them, before anybody asks which of them may be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maskviz.matrices.code.names import Open

A_LINE = "a number a line"


@dataclass(frozen=True)
class Brought:
    """One array out of a file or a text.

    values  float64, as many sides as it was written with; NaN stays NaN
    words   value -> how it was first written: {1.0: "True"}
    name    what stood before it: `mask =` gives "mask"
    hidden  (rows, columns) that stand before the dots of a print that leaves cells out, then
            `values` has what is shown; None when all is there
    size    the shape that the print names, nothing when it names none
    signs   the signs of a drawing; `values` are then their places in it, and what each means is
            asked
    opened  the names that a program leaves open, with the values taken for them
    told    how its cells were told, where they do not stand there one by one
    placed  whether a program made it of places, so that other sizes give another array
    pairs   whether it is known to be queries by keys
    remarks what is worth knowing of the program that made it, a sentence each
    """

    values: np.ndarray
    words: Mapping[float, str] = field(default_factory=dict)
    name: str = ""
    hidden: tuple[int, int] | None = None
    size: tuple[int, ...] = ()
    signs: Sequence[str] = ()
    opened: Sequence[Open] = ()
    told: str = ""
    placed: bool = False
    pairs: bool = False
    remarks: Sequence[str] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        return self.values.shape

    def written(self, value: float) -> str:
        """A value as its author wrote it, else as people write numbers: -inf, -1e9, 0.5."""
        nan = next((word for known, word in self.words.items() if known != known), "nan")
        return nan if value != value else self.words.get(value) or written(value)


def written(value: float) -> str:
    return f"{value:.4g}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
