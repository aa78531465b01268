"""A choice among a few names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.masks.kinds.words import Value, quoted, spoken

NAME = re.compile(r"[a-z][a-z_]*")  # so that it can stand in links and in code


@dataclass(frozen=True)
class Option:
    """One of a few names, which a predicate compares: `side == "left"`."""

    names: tuple[str, ...]
    help: str
    label: str = ""

    def __post_init__(self):
        wrong = [name for name in self.names if not NAME.fullmatch(name)]
        if wrong or len(set(self.names)) != len(self.names) or len(self.names) < 2:
            raise ValueError(
                f"an option is two different names or more of a to z and _, not {self.names}"
            )

    @property
    def ends(self) -> tuple[str, ...]:
        return self.names

    def problem(self, value: Any) -> str | None:
        known = isinstance(value, str) and value in self.names
        return None if known else f"{quoted(value)} is not one of {', '.join(self.names)}"

    def plain(self, value: Any) -> str:
        return str(value)

    def read(self, word: str) -> str:
        return word

    def code(self, value: Value) -> str:
        return f'"{value}"'

    def values(self, most: int) -> Sequence[str]:
        return self.names

    def beside(self, value: str) -> dict[str, str]:
        return {f"{value} to {name}": name for name in self.names if name != value}

    def drawn(self, size: int, rng: np.random.Generator) -> str:
        return self.names[int(rng.integers(len(self.names)))]

    def said(self, name: str, value: Value) -> str:
        return f"{spoken(name)} {spoken(str(value))}"

    def explained(self, name: str, value: Value) -> str:
        return f"{spoken(name)} is {spoken(str(value))}"

    def setting(self, name: str) -> str:
        return f"`{name}` {' or '.join(self.names)}"
