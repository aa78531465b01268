"""What each token is: a whole number for every position."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Facts = Mapping[str, Sequence[int]]  # name of a fact -> its value for every token


@dataclass(frozen=True)
class Fact:
    """A whole number for every token, 0 to `high`, read by position: `real[k]`.

    varies  how one text differs least from another: in one token's value alone; in two values
            swapped, when they are an order; or in several together, when they depend on each other
    """

    help: str
    high: int = 1
    varies: Literal["alone", "swapped", "together"] = "alone"

    def problem(self, values: np.ndarray) -> str | None:
        """What is wrong with the values of all tokens, (token,); None when nothing is."""
        if values.ndim != 1:
            return f"it is of shape {values.shape}, not one value for each token"
        if values.dtype.kind not in "iub" and values.size:
            return f"it holds {values.dtype}, not whole numbers"
        if values.size and not (values.min() >= 0 and values.max() <= self.high):
            return f"it is {values.min()} to {values.max()}, outside 0 to {self.high}"
        return None

    def setting(self, name: str) -> str:
        return f"`{name}` of each token, 0 to {self.high}"
