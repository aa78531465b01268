"""Chance that a key decides: the same numbers on every machine and in every version, for ever."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import count
from typing import TypeVar

T = TypeVar("T")
Draws = Iterator[int]  # each 0 to 2**64 - 1


def draws(*key: int | str) -> Draws:
    """The numbers of a key, without end: BLAKE2b of the key and a counter.

    NumPy's generators may give other numbers in another version; a digest may not.
    """
    name = "/".join(map(str, key))
    for i in count():
        yield int.from_bytes(blake2b(f"{name}/{i}".encode(), digest_size=8).digest(), "big")


def below(found: Draws, end: int) -> int:
    """A number from 0, under `end`."""
    return next(found) % end


def between(found: Draws, low: int, high: int) -> int:
    """A number from low to high, both included."""
    return low + below(found, high - low + 1)


def one_of(found: Draws, items: Sequence[T]) -> T:
    return items[below(found, len(items))]


def shuffled(found: Draws, items: Sequence[T]) -> list[T]:
    """All of them in some order (Fisher and Yates)."""
    left = list(items)
    for last in range(len(left) - 1, 0, -1):
        other = below(found, last + 1)
        left[last], left[other] = left[other], left[last]
    return left


def in_turn(items: Sequence[T], *key: int | str) -> T:
    """The item of a number, the last of the key, counted from 1: each comes once before one comes
    again, in an order that the rest of the key decides."""
    *rest, number = key
    turn, place = divmod(int(number) - 1, len(items))
    return shuffled(draws("order", *rest, turn), items)[place]
