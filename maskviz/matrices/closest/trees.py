"""Trees: each token is hung under the branch that its row, and the rows below it, read most of."""

import numpy as np

from maskviz.matrices.closest.labels import square
from maskviz.matrices.closest.tally import Fit, Tally
from maskviz.turns import step

ROOT = -1
WITNESSES = 8  # queries below a token that are asked where it hangs
MOVES = 64  # tokens hung elsewhere afterwards
LARGEST = 256  # tokens; larger trees stay as they were built


def grown(weights: np.ndarray) -> np.ndarray:
    """The parent of every token, ROOT for the first of a tree, taken from the most read down."""
    opened = weights > 0
    order = np.argsort(-opened.sum(axis=0), kind="stable")
    parents, branch = np.full(len(order), ROOT), np.zeros_like(weights)
    for at, token in enumerate(order):
        step()
        below = np.flatnonzero(opened[:, token])
        below = below[np.linspace(0, len(below) - 1, WITNESSES).astype(int)] if len(below) else []
        placed = order[:at]
        gains = branch[below][:, placed].sum(axis=0) + 0.5 * branch[token, placed]
        if at and gains.max() > 0:
            parents[token] = placed[np.argmax(gains)]
            branch[:, token] = branch[:, parents[token]]
        branch[:, token] += weights[:, token]
    return parents


def downwards(parents: np.ndarray) -> list[int]:
    """The tokens as a walk comes to them that goes down before it goes on; children in order."""
    children = [[] for _ in parents]
    for token, parent in enumerate(parents):
        if parent != ROOT:
            children[parent].append(token)
    walk, waiting = [], [int(t) for t in np.flatnonzero(parents == ROOT)[::-1]]
    while waiting:
        token = waiting.pop()
        walk.append(token)
        waiting += reversed(children[token])
    return walk


def ancestors(parents: np.ndarray, walk: list[int]) -> np.ndarray:
    """Bool (token, token): who stands above whom, each token above itself."""
    above = np.eye(len(parents), dtype=bool)
    for token in walk:
        if parents[token] != ROOT:
            above[token] |= above[parents[token]]
    return above


def moved(weights: np.ndarray, parents: np.ndarray) -> np.ndarray | None:
    """Hang one token with all below it elsewhere, where that gains most; None when none gains."""
    above = ancestors(parents, downwards(parents)).astype(np.float32)
    gains = above.T @ (weights @ above.T)  # (the token moved, its new parent)
    lost = gains[np.arange(len(parents)), parents]
    gains[above.T > 0] = -np.inf  # nothing hangs below itself
    better = with_root(gains) - np.where(parents == ROOT, 0, lost)[:, None]
    token, parent = np.unravel_index(np.argmax(better), better.shape)
    if better[token, parent] <= 0:
        return None
    return np.where(np.arange(len(parents)) == token, named(parent, parents), parents)


def with_root(gains: np.ndarray) -> np.ndarray:
    """A last column for hanging under nothing, which reads nothing."""
    return np.concatenate([gains, np.zeros((len(gains), 1), gains.dtype)], axis=1)


def named(parent: int, parents: np.ndarray) -> int:
    return int(parent) if parent < len(parents) else ROOT


def inserted(weights: np.ndarray, parents: np.ndarray) -> np.ndarray | None:
    """Take one token out of its branch and put it in elsewhere, above the branches that read it.

    What hung under it hangs under its parent first. None when no place gains.
    """
    tokens, mine = np.arange(len(parents)), weights.diagonal()
    above = ancestors(parents, downwards(parents)).astype(np.float32)
    below = above.T @ weights  # (a branch, a token): how much the branch reads the token
    alone = below - above.T * mine  # the same without the token's own row
    path = weights @ above.T - above.T * mine[:, None]  # (the token, its new parent)
    taken = np.zeros((len(parents) + 1, len(parents)), dtype=np.float32)
    np.add.at(taken, parents, np.maximum(alone * (1 - np.eye(len(parents))), 0))
    for token in tokens:
        step()
        taken[parents[token], token] += np.maximum(alone[parents == token, token], 0).sum()
        taken[token, token] = -np.inf
    now = with_root(path)[tokens, parents] + below[tokens, tokens] - mine
    better = with_root(path) + taken.T - now[:, None]
    token, place = np.unravel_index(np.argmax(better), better.shape)
    if better[token, place] <= 0:
        return None
    put = np.where(parents == token, parents[token], parents)
    put[(put == named(place, parents)) & (alone[:, token] > 0) & (tokens != token)] = token
    put[token] = named(place, parents)
    return put


def hung(weights: np.ndarray, parents: np.ndarray) -> np.ndarray:
    """Branches and tokens moved, one at a time, as long as that gains."""
    for _ in range(MOVES):
        step()
        better = moved(weights, parents)
        better = inserted(weights, parents) if better is None else better
        if better is None:
            break
        parents = better
    return parents


def tree(sums: Tally) -> Fit | None:
    if not sums.queries_are_tokens:
        return None
    weights = square(sums)
    parents = grown(weights)
    if len(parents) <= LARGEST:
        parents = hung(weights, parents)
    walk = downwards(parents)
    above = ancestors(parents, walk)
    enter = np.argsort(walk)
    leave = enter + above.sum(axis=0) - 1
    gain = int(weights.sum(where=above, dtype=np.float64))
    return Fit(gain, facts={"enter": tuple(map(int, enter)), "leave": tuple(map(int, leave))})


FITTERS = {"tree": tree}
