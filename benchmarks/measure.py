"""Two ways of doing one thing, timed in turn, so that a busy machine is unfair to neither."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, against what, and the target from the design.

    ours and theirs are samples in the same unit; theirs is empty where the target is absolute.
    """

    what: str
    unit: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()
    against: str = ""
    target: float | None = None

    @property
    def figure(self) -> float:
        """The ratio of the medians; without another side, the median itself."""
        return median(self.ours) / median(self.theirs) if self.theirs else median(self.ours)

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "met" if self.figure <= self.target else "MISSED"


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 15, inner: int = 1
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Milliseconds of both, one call about the other; the first round warms up and is dropped.

    Each sample is the mean of `inner` calls, for work too short for the clock.
    """

    def sample(work: Callable[[], object]) -> float:
        return 1e3 * sum(seconds(work) for _ in range(inner)) / inner

    pairs, collecting = [], gc.isenabled()
    gc.disable()
    try:
        for i in range(rounds + 1):
            order = (ours, theirs) if i % 2 else (theirs, ours)
            found = {work: sample(work) for work in order}
            pairs.append((found[ours], found[theirs]))
    finally:
        if collecting:
            gc.enable()
    return tuple(zip(*pairs[1:], strict=True))
