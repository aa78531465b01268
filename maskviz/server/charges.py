"""How much of the processor each session has had lately: what it pays at the gate."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

FADES = 10.0  # seconds in which a charge falls to a third
SMALL = 1e-3  # seconds of the processor; less is forgotten


@dataclass
class Charges:
    """Seconds of the processor by session, fading: what was long ago counts little."""

    _of: dict[str, tuple[float, float]] = field(default_factory=dict)  # who -> (charge, when)

    def now(self, who: str, at: float) -> float:
        charge, when = self._of.get(who, (0.0, at))
        return charge * math.exp((when - at) / FADES)

    def add(self, who: str, used: float, at: float) -> None:
        self._of[who] = (self.now(who, at) + max(0.0, used), at)

    def welcome(self, who: str, others: Iterable[str], at: float) -> None:
        """A newcomer is charged as much as the least charged of those who wait.

        Else whoever opens ever new sessions would always be the first.
        """
        if who not in self._of:
            self._of[who] = (min((self.now(other, at) for other in others), default=0.0), at)

    def forget(self, at: float) -> None:
        """Drop those whose charge has faded away."""
        self._of = {who: c for who, c in self._of.items() if self.now(who, at) >= SMALL}
