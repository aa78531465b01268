"""Documents of which queries and keys have lengths of their own: which keys each query may read."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

LENGTH = re.compile(r"[0-9]{1,4}")
NOTHING = 1, 0  # the first key stands after the last


def lengths(text: str) -> list[int]:
    """The whole numbers of a list as somebody writes it."""
    return [int(word) for word in re.split(r"[\s,;]+", text) if LENGTH.fullmatch(word)]


def bounds(given: Sequence[int], tokens: int) -> list[int]:
    """Where each document begins and the last ends, as cu_seqlens has it; what is left over is one
    document more."""
    ends = [min(end, tokens) for end in accumulate(given)]
    return [0, *ends, tokens]


def readable(
    queries: Sequence[int], keys: Sequence[int], rows: int, tokens: int, causal: bool
) -> list[tuple[int, int]]:
    """The first and the last key that each of `rows` queries may read among `tokens` keys.

    Causal is counted from the lower right corner of each document. (1, 0) reads nothing.
    """
    asks, holds = bounds(queries, rows), bounds(keys, tokens)
    holds += [tokens] * (len(asks) - len(holds))
    found = []
    for number, (start, end) in enumerate(pairwise(asks)):
        first, after = holds[number], holds[number + 1]
        for query in range(start, end):
            last = after - end + query if causal else after - 1
            found.append((first, last) if first <= last else NOTHING)
    return found
