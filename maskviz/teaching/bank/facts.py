"""Facts of tokens for questions, for any number of tokens, and words that fit them."""

from collections.abc import Callable, Mapping
from itertools import cycle

from maskviz.teaching.bank.draws import draws, shuffled

START, PAD = "<s>", "<pad>"
WORDS = (
    "The cat sat down and saw a bird",
    "A fox ran home to its warm den",
    "We sing a new song every day here",
    "Rain fell on the old red roof today",
    "She gave him bread and some sweet milk",
    "The king lost his crown in the wood",
)
Values = tuple[int, ...]


def real(n: int, number: int) -> Values:
    """Padding on one side, fewer tokens than half."""
    pads = min(n - 1, 1 + number // 2 % max(1, (n - 1) // 2))
    return (0,) * pads + (1,) * (n - pads) if number % 2 else (1,) * (n - pads) + (0,) * pads


def doc(n: int, number: int) -> Values:
    """Two documents, cut somewhere in the middle; three where there is room."""
    cut = min(n - 1, n // 3 + 1 + number % max(1, n // 3))
    second = cut + max(2, n // 4)
    return tuple((i >= cut) + (i >= second and n - second >= 2 and n > 6) for i in range(n))


def is_global(n: int, number: int) -> Values:
    return tuple(int(i == number % n) for i in range(n))


def group(n: int, number: int) -> Values:
    """One run of two tokens or three that belong together."""
    first, size = 1 + number % max(1, n - 3), 2 + number // 7 % 2
    return tuple(int(first <= i < first + size) for i in range(n))


def level(n: int, number: int) -> Values:
    """0 for what all may know, to 2; all three occur."""
    return tuple(shuffled(draws("level", n, number), [i % 3 for i in range(n)]))


def secret(n: int, number: int) -> Values:
    return tuple(int(i == 1 + number % max(1, n - 2)) for i in range(n))


MADE: Mapping[str, Callable[[int, int], Values]] = {
    made.__name__: made for made in (real, doc, is_global, group, level, secret)
}


def facts_for(names: tuple[str, ...], n: int, number: int) -> dict[str, Values]:
    """The facts of these names for n tokens, by one law for every n; `number` chooses among laws.

    KeyError for a fact that has no law here.
    """
    return {name: MADE[name](n, number) for name in names}


def tokens_for(facts: Mapping[str, Values], n: int, number: int) -> tuple[str, ...]:
    """Words for n tokens: `<pad>` where the facts say so, `<s>` where a text begins."""
    there = facts.get("real", (1,) * n)
    documents = facts.get("doc", (0,) * n)
    words, begun, found = cycle(WORDS[number % len(WORDS)].split()), set(), []
    for is_there, document in zip(there, documents, strict=True):
        if not is_there:
            found.append(PAD)
        elif document not in begun:
            begun.add(document)
            found.append(START)
        else:
            found.append(next(words))
    return tuple(found)
