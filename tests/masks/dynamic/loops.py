"""The dynamic masks as plain loops over one row, each from its sentence."""

import math


def size_of(score):
    """NaN counts as the largest."""
    return math.inf if math.isnan(score) else score


def top_k(scores, allowed, q, *, keep):
    """Take the best key that is left, the first of equals, until enough are taken."""
    left, taken = [k for k, open_ in enumerate(allowed) if open_], []
    while left and len(taken) < keep:
        best = left[0]
        for k in left:
            broken = math.isnan(scores[k]) and not math.isnan(scores[best])
            if broken or (not math.isnan(scores[best]) and scores[k] > scores[best]):
                best = k
        left.remove(best)
        taken.append(best)
    return taken


def threshold(scores, allowed, q, *, below):
    """Everything that is not too far under the best; where the best is NaN nothing is under it."""
    readable = [k for k, open_ in enumerate(allowed) if open_]
    if any(math.isnan(scores[k]) for k in readable):
        return readable
    best = max((scores[k] for k in readable), default=0)
    return [k for k in readable if best == scores[k] or best - below / 10 <= scores[k]]


def block_gate(scores, allowed, q, *, size, blocks):
    """The first block, the query's own, and the best of the others by their readable keys."""
    starts = range(0, len(scores), size)
    readable = [
        [k for k in range(start, start + size) if k < len(scores) and allowed[k]]
        for start in starts
    ]
    kept = {0} if q is None else {0, q // size}
    others = [b for b, keys in enumerate(readable) if keys and b not in kept]
    means = [sum(scores[k] for k in readable[b]) / len(readable[b]) for b in others]
    best = sorted(range(len(others)), key=lambda i: -size_of(means[i]))  # stable: the first wins
    kept |= {others[i] for i in best[:blocks]}
    return [k for b, keys in enumerate(readable) if b in kept for k in keys]
