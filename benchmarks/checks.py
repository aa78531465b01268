"""A check of a mask from its text or array to the last verdict, as the page asks for it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.measure import Row, seconds
from maskviz.checking import Checked, check
from maskviz.checking.found import found, wrong
from maskviz.matrices.closest.remembered import kept

ROUNDS = 5
SMALL, LARGE = 100.0, 2_000.0  # milliseconds, at 64 x 64 and at 2,048 x 2,048
CODE = "torch.tril(torch.ones(2048, 2048)) * torch.triu(torch.ones(2048, 2048), diagonal=-500)"


def printed(cells: np.ndarray) -> str:
    return "\n".join("".join(map(str, row)) for row in cells.astype(int))


def inputs() -> Iterator[tuple[str, Any, float]]:
    """What is checked, with the milliseconds that it may take."""
    whole, large = np.tri(64, dtype=bool), np.tri(2_048, dtype=bool)
    spoilt = whole.copy()
    spoilt[[5, 40], [2, 50]] ^= True
    yield "64 x 64, printed", printed(whole), SMALL
    yield "64 x 64, 2 cells off", printed(spoilt), SMALL
    yield "a rule over 64 x 64", "k <= q and q - k < 9", SMALL
    yield "2,048 x 2,048 of Python", large, LARGE
    large = large.copy()
    large[1_000, 100] = False
    yield "2,048 x 2,048, 1 cell off", large, LARGE
    yield "2,048 x 2,048 of code", CODE, LARGE


def judged(given: Any) -> Checked:
    """All that is said of it, with nothing remembered of the last time."""
    found.cache_clear()
    wrong.cache_clear()
    kept.cache_clear()
    checked = check(given, keys=64)
    _ = checked.text
    return checked


def checks() -> Iterator[Row]:
    """Each of them, the first round left out, which warms torch's own kernels up."""
    for name, given, most in inputs():
        work: Callable[[], object] = partial(judged, given)
        work()
        times = tuple(1e3 * seconds(work) for _ in range(ROUNDS))
        yield Row(f"check of {name}", "ms", times, target=most)
