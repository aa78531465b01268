"""What stays in the cache: every token, a window, a window and the first ones, or a chunk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Mask

Name = Literal["all", "window", "sink", "chunk"]
NAMES: tuple[Name, ...] = get_args(Name)


@dataclass(frozen=True)
class Policy:
    """Which tokens stay. A token is dropped when the mask of that name lets no later one read it.

    size   the most tokens that are kept, the one that reads included
    sinks  how many of them are the first of all; at least one is not
    """

    name: Name = "all"
    size: int = 8
    sinks: int = 1

    @property
    def call(self) -> MaskCall:
        """The mask that says the same of a square."""
        match self.name:
            case "all":
                return MaskCall("causal")
            case "window":
                return MaskCall("sliding_window", {"window": self.size})
            case "sink":
                first = min(self.sinks, self.size - 1)
                return MaskCall("sink_window", {"sinks": first, "window": self.size - first})
            case "chunk":
                return MaskCall("chunked_causal", {"size": self.size})

    @property
    def mask(self) -> Mask:
        return MASKS[self.call.name]

    def stays(self, held: Sequence[int], now: int) -> list[int]:
        """The slots whose token the one at position `now` may read; `held` are their positions."""
        reads = self.mask.rule
        return [i for i, k in enumerate(held) if reads(now, k, **self.call.params)]

    def cells(self, n: int) -> np.ndarray:
        """The same as a square, bool (query, key)."""
        return matrix(self.mask, n, n, self.call.params)
