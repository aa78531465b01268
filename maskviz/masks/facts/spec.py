"""What a fact of tokens is: one number a token, and all that the app shows and asks about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from maskviz.masks.kinds import Fact, Int
from maskviz.masks.kinds.vector import Vector

LIST_LIMIT = 300  # characters of a list of words
Values = Sequence[int] | np.ndarray  # one a token


class Row(Protocol):
    """A row of tokens as a fact is made from it.

    labels, text, spans  the tokens as the screen shows them, their text, their places in it
    real                 1 for a token, 0 for padding
    settings             key of a setting -> its value
    row["doc"]           another fact of the same tokens
    """

    labels: tuple[str, ...]
    text: str
    spans: tuple[tuple[int, int], ...]
    real: np.ndarray

    @property
    def settings(self) -> Any: ...

    def __getitem__(self, name: str) -> np.ndarray: ...

    def toggled(self, guess: Values, name: str) -> np.ndarray: ...

    def sorted_by_hand(self, name: str, count: int) -> np.ndarray | None: ...


Found = Callable[[Row], Mapping[str, bool]]  # what a setting lists -> whether some token is it


@dataclass(frozen=True)
class Several:
    """A setting: any number of a few names.

    options  name in links -> what stands on the page
    marks    name -> the mark it stands for, offered where the model has that mark only
    found    whether some token of a row is what was chosen, by name
    """

    key: str
    label: str
    options: Mapping[str, str]
    default: tuple[str, ...]
    found: Found
    marks: Mapping[str, str] = field(default_factory=dict)
    help: str | None = None

    def offered(self, marks: Sequence[str]) -> list[str]:
        """The names that a model with these marks can have."""
        return [o for o in self.options if self.marks.get(o) in (None, *marks)]


@dataclass(frozen=True)
class WordList:
    """A setting: words with anything between them; `found` says of each whether the text has it."""

    key: str
    label: str
    default: str
    found: Found
    hint: str = ""
    help: str | None = None


@dataclass(frozen=True)
class Number:
    """A setting: a whole number; one of `tokens` is at most as high as the model reads tokens."""

    key: str
    label: str
    kind: Int
    default: int
    tokens: bool = False


Setting = Several | WordList | Number


@dataclass(frozen=True)
class Click:
    """One row of tokens to click on the page.

    name    what it is called in links
    fact    chosen are the tokens whose fact of this name has this value
    group   the names of which each token has at most one; none for a switch that turns a guess over
    """

    name: str
    label: str
    fact: str
    value: int = 1
    group: tuple[str, ...] = ()


def numbered(fact: str, label: str, count: int) -> tuple[Click, ...]:
    """A row of tokens to click for each number from 1: `level_1`, `level_2` …"""
    names = tuple(f"{fact}_{n}" for n in range(1, count + 1))
    return tuple(Click(name, f"{label} {n}", fact, n, names) for n, name in enumerate(names, 1))


@dataclass(frozen=True)
class Example:
    """The fact where there is no text: in words, and of token i of n as a number."""

    words: str
    value: Callable[[int, int], int]

    def values(self, tokens: int) -> tuple[int, ...]:
        return tuple(int(self.value(i, tokens)) for i in range(tokens))


@dataclass(frozen=True, eq=False)
class TokenFact:
    """One fact of tokens: what a mask asks for with a parameter of its name.

    kind      what it means, and its range
    made      the numbers of a row of tokens
    example   for pages without a text
    shown     settings of the playground whose text has it; none where any text has
    said      what 0 and 1 say of a token, where they are all there is to say
    told      how it is guessed until tokens are clicked
    clicks    what can be clicked on the page
    settings  what decides it besides the text
    drawn     whether the stage shows it anyway
    vector    what can be given in its place, when it is not the fact itself
    computed  the fact of all tokens from such numbers of all tokens
    """

    name: str
    kind: Fact
    made: Callable[[Row], Values]
    example: Example
    shown: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[str, str] | None = None
    told: str = ""
    clicks: tuple[Click, ...] = ()
    settings: tuple[Setting, ...] = ()
    drawn: bool = False
    vector: Vector | None = None
    computed: Callable[[Sequence[int]], Values] = list

    @property
    def given(self) -> Vector:
        """What can be given in its place."""
        return self.vector or Vector(self.name, self.kind.help, 0, self.kind.high)

    def of_vector(self, row: Row, numbers: Sequence[int]) -> Values:
        """The fact of a row whose tokens have these numbers, the first of them the first; tokens
        beyond have what they would have without."""
        tokens, rest = len(row.labels), self.given.rest
        first = [*numbers[:tokens]]
        places = range(len(first), tokens)
        if rest is not None:
            return self.computed([*first, *map(rest, places)])
        return [*self.computed(first), *(np.asarray(self.made(row))[len(first) :])]


def fact(kind: Fact, example: Example, **more: Any) -> Callable[[Callable], TokenFact]:
    """Turn the function that makes it into a `TokenFact` of that name; `more` has the rest."""
    return lambda made: TokenFact(made.__name__, kind, made, example, **more)
