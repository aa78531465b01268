"""What each token is, every fact by its name, worked out when a mask asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from maskviz.masks.facts import FACTS
from maskviz.masks.text import Span
from maskviz.settings.declared import Settings


@dataclass(frozen=True, eq=False)
class TokenFacts(Mapping):
    """The facts of one row of tokens: name -> one whole number for each token.

    labels and spans are those of the tokens, `real` is 1 for a token and 0 for padding.
    """

    settings: Settings
    labels: tuple[str, ...]
    real: np.ndarray
    text: str = ""
    spans: tuple[Span, ...] = ()
    known: dict[str, np.ndarray] = field(default_factory=dict)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.known:
            fact, given = FACTS[name], self.settings.vectors
            vector = given.get(fact.given.name) if given else None
            values = fact.made(self) if vector is None else fact.of_vector(self, vector)
            self.known[name] = np.asarray(values)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)

    def __contains__(self, name: object) -> bool:
        return name in FACTS

    def picked(self, name: str) -> list[int]:
        """The positions picked under a name that this row has."""
        return [p for p in self.settings.picks.get(name, ()) if p < len(self.labels)]

    def toggled(self, guess: np.ndarray, name: str) -> np.ndarray:
        """A guess of zeros and ones, turned over where somebody clicked."""
        found = np.array(guess)
        found[self.picked(name)] ^= 1
        return found

    def sorted_by_hand(self, name: str, count: int) -> np.ndarray | None:
        """Numbers 1 to `count` as they were given by hand; None when none was."""
        if not any(f"{name}_{n}" in self.settings.picks for n in range(1, count + 1)):
            return None
        found = np.zeros(len(self.labels), dtype=int)
        for n in range(1, count + 1):
            found[self.picked(f"{name}_{n}")] = n
        return found
