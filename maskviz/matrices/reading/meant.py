"""One way to read values as a mask."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Meaning:
    """One way to read the numbers.

    cells    bool, in the shape of the values: True where the query may read the key
    said     what the values mean, one clause: "1 = may read, 0 = blocked"
    remarks  what is worth knowing about these numbers, a sentence each
    open     how a cell that may be read is written, shut how a blocked one is
    doubt    whether another reading is as good as this one
    """

    cells: np.ndarray
    said: str
    remarks: tuple[str, ...] = ()
    open: str = "1"
    shut: str = "0"
    doubt: bool = False
