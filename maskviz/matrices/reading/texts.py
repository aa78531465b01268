"""The masks of many texts, each drawn when it is asked for: all of them can be gigabytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np


@dataclass(frozen=True, eq=False)
class Texts(Sequence[np.ndarray]):
    """For each text its mask, bool (token, token): every query reads the same keys.

    rows    bool (text, token), True = may read
    causal  whether no query reads what comes after it either
    """

    rows: np.ndarray
    causal: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> np.ndarray: ...

    @overload
    def __getitem__(self, at: slice) -> list[np.ndarray]: ...

    def __getitem__(self, at: int | slice) -> np.ndarray | list[np.ndarray]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        tokens = self.rows.shape[1]
        cells = np.broadcast_to(self.rows[at], (tokens, tokens))
        return cells & np.tri(tokens, dtype=bool) if self.causal else cells
