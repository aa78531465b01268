"""A picture: a mask drawn by hand, which says what the mask is and tests it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from maskviz.masks.kinds import Value


@dataclass(frozen=True)
class Picture:
    """A mask drawn by hand: `#` may be read, `.` is blocked, a line is a query.

    The drawing fixes the sizes (q, k); `params` and `facts` say what it was drawn for.
    """

    drawing: str
    params: Mapping[str, Value] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def matrix(self) -> np.ndarray:
        """The drawing as bool (q, k), True = may read."""
        lines = self.drawing.split()
        if len({len(line) for line in lines}) != 1 or set("".join(lines)) - set("#."):
            raise ValueError(f"a picture has equal lines of # and . only, got {lines}")
        return np.array([[cell == "#" for cell in line] for line in lines])
