"""Finding a mask by whatever somebody calls it: case, hyphens, spaces and underscores aside."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")
APART = "; "  # stands between two aliases
LOOKED_IN = "names, other names, models and options, sentences and sources"


def words_of(text: str) -> str:
    """The letters and digits of a text, a blank between words: "Llama-4" is "llama 4"."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))


@dataclass(frozen=True)
class Searched:
    """What a search looks through, as `words_of` has it.

    names  the title, the name in code and the aliases
    told   the sentence and the source
    """

    names: tuple[str, ...]
    told: str

    @classmethod
    def of(cls, title: str, name: str, aliases: str, told: str) -> "Searched":
        return cls(tuple(map(words_of, (title, name, *aliases.split(APART)))), words_of(told))


def rank(query: str, searched: Searched) -> int | None:
    """How well it fits, 0 best: it is so called, a name begins so, a name has it, it is told of it.

    None when a word of the query is nowhere.
    """
    words = words_of(query).split()
    squashed = "".join(words)
    if any(squashed == name.replace(" ", "") for name in searched.names):
        return 0
    if any(name.replace(" ", "").startswith(squashed) for name in searched.names):
        return 1
    if any(stands_in(name, words) for name in searched.names):
        return 2
    return 3 if stands_in(" ".join((*searched.names, searched.told)), words) else None


def stands_in(text: str, words: list[str]) -> bool:
    """Whether the words stand in a text, each somewhere or all in a run."""
    return all(has(text, word) for word in words) or bool(run_of("".join(words)).search(text))


def has(text: str, word: str) -> bool:
    """Whether a word stands in a text or inside one of its words; a number only as a whole one."""
    if word.isdigit():
        return word in text.split()
    return word in text


@lru_cache(maxsize=64)
def run_of(squashed: str) -> re.Pattern[str]:
    """The letters from the beginning of a word on, blanks or none between them."""
    return re.compile(r"\b" + " ?".join(map(re.escape, squashed)))


def ranked(query: str, among: Iterable[Item], searched: Callable[[Item], Searched]) -> list[Item]:
    """Those that fit, the best first; where two fit alike they keep their order."""
    if not words_of(query):
        return list(among)
    places = [(rank(query, searched(item)), item) for item in among]
    found = [(place, item) for place, item in places if place is not None]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]
