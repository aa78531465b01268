"""A whole number with its range."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.masks.kinds.words import WHOLE, Value, is_whole, quoted, spoken


@dataclass(frozen=True)
class Int:
    """A whole number the visitor sets; moving it by `step` must be able to change the mask."""

    low: int
    high: int
    help: str
    step: int = 1
    label: str = ""  # beside its control; without one the parameter's name is

    def problem(self, value: Any) -> str | None:
        """What is wrong with a value, with the numbers; None when nothing is."""
        if not is_whole(value):
            return f"{quoted(value)} is not a whole number"
        if not self.low <= value <= self.high:
            return f"{quoted(int(value))} is outside {self.low} to {self.high}"
        return None

    def plain(self, value: Any) -> int:
        """A sound value as Python, links and code hold it."""
        return int(value)

    def read(self, word: str) -> int | str:
        """The value that a word of a link means; a word that means none stays as it is."""
        return int(word) if WHOLE.fullmatch(word) else word

    def code(self, value: Value) -> str:
        """A value as source text."""
        return str(value)

    @property
    def ends(self) -> tuple[int, ...]:
        """The values on which a mask is tried to find out what can happen."""
        return self.low, self.high

    def values(self, most: int) -> Sequence[int]:
        """All values, of numbers those up to `most`."""
        return range(self.low, min(self.high, most) + 1, self.step)

    def beside(self, value: int) -> dict[str, int]:
        """The smallest changes of a value, in range or not: what each is called, where it leads."""
        return {f"+{self.step}": value + self.step, f"-{self.step}": value - self.step}

    def drawn(self, size: int, rng: np.random.Generator) -> int:
        """A value by chance up to a size: 1 to 2 as often as 2 to 4 and 32 to 64."""
        span = min(self.high, size) - self.low + 1
        steps = int(np.exp(rng.uniform(0, np.log(span + 1)))) - 1
        return self.low + steps // self.step * self.step

    def said(self, name: str, value: Value) -> str:
        """A value in a title: "window 4"; "" where nothing needs to be said."""
        return f"{spoken(name)} {value}"

    def explained(self, name: str, value: Value) -> str:
        """A value in a sentence about one cell."""
        return f"{spoken(name)} {value}"

    def setting(self, name: str) -> str:
        """What a visitor may set, for a table: `window` 1 to 256."""
        return f"`{name}` {self.low} to {self.high}"
