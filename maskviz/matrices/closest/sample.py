"""Which masks are worth fitting to a whole matrix: a few of its tokens say so.

Some tokens of a mask that only asks what each of them is are such a mask again. Where it is hardly
closer to these few than a mask that is told less, it is not looked for among all; half of the few
are those at which the others fail most.
"""

import numpy as np

from maskviz.masks.spec import Mask
from maskviz.matrices.closest.find import Find, usual
from maskviz.matrices.closest.tally import Tally, tally

SMALL = 48  # tokens; with no more of them every mask is fitted to all
TOKENS = 32  # of the sample
WORTH = 0.6  # of the cells in which others differ: what promises no fewer is not looked for
PLACED = ("longformer",)  # asks how far tokens are apart too, which a sample does not keep


def sampled(mask: Mask) -> bool:
    """Whether a sample decides if the mask is fitted."""
    return not usual(mask) and mask.name not in PLACED


def sample(sums: Tally, best: Find) -> tuple[Tally, int] | None:
    """A few of the tokens, half of them those where the best so far fails most, and in how many of
    their cells it does, or else blocking all of them or none; None where there are few tokens
    anyhow, or where the queries are none."""
    if sums.keys <= SMALL or not sums.queries_are_tokens:
        return None
    apart = best.cells(sums.queries, sums.keys) != (sums.weights > 0)
    wrong = apart.sum(axis=0)
    asked = slice(sums.offset, sums.offset + sums.queries)
    wrong[asked] += apart.sum(axis=1)
    worst = np.argsort(-wrong, kind="stable")[: TOKENS // 2]
    queries = spread(sums.offset, sums.offset + sums.queries)
    tokens = np.unique(np.concatenate([worst, queries, spread(0, sums.keys)]))
    asking = tokens[(tokens >= asked.start) & (tokens < asked.stop)] - sums.offset
    few = np.ix_(asking, tokens)
    found = tally(sums.weights[few] > 0, int((tokens < sums.offset).sum()))
    blocked = found.weights.size - found.opened
    return found, min(int(apart[few].sum()), found.opened, blocked)


def spread(first: int, end: int) -> np.ndarray:
    """Places evenly from the first on, a quarter of the sample."""
    return np.unique(np.linspace(first, end - 1, TOKENS // 4).astype(int))
