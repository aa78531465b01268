"""Masks of an order of the tokens: permutations, and levels, where many stand on one step."""

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.labels import FEW, LARGE, MOVES, facts, settle, square
from maskviz.matrices.closest.tally import Fit, Tally, summed
from maskviz.turns import step


def orders(weights: np.ndarray) -> list[np.ndarray]:
    """The tokens from the bottom up: by how much they read, how little they are read, or both."""
    reads, read = weights.sum(axis=1), -weights.sum(axis=0)
    balanced = np.argsort(reads + read)
    if len(weights) > LARGE:
        return [balanced]
    return [balanced, np.lexsort((reads, read)), np.lexsort((read, reads))]


def pieces(weights: np.ndarray, order: np.ndarray, itself: int) -> np.ndarray:
    """Entry (i, j): what tokens i to j - 1 of an order gain as one step, which reads all below.

    With `itself` 1 it reads its own step as well. A step that ends before it begins gains
    -infinity.
    """
    area = summed(weights[np.ix_(order, order)].astype(np.int8))
    corner, ends = area.diagonal(), np.arange(len(area))
    gained = corner[None, :] - area if itself else area.T - corner[:, None]
    return np.where(ends[:, None] <= ends, gained, -np.inf)


def steps(weights: np.ndarray, order: np.ndarray, itself: int, most: int) -> np.ndarray:
    """The best labels that rise along an order of the tokens, at most so many, from 0 on."""
    piece = pieces(weights, order, itself)
    reached, starts = piece[0], []
    for _ in range(most - 1):
        step()
        residual = reached[:, None] + piece
        starts.append(residual.argmax(axis=0))
        reached = residual.max(axis=0)
    labels, end = np.zeros(len(order), dtype=int), len(order)
    for label in range(most - 1, 0, -1):
        start = starts[label - 1][end]
        labels[order[start:end]] = label
        end = start
    return labels


def lined_up(weights: np.ndarray, order: np.ndarray) -> np.ndarray:
    """An order in which each token reads those before it: one moved at a time, while it gains.

    To pass another token upwards is to read it and no longer to be read by it.
    """
    places = np.arange(len(order))
    for _ in range(MOVES if len(order) <= LARGE else FEW):
        step()
        passing = (weights - weights.T)[np.ix_(order, order)]
        up_to = np.cumsum(passing, axis=1)
        here = up_to.diagonal()[:, None]
        up = np.where(places > places[:, None], up_to - here, 0)
        down = np.where(places < places[:, None], up_to - passing - here, 0)
        gains = up + down
        token, place = np.unravel_index(np.argmax(gains), gains.shape)
        if gains[token, place] <= 0:
            break
        order = np.insert(np.delete(order, token), place, order[token])
    return order


def permutation(sums: Tally) -> Fit | None:
    """Whether a token reads itself is decided by the majority of the diagonal."""
    if not sums.queries_are_tokens:
        return None
    weights = square(sums)
    itself = int(weights.trace() >= 0)
    found = []
    for order in orders(weights):
        order = lined_up(weights, order)
        below = np.tril(weights[np.ix_(order, order)], itself - 1)
        found.append((int(below.sum(dtype=np.float64)), order))
    gain, order = max(found, key=lambda found: found[0])
    return Fit(gain, {"itself": itself}, {"rank": facts(np.argsort(order))})


def levels(sums: Tally) -> Fit | None:
    """An order of all tokens cut into a few steps, and each token moved to its best one."""
    if not sums.queries_are_tokens:
        return None
    most = MASKS["levels"].parameters["level"].kind.high + 1
    weights = square(sums)
    tried = orders(weights)
    if len(weights) <= LARGE:
        tried.append(lined_up(weights, tried[0]))
    starts = [steps(weights, order, 1, most) for order in tried]
    found = [settle(weights, start, np.tri(most, dtype=bool)) for start in starts]
    gain, labels = max(found, key=lambda found: found[0])
    return Fit(gain, facts={"level": facts(labels)})


FITTERS = {"permutation": permutation, "levels": levels}
