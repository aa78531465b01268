"""What the tokens would have to be: labels moved one at a time, as long as the mask gains."""

from collections.abc import Iterable

import numpy as np

from maskviz.matrices.closest.tally import Tally
from maskviz.turns import step

UNKNOWN = -1
MOVES = 32  # of one start; a matrix that is nearly such a mask needs few
LARGE, FEW = 512, 8  # with more tokens than that every move is dear
KINDS = 300  # labels at most that are moved; with more the start is taken as it is


def square(sums: Tally, free: np.ndarray | None = None) -> np.ndarray:
    """The weights as float32 (token, token); rows that are not asked weigh 0.

    `free` is int8 (q, k), the weights where the labels decide and 0 elsewhere.
    """
    placed = np.zeros((sums.keys, sums.keys), dtype=np.float32)
    placed[sums.offset : sums.offset + sums.queries] = sums.weights if free is None else free
    return placed


def settle(weights: np.ndarray, labels: np.ndarray, table: np.ndarray) -> tuple[int, np.ndarray]:
    """Give each token the label that gains most, the largest gain first, until none does.

    Shapes: weights float32 (n, n); labels int (n,), UNKNOWN where nothing is known yet; table
    bool (label of the query, label of the key), whether the cell is open. Returns the gain and the
    labels; a move at a time finds a mask that a few cells hide, but not always the best of all.
    """
    table = table.astype(np.float32)
    if len(table) > KINDS:
        return gain_of(weights, labels, table), labels
    tokens, unknown = np.arange(len(labels)), labels == UNKNOWN
    if unknown.any():
        labels = np.where(unknown, reading(weights, labels, table).argmax(axis=1), labels)
    sums, mine = reading(weights, labels, table), weights.diagonal()[:, None]
    mixed, own = table + table.T, mine * table.diagonal()
    for _ in range(MOVES if len(labels) <= LARGE else FEW):
        step()
        scores = sums + own - mine * mixed[labels]  # its own cell turns with its label
        gains = scores.max(axis=1) - scores[tokens, labels]
        token = int(np.argmax(gains))
        if gains[token] <= 0:
            break
        label, before = int(np.argmax(scores[token])), labels[token]
        sums += np.outer(weights[:, token], table[:, label] - table[:, before])
        sums += np.outer(weights[token], table[label] - table[before])
        labels = np.where(tokens == token, label, labels)
    # Each cell is in the sums of its row and of its column; they are whole numbers below 2 ** 24.
    return int(sums[tokens, labels].sum(dtype=np.float64)) // 2, labels


def reading(weights: np.ndarray, labels: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Entry (token, label): what its row and its column gain with that label, its own cell twice.

    Tokens of unknown label count for nothing.
    """
    have = (labels[:, None] == np.arange(len(table))).astype(np.float32)
    return (weights @ have) @ table.T + (weights.T @ have) @ table


def gain_of(weights: np.ndarray, labels: np.ndarray, table: np.ndarray) -> int:
    known = np.where(labels == UNKNOWN, len(table), labels)
    opened = np.pad(
        table.astype(bool), (0, 1)
    )  # a token of unknown label neither reads nor is read
    return int(weights.sum(where=opened[known[:, None], known], dtype=np.float64))


def settled(
    weights: np.ndarray, starts: Iterable[np.ndarray], table: np.ndarray
) -> tuple[int, np.ndarray]:
    """The best that any of the starts leads to."""
    return max((settle(weights, start, table) for start in starts), key=lambda found: found[0])


def facts(labels: np.ndarray) -> tuple[int, ...]:
    """Labels as a fact of every token; what nobody looks up is 0."""
    return tuple(int(max(label, 0)) for label in labels)
