"""Masks that open or close whole columns: each key is decided by the majority of its cells."""

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.tally import Fit, Tally, best


def prefix_lm(sums: Tally) -> Fit:
    """Causal, and then what the first keys are read by the queries before them."""
    values = sums.sizes(MASKS["prefix_lm"].parameters["prefix"])
    future = np.append(0, np.cumsum(sums.columns - sums.past_columns))
    gain, prefix = best(future[np.minimum(values, sums.keys)], values)
    return Fit(gain + int(sums.past_columns.sum()), {"prefix": prefix})


def sink_window(sums: Tally) -> Fit:
    """For each window its band, and what the first keys are read from beyond it."""
    numbers = MASKS["sink_window"].parameters
    windows, sinks = sums.sizes(numbers["window"]), sums.sizes(numbers["sinks"])
    sinks = sinks[: sums.keys + 1]
    key = np.arange(sinks[-1])[None, :]
    beyond = sums.below(key, key + windows[:, None])
    beyond = np.pad(np.cumsum(beyond, axis=1), ((0, 0), (1, 0)))
    gains = beyond + np.cumsum(sums.back)[windows - 1, None]
    window, sink = np.unravel_index(np.argmax(gains), gains.shape)
    params = {"sinks": int(sinks[sink]), "window": int(windows[window])}
    return Fit(int(gains[window, sink]), params)


def majority(columns: np.ndarray) -> tuple[int, tuple[int, ...]]:
    """Which columns are better open than closed, and what they gain."""
    opened = columns >= 0
    return int(columns[opened].sum()), tuple(map(int, opened))


def key_padding(sums: Tally) -> Fit:
    gain, real = majority(sums.columns)
    return Fit(gain, facts={"real": real})


def causal_padding(sums: Tally) -> Fit:
    gain, real = majority(sums.past_columns)
    return Fit(gain, facts={"real": real})


def special(sums: Tally) -> Fit:
    """The same columns can be said in two ways; the one that names fewer tokens is taken."""
    gain, opened = majority(sums.columns)
    only = int(2 * sum(opened) < len(opened))
    facts = opened if only else tuple(1 - value for value in opened)
    return Fit(gain, {"only": only}, {"special": facts})


FITTERS = {
    "prefix_lm": prefix_lm,
    "sink_window": sink_window,
    "key_padding": key_padding,
    "causal_padding": causal_padding,
    "special": special,
}
