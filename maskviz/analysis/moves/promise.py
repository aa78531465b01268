"""What a mask is said to promise: what must not matter is changed, and rows are compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maskviz.analysis.moves.change import changed_run, noise, replaced
from maskviz.analysis.moves.moved import compare
from maskviz.analysis.moves.reach import reach, readable
from maskviz.analysis.remembered import Remembered, key_of
from maskviz.analysis.view import View
from maskviz.turns import step

MOST_RUNS = 64  # of one promise
ROUNDING = 1e-4  # logits that move by less differ by the order of sums, not by what was read
Verdict = Literal["kept", "rounding", "broken"]


@dataclass(frozen=True)
class Trial:
    """One run: tokens that are changed all at once, and rows that must not move."""

    changed: tuple[int, ...]
    still: tuple[int, ...]


@dataclass(frozen=True)
class Promise:
    """Trials that together test it; `left_out` more would fit and are not run."""

    name: str
    trials: tuple[Trial, ...]
    left_out: int = 0


@dataclass(frozen=True)
class Found:
    """What the trials of a promise found.

    verdict   kept: every bit is the same; rounding: no logit moved by ROUNDING; broken
    control   whether a run in which nothing is changed is the same in every bit
    farthest  the largest difference of a logit, NaN when one became NaN; `row` has it
    worst     the trial in which that was
    cell      a cell (layer, head, query, key) that lets a row read what must not matter to it
    depth     layers that the mask needs to bring the news there, None when it never does
    """

    promise: Promise
    verdict: Verdict
    control: bool
    farthest: float = 0.0
    row: int | None = None
    worst: Trial | None = None
    cell: tuple[int, int, int, int] | None = None
    depth: int | None = None


def future(view: View) -> Promise:
    """All that comes after a row is changed at once, for every row; none up to it may move."""
    tokens = len(view.ids)
    cuts = sorted({round(n) for n in np.linspace(1, tokens - 1, min(tokens - 1, MOST_RUNS))})
    trials = tuple(Trial(tuple(range(n, tokens)), tuple(range(n))) for n in cuts if 0 < n < tokens)
    return Promise("future", trials, max(0, tokens - 1 - len(trials)))


def padding(view: View) -> Promise | None:
    """All padding is changed; no real row may move."""
    real = view.real.numpy().astype(bool)
    if real.all() or not real.any():
        return None
    return Promise("padding", (Trial(places(~real), places(real)),))


def documents(view: View) -> Promise | None:
    """One document after the other is changed; no row of another may move."""
    return apart(view, "documents", view.region.facts["doc"])


def apart(view: View, name: str, group: np.ndarray) -> Promise | None:
    """Each group of real tokens is changed alone; rows of the others may not move."""
    real = view.real.numpy().astype(bool)
    numbers = np.unique(group[real])
    if len(numbers) < 2:
        return None
    trials = [Trial(places(real & (group == n)), places(real & (group != n))) for n in numbers]
    return Promise(name, tuple(trials[:MOST_RUNS]), len(trials[MOST_RUNS:]))


def places(chosen: np.ndarray) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


def promises(view: View) -> Iterator[Promise]:
    """Those that have a meaning for this row of the batch."""
    for found in (future(view), padding(view), documents(view)):
        if found and found.trials:
            yield found


FOUND: Remembered[Found] = Remembered(1_000_000, lambda found: 1_000)


def tested(view: View, promise: Promise) -> Found:
    """What the trials found, or what they found the last time."""
    if view.score_mods:
        return keep_promise(view, promise)  # what else is done to the scores is not part of the key
    more = view.settings.recipe, view.position, promise
    key = key_of(view.shipped, view.ids, view.allowed, *more)
    return FOUND.get(key, lambda: keep_promise(view, promise))


def keep_promise(view: View, promise: Promise) -> Found:
    """Run every trial; the tokens' vectors get noise as long as themselves, seeded."""
    worst: tuple[float, int, Trial] | None = None
    unchanged = replaced(view, [0], [int(view.ids[0])])
    control = bool(compare(view.run, changed_run(view, unchanged), view.part).same.all())
    for trial in promise.trials:
        step()
        run = changed_run(view, noise(view, trial.changed, seed=trial.changed[0]))
        moved = compare(view.run, run, view.part)
        still = np.array(trial.still)
        if moved.moved(still):
            far = moved.distance[-1, still]
            row = int(np.nan_to_num(far, nan=np.inf).argmax())
            if worst is None or not far[row] <= worst[0]:
                worst = float(far[row]), trial.still[row], trial
    if worst is None:
        return Found(promise, "kept", control)
    far, row, trial = worst
    verdict: Verdict = "rounding" if far < ROUNDING else "broken"
    cell, depth = opened(view, trial, row)
    return Found(promise, verdict, control, far, row, trial, cell, depth)


def opened(
    view: View, trial: Trial, row: int
) -> tuple[tuple[int, int, int, int] | None, int | None]:
    """The first cell that lets a row that must not move read what is changed, best in the row
    itself; and the layers after which the mask brings the news to the row."""
    heads = view.allowed[view.part][:, 0].numpy()
    depth = reached(readable(view), trial.changed, row)
    for rows in ((row,), trial.still):
        if (cell := first_cell(heads, rows, trial.changed)) is not None:
            return cell, depth
    return None, depth


def first_cell(
    heads: np.ndarray, rows: Sequence[int], keys: Sequence[int]
) -> tuple[int, int, int, int] | None:
    """(layer, head, query, key) of the first open cell; heads bool (layer, head, query, key)."""
    found = np.argwhere(heads[:, :, list(rows)][..., list(keys)])
    if not len(found):
        return None
    layer, head, row, key = found[0].tolist()
    return layer, head, rows[row], keys[key]


def reached(layers: np.ndarray, changed: Sequence[int], row: int) -> int | None:
    """After how many layers a row can depend on what is changed; None when never."""
    hit = np.flatnonzero(reach(layers, list(changed))[:, row])
    return int(hit[0]) if len(hit) else None
