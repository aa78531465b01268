"""Orders of reading: a permutation of the tokens, or a tree of them."""

from collections.abc import Sequence


def ranks(seed: int, n: int) -> tuple[int, ...]:
    """The place of each of n tokens in an order of reading: of the text for seed 0, or shuffled.

    Another seed is another order, always the same one; more tokens leave the order of the first
    ones as it was.
    """

    def stirred(token: int) -> int:
        mixed = (token * 12289 + seed * 7919 + 1) % 46337
        return mixed * ((token * token + seed * 15013 + 1) % 46327) % 46309

    order = sorted(range(n), key=stirred) if seed else range(n)
    found = [0] * n
    for place, token in enumerate(order):
        found[token] = place
    return tuple(found)


def tree(n: int, prefix: int, branches: int) -> tuple[int, ...]:
    """The parent of each of n tokens, −1 for the first: a chain, then a tree from its end.

    The first `prefix` tokens, at least one, are the chain. Those after it fill a tree level by
    level, each token with as many children as `branches`; ValueError below one.
    """
    if branches < 1:
        raise ValueError(f"a tree with {branches} branches at a token does not grow")
    root = max(prefix, 1) - 1
    return tuple(t - 1 if t <= root else root + (t - root - 1) // branches for t in range(n))


def intervals(parents: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """When a depth-first walk comes to each token, and the last that it comes to below it.

    A token stands on the branch of another exactly when enter[it] <= enter[other] <= leave[it].
    Parents stand before their children, −1 is none; ValueError with the numbers otherwise.
    """
    n = len(parents)
    for token, parent in enumerate(parents):
        if not -1 <= parent < token:
            raise ValueError(f"token {token} has parent {parent}; a parent stands before its child")
    size = [1] * n
    for token in range(n - 1, -1, -1):
        if parents[token] >= 0:
            size[parents[token]] += size[token]
    enter, free, roots = [0] * n, [0] * n, 0
    for token, parent in enumerate(parents):
        if parent < 0:
            enter[token], roots = roots, roots + size[token]
        else:
            enter[token] = free[parent]
            free[parent] += size[token]
        free[token] = enter[token] + 1
    return tuple(enter), tuple(e + s - 1 for e, s in zip(enter, size, strict=True))
