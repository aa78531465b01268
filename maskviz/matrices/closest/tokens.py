"""Masks that choose some of the tokens, as keys and as queries: padding, secrets, globals."""

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.columns import majority
from maskviz.matrices.closest.labels import LARGE, facts, settled, square
from maskviz.matrices.closest.tally import Fit, Tally
from maskviz.turns import step

BOTH = np.array([[0, 0], [0, 1]], dtype=bool)  # open where query and key are chosen
EITHER = np.array([[0, 1], [1, 1]], dtype=bool)  # open where one of them is
TURNS = 8  # of fitting the window and the globals after one another


def chosen(weights: np.ndarray, table: np.ndarray, *known: np.ndarray) -> tuple[int, np.ndarray]:
    """The tokens, label 1, for which the table opens or closes whole rows and columns.

    `known` are labels to begin with, beside those that the matrix suggests.
    """
    row, column = weights.sum(axis=1), weights.sum(axis=0)
    asked = np.abs(weights).sum(axis=1) > 0
    open_row, open_column = (weights > 0).any(axis=1), (weights > 0).any(axis=0)
    starts = [
        np.where(asked, weights.diagonal() > 0, open_column),
        np.where(asked, open_row & open_column, open_column),
        row + column > 0,
        column > 0,
        *known,
    ]
    return settled(weights, [start.astype(int) for start in starts], table)


def key_query_padding(sums: Tally) -> Fit | None:
    if not sums.queries_are_tokens:
        return None
    gain, labels = chosen(square(sums), BOTH)
    return Fit(gain, facts={"real": facts(labels)})


def sensitive(sums: Tally) -> Fit | None:
    """Without its rows a secret is a closed column; with them it is like padding on both sides."""
    if not sums.queries_are_tokens:
        return None
    gain, opened = majority(sums.columns)
    alone = Fit(gain, {"rows": 0}, {"secret": tuple(1 - value for value in opened)})
    gain, labels = chosen(square(sums), BOTH)
    with_rows = Fit(gain, {"rows": 1}, {"secret": facts(1 - labels)})
    return max(alone, with_rows, key=lambda fit: fit.gain)


def global_tokens(sums: Tally) -> Fit | None:
    if not sums.queries_are_tokens:
        return None
    gain, labels = chosen(square(sums), EITHER)
    both_ways = Fit(gain, {"one_way": 0}, {"is_global": facts(labels)})
    gain, opened = majority(sums.columns)
    one_way = Fit(gain, {"one_way": 1}, {"is_global": opened})
    return max(both_ways, one_way, key=lambda fit: fit.gain)


def outside(weights: np.ndarray, reach: int) -> np.ndarray:
    """The weights of tokens further apart than the reach, 0 for the others."""
    return weights - np.triu(np.tril(weights, reach), -reach)


def longformer(sums: Tally) -> Fit | None:
    """The window is seen between tokens that are not global, the globals outside the window.

    A global token has hardly a blocked cell in its row and column; then both in turns.
    """
    if not sums.queries_are_tokens:
        return None
    widths = sums.sizes(MASKS["longformer"].parameters["width"], 2)
    weights, found = square(sums), []
    blocked = (weights < 0).sum(axis=0) + (weights < 0).sum(axis=1)
    for start in {tuple(blocked <= most) for most in (-1, 0, 1, 3, len(blocked) // 4)}:
        best, labels = -1 - weights.size, np.array(start, dtype=int)
        for _ in range(TURNS if len(weights) <= LARGE else 2):
            step()
            reach = band(np.where((labels == 1)[:, None] | (labels == 1), 0, weights), widths)
            far = outside(weights, reach)
            gain, labels = chosen(far, EITHER, labels)
            if (gain := gain + int((weights - far).sum())) <= best:
                break
            best = gain
            found.append((gain, -reach, facts(labels)))
    gain, reach, labels = max(found)
    return Fit(gain, {"width": -2 * reach}, {"is_global": labels})


def band(weights: np.ndarray, widths: np.ndarray) -> int:
    """The reach, to both sides, that gains most."""
    apart = np.abs(np.subtract.outer(np.arange(len(weights)), np.arange(len(weights))))
    sums = np.cumsum(np.bincount(apart.ravel(), weights.ravel(), minlength=widths[-1] // 2 + 1))
    return int(np.argmax(sums[widths // 2]))


FITTERS = {
    "key_query_padding": key_query_padding,
    "sensitive": sensitive,
    "global_tokens": global_tokens,
    "longformer": longformer,
}
