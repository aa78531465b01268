"""Who inherits: the row as it would be without the mask, and where the blocked keys' share went."""

from dataclasses import dataclass, replace

import numpy as np
import torch

from maskviz.analysis.arithmetic import Row
from maskviz.analysis.remarks import number
from maskviz.models.attention import Trace, masked_scores, scores_at_mask, softmax_weights
from maskviz.models.score_mod import NOTHING, ScoreMod, changed

SHOWN = 6  # keys that have a bar of their own, those that gained or lost most
SAME = 1e-6  # what rounding makes of two equal weights


@dataclass(frozen=True)
class Share:
    """A bar: one key, or several together, and its weight without the mask and with it."""

    key: int | None
    name: str
    free: float
    kept: float


@dataclass(frozen=True, eq=False)
class Heirs:
    """A row with its mask beside the same row without it.

    free      (keys,) the weights when nothing is blocked, from the same scores
    shares    each bar; without the mask they add up to 1, unless a number is NaN: then none
    sentence  what became of the share of the blocked keys
    """

    free: np.ndarray
    shares: tuple[Share, ...]
    sentence: str


def unmasked(trace: Trace, head: int, row: Row, score_mod: ScoreMod | None) -> np.ndarray:
    """The weights of a row if the mask, and what gates chose, blocked nothing; (keys,).

    The same queries and keys: in earlier layers the mask has done its work.
    """
    mod, place = score_mod or NOTHING, row.q
    if mod.bias is not None:
        mod = replace(mod, bias=mod.bias[head % len(mod.bias), place][None, None])
    if mod.sink is not None:
        mod = replace(mod, sink=mod.sink[head : head + 1])
    raw = trace.raw[:1, head : head + 1, place : place + 1]
    mod = mod.to(raw.device)
    everything = torch.ones_like(raw, dtype=torch.bool)
    scores = masked_scores(scores_at_mask(raw, row.recipe, mod), everything, row.recipe)
    weights = softmax_weights(changed(scores, mod, after=True), everything, row.recipe, mod)
    return weights[0, 0, 0].numpy(force=True)


def counted(count: int, what: str) -> str:
    return f"{count} {what} key{'' if count == 1 else 's'}"


def bars(row: Row, free: np.ndarray) -> list[Share]:
    """The keys that changed most, then all others; what is blocked is one bar."""
    blocked, kept = ~row.allowed, row.weights
    most = sorted(np.flatnonzero(row.allowed).tolist(), key=lambda k: -abs(kept[k] - free[k]))
    first, rest = sorted(most[:SHOWN]), most[SHOWN:]
    found = [Share(k, "", float(free[k]), float(kept[k])) for k in first]
    for name, keys in (("other", rest), ("blocked", np.flatnonzero(blocked).tolist())):
        if keys:
            sums = float(free[keys].sum()), float(kept[keys].sum())
            found.append(Share(None, counted(len(keys), name), *sums))
    if row.sink is not None and row.recipe.blocking != "renormalised":  # which gives it out again
        found.append(Share(None, "the sink", 1 - float(free.sum()), 1 - float(row.shares.sum())))
    return found


def told(row: Row, free: np.ndarray) -> str:
    """Where the share of the blocked keys went, from the numbers alone."""
    blocked, kept = ~row.allowed, row.weights
    if not np.isfinite(free).all() or not np.isfinite(kept).all():
        return "A weight of this row is NaN, with the mask or without it: nothing can be compared."
    if not blocked.any():
        return "The mask blocks nothing in this row: it is the row without the mask."
    had, has = float(free[blocked].sum()), float(kept[blocked].sum())
    count = int(blocked.sum())
    keys = counted(count, "blocked") if count > 1 else "one blocked key"
    start = f"Without the mask the {keys} had {number(had)} of 1"
    if not row.allowed.any():
        return f"{start}, and with it {number(has)}; no key is left to inherit."
    gains = np.where(row.allowed, kept - free, -np.inf)
    gained, best = float(kept[~blocked].sum() - free[~blocked].sum()), int(gains.argmax())
    if has > had + SAME:
        return f"{start}, and with it {number(has)}: blocked, they gained."
    start = f"{start}, and with it {number(has)}"
    if gained <= SAME:
        return f"{start}; no key inherited: the weights of the others add up to what they did."
    ratios = kept[row.allowed & (free > SAME)] / free[row.allowed & (free > SAME)]
    alike = len(ratios) > 1 and float(np.ptp(ratios)) <= 1e-3 * float(ratios.max())
    each = f"each key that may be read has ×{number(float(ratios.mean()))}" if alike else ""
    most = f"key {best} “{row.tokens[best]}” gained most, {number(float(gains[best]))}"
    return f"{start}; " + ", ".join(filter(None, [each, most])) + "."


def heirs(row: Row, free: np.ndarray) -> Heirs:
    """What the mask moved in a row, from the weights with it and `free` (keys,), those without."""
    finite = np.isfinite(free).all() and np.isfinite(row.weights).all()
    return Heirs(free, tuple(bars(row, free)) if finite else (), told(row, free))
