"""Neighbouring numbers taken together."""

from collections.abc import Iterable


def neighbours(numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """Numbers in rising order as runs without a gap: 3, 4, 7 are two."""
    found: list[tuple[int, ...]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1] = (*found[-1], number)
        else:
            found.append((number,))
    return found
