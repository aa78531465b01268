"""A switch."""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np

from maskviz.masks.kinds.words import WHOLE, Value, quoted, spoken


@dataclass(frozen=True)
class Flag:
    """A switch: 0 or 1, so that a predicate can calculate with it."""

    help: str
    label: str = ""

    ends = (0, 1)

    def problem(self, value: Any) -> str | None:
        known = isinstance(value, Integral) and value in (0, 1)
        return None if known else f"{quoted(value)} is neither 0 nor 1"

    def plain(self, value: Any) -> int:
        return int(value)

    def read(self, word: str) -> int | str:
        return int(word) if WHOLE.fullmatch(word) else word

    def code(self, value: Value) -> str:
        return str(value)

    def values(self, most: int) -> Sequence[int]:
        return self.ends

    def beside(self, value: int) -> dict[str, int]:
        return {"flipped": 1 - value}

    def drawn(self, size: int, rng: np.random.Generator) -> int:
        return int(rng.integers(2))

    def said(self, name: str, value: Value) -> str:
        """A switch is named when it is on."""
        return spoken(name) if value else ""

    def explained(self, name: str, value: Value) -> str:
        return f"the switch “{spoken(name)}” is {'on' if value else 'off'}"

    def setting(self, name: str) -> str:
        return f"`{name}` on or off"
