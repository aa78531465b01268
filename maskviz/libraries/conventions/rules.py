"""The windows and staircases of libraries as they count them, bool (q, k), True = may read.

Each is a function of ours; the tests run the library itself and compare every cell.
"""

import numpy as np


def band(queries: int, keys: int, left: float, right: float, offset: int) -> np.ndarray:
    """At most `left` keys back and `right` keys on, the first query standing at `offset`."""
    back = np.arange(queries)[:, None] + offset - np.arange(keys)
    return (back <= left) & (-back <= right)


def staircase(queries: int, keys: int, offset: int = 0) -> np.ndarray:
    """Causal from the upper left corner, or shifted by `offset` keys."""
    return band(queries, keys, np.inf, 0, offset)


def jax_window(queries: int, keys: int, left: int, right: int) -> np.ndarray:
    """jax.nn: (left, right) without the token itself, counted from the upper left corner."""
    return band(queries, keys, left, right, 0)


def splash_window(queries: int, keys: int, left: int, right: int, offset: int = 0) -> np.ndarray:
    """LocalMask of splash attention: (left, right) without the token itself."""
    return band(queries, keys, left, right, offset)


def keras_window(queries: int, keys: int, window: int) -> np.ndarray:
    """keras: abs(q - k) < window, both ways, from the upper left corner."""
    return band(queries, keys, window - 1, window - 1, 0)


def xformers_window(queries: int, keys: int, window: int) -> np.ndarray:
    """xformers: causal, the token itself counted, from the lower right corner."""
    return band(queries, keys, window - 1, 0, keys - queries)


def transformers_window(queries: int, keys: int, window: int) -> np.ndarray:
    """transformers, a decoder with a cache: causal, the token itself counted."""
    return band(queries, keys, window - 1, 0, keys - queries)


def transformers_two_sided(queries: int, keys: int, window: int) -> np.ndarray:
    """transformers, an encoder: abs(q - k) <= window."""
    return band(queries, keys, window, window, keys - queries)


def gym_window(queries: int, keys: int, window: int) -> np.ndarray:
    """attention-gym: causal, `window` keys back and the token itself."""
    return band(queries, keys, window, 0, 0)


def flash_window(queries: int, keys: int, left: int, right: int) -> np.ndarray:
    """flash-attn: (left, right) without the token itself, −1 is no limit, lower right corner."""
    before, after = (np.inf if side < 0 else side for side in (left, right))
    return band(queries, keys, before, after, keys - queries)


def flash_positions(positions: np.ndarray) -> np.ndarray:
    """transformers with flash-attn: causal, and another document wherever the lowest stands; what
    is before the first of them is in none."""
    ids = np.cumsum(positions == positions.min())
    return (ids[:, None] == ids) & (ids > 0) & staircase(len(ids), len(ids))
