"""The same masked attention from every form, timed in turns, compared with dense SDPA."""

import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch

from maskviz.matrices.storage import FORMS, pack
from maskviz.matrices.storage.attend import attend, sdpa
from maskviz.turns import step

LONGEST = 1_024  # queries or keys; more would keep a visitor and the server waiting
WIDTH = 32  # of the one head
ROUNDS = 5
REFERENCE = "dense"


@dataclass(frozen=True)
class Race:
    """What has been timed so far.

    seconds     form -> one number a round
    difference  form -> the largest difference from torch's own attention with the bool matrix
    """

    done: int
    total: int
    seconds: Mapping[str, tuple[float, ...]]
    difference: Mapping[str, float]

    @property
    def ratios(self) -> dict[str, float]:
        """Form -> its median time, as a multiple of dense SDPA's in the same run."""
        medians = {name: statistics.median(times) for name, times in self.seconds.items()}
        return {name: median / medians[REFERENCE] for name, median in medians.items()}


def race(cells: np.ndarray, tile: int, rounds: int = ROUNDS) -> Iterator[Race]:
    """Time attention from every form of a mask, bool (q, k); a Race after each single run.

    The forms take turns, so that what disturbs the machine disturbs all; a first turn, which is not
    counted, compares the outputs. Packing is not timed. ValueError when the mask is too long.
    """
    if max(cells.shape) > LONGEST:
        raise ValueError(f"attention is timed up to {LONGEST:,} tokens, not {max(cells.shape):,}")
    generator = torch.Generator().manual_seed(0)
    q, k, v = (torch.randn(n, WIDTH, generator=generator) for n in (*cells.shape, cells.shape[1]))
    stored = {}
    for name in FORMS:
        step()
        stored[name] = pack(cells, name, tile)
    expected = sdpa(q, k, v, torch.from_numpy(cells))
    total = len(FORMS) * (rounds + 1)
    seconds, difference = {name: () for name in FORMS}, {}
    for turn in range(rounds + 1):
        for name in FORMS:
            started = time.perf_counter()
            output = attend(stored[name], q, k, v)
            elapsed = time.perf_counter() - started
            if turn:
                seconds[name] += (elapsed,)
            else:
                difference[name] = float((output - expected).abs().max()) if len(q) else 0.0
            done = sum(map(len, seconds.values())) + len(difference)
            yield Race(done, total, dict(seconds), dict(difference))
