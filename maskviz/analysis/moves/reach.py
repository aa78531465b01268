"""Whom a token's news can reach: what it is told in one layer a token tells on in the next."""

import numpy as np

from maskviz.analysis.view import View


def readable(view: View) -> np.ndarray:
    """What each layer may read at all, bool (layer, query, key): the union over its heads.

    A dynamic mask counts as open, for what it drops depends on all it chooses from.
    """
    return view.allowed[view.part][:, 0].any(dim=1).numpy()


def reach(layers: np.ndarray, origins: list[int]) -> np.ndarray:
    """Which rows can depend on some tokens after so many layers, bool (layers + 1, row).

    layers bool (layer, query, key). The residual connection keeps a row's own news.
    """
    now = np.zeros(layers.shape[-1], dtype=bool)
    now[origins] = True
    found = [now]
    for cells in layers:
        now = now | (cells & now).any(axis=1)
        found.append(now)
    return np.stack(found)


def powers(layers: np.ndarray) -> np.ndarray:
    """Who can depend on whom after so many layers, bool (layers + 1, query, key).

    The boolean product of the layers, each with its diagonal.
    """
    size = layers.shape[-1]
    found = [np.eye(size, dtype=bool)]
    for cells in layers:
        told = cells.astype(np.float32) @ found[-1].astype(np.float32) > 0
        found.append(found[-1] | told)
    return np.stack(found)
