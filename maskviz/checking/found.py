"""What a matrix comes closest to and what is wrong with it, kept for whoever asks again."""

from functools import lru_cache

import numpy as np

from maskviz.checking.faults import emptied, faults
from maskviz.matrices.closest import Find
from maskviz.matrices.closest.remembered import finds_of

CLOSEST = 3  # masks that are named where none is the same in every cell


# Streamlit's own cache holds a lock while it calculates, and these let others go first meanwhile.
@lru_cache(maxsize=16)
def found(bits: bytes, queries: int, keys: int, first: int) -> tuple[Find, ...]:
    """The exact finds of a matrix packed into bits, then the closest; they depend on nothing else.

    Where all of these have to be told what the tokens are, the closest that has not is among them.
    """
    finds = finds_of(unpacked(bits, queries, keys), first)
    exact = sum(not find.distance for find in finds)
    kept = finds[: max(exact, CLOSEST)]
    untold = [find for find in finds if find.usual][:1]
    return kept if any(find.usual for find in kept) else (*kept, *untold)


def beginning(bits: bytes, queries: int, keys: int) -> int:
    """Where the first of more queries than keys stands: at 0, or so that the last stands at the
    last key, whichever gives the matrix the simpler name."""
    ways = (0, keys - queries)
    return min(ways, key=lambda first: found(bits, queries, keys, first)[0].rank)


@lru_cache(maxsize=16)
def but_for_rows(bits: bytes, queries: int, keys: int, first: int) -> str:
    """What known mask it is but for rows with nothing to read, a sentence; "" where it is none."""
    return emptied(unpacked(bits, queries, keys), first)


@lru_cache(maxsize=16)
def wrong(bits: bytes, queries: int, keys: int, first: int) -> tuple[str, ...]:
    asked = bits, queries, keys, first
    best = next((find for find in found(*asked) if find.usual), None)
    return tuple(faults(unpacked(bits, queries, keys), first, best, lambda: but_for_rows(*asked)))


def unpacked(bits: bytes, queries: int, keys: int) -> np.ndarray:
    flat = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=queries * keys)
    return flat.astype(bool).reshape(queries, keys)
