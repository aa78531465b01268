"""A fact as somebody gives it: one whole number for each token, in place of what is guessed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 2_048  # numbers of a vector: as many tokens as a mask alone is drawn for
LONGEST = 12_000  # characters of a text of vectors
NAMED = re.compile(r"\s*([a-z_]+)\s*[:=]?(?![a-z_])")
APART = re.compile(r"[\s,|\[\]()]+")
NUMBER = re.compile(r"-?[0-9]{1,9}")

Vectors = Mapping[str, tuple[int, ...]]  # name -> its numbers


@dataclass(frozen=True)
class Vector:
    """What can be given for one fact, or for several that come of the same numbers.

    help   what a number says
    rest   what a token behind the last number has, by its place; None leaves what is guessed
    check  what else is wrong with the numbers, as a ValueError
    """

    name: str
    help: str
    low: int
    high: int
    rest: Callable[[int], int] | None = None
    check: Callable[[Sequence[int]], Any] | None = None

    def problem(self, found: Any) -> str | None:
        """What is wrong with a vector of unknown origin, with the numbers; None when nothing is."""
        if not isinstance(found, list | tuple) or not found:
            return f"{self.name} is no list of numbers"
        if len(found) > MOST:
            return f"{self.name} has {len(found):,} numbers; at most {MOST:,} are taken"
        for place, value in enumerate(found):
            if type(value) is not int or not self.low <= value <= self.high:
                said = str(value)[:20]
                return f"{self.name} of token {place} is {said}, outside {self.low} to {self.high}"
        try:
            if self.check:
                self.check(found)
        except ValueError as error:
            return f"{self.name}: {error}"
        return None


def written(vectors: Vectors, known: Sequence[Vector]) -> str:
    """Vectors as their box has them: the numbers alone where there is one that can be given."""
    given = {
        each.name: " ".join(map(str, vectors[each.name])) for each in known if each.name in vectors
    }
    if len(known) == 1:
        return next(iter(given.values()), "")
    return "; ".join(f"{name}: {numbers}" for name, numbers in given.items())


def read(text: str, known: Sequence[Vector]) -> dict[str, tuple[int, ...]]:
    """Vectors as somebody writes them: `0 0 1 1`, `rank: 2 0 1; real = [1, 1, 0]`.

    An empty text gives none. ValueError, one sentence, for what is none of those that are known.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{len(text):,} characters are over the {LONGEST:,} allowed")
    names = {each.name: each for each in known}
    found: dict[str, tuple[int, ...]] = {}
    for part in filter(str.strip, re.split(r"[;\n]", text)):
        named = NAMED.match(part)
        name = named[1] if named else known[0].name
        if name not in names:
            raise ValueError(f"“{name[:20]}” is not one of {', '.join(names)}")
        if not named and len(known) > 1:
            raise ValueError(f"say whose numbers they are: {first_words(known)}")
        numbers = numbers_of(part[named.end() if named else 0 :])
        if problem := names[name].problem(numbers):
            raise ValueError(problem)
        found[name] = tuple(numbers)
    return found


def first_words(known: Iterable[Vector]) -> str:
    return " or ".join(f"{each.name}: …" for each in known)


def numbers_of(text: str) -> list[int]:
    words = [word for word in APART.split(text) if word]
    if wrong := next((word for word in words if not NUMBER.fullmatch(word)), None):
        raise ValueError(f"“{wrong[:20]}” is not a whole number")
    return [int(word) for word in words]
