"""What each token is, every fact by its name, worked out when a mask asks for it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from maskviz.masks.facts import (
    Span,
    documents,
    domain,
    find_secrets,
    intervals,
    kinds,
    quoted,
    ranks,
    spans_to_tokens,
    special_tokens,
    stretches,
    tree,
    word_levels,
    words,
)
from maskviz.masks.facts.pieces import sentence_starts
from maskviz.settings.declared import Settings

LEVEL_OF = {"name": 1, "number": 2, "e-mail": 3, "phone": 3}  # until levels are picked by hand
OWNERS = 3  # besides the public, who is 0
LEVEL = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)\s*[:=]?\s*([0-3])(?!\d)")


@dataclass(frozen=True, eq=False)
class TokenFacts(Mapping):
    """The facts of one row of tokens: name -> one whole number for each token.

    labels and spans are those of the tokens, `real` is 1 for a token and 0 for padding.
    """

    settings: Settings
    labels: tuple[str, ...]
    real: np.ndarray
    text: str = ""
    spans: tuple[Span, ...] = ()
    known: dict[str, np.ndarray] = field(default_factory=dict)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.known:
            self.known[name] = np.asarray(MAKERS[name](self))
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MAKERS)

    def __len__(self) -> int:
        return len(MAKERS)

    def __contains__(self, name: object) -> bool:
        return name in MAKERS

    def picked(self, name: str) -> list[int]:
        """The positions picked under a name that this row has."""
        return [p for p in self.settings.picks.get(name, ()) if p < len(self.labels)]

    def toggled(self, guess: np.ndarray, name: str) -> np.ndarray:
        """A guess of zeros and ones, turned over where somebody clicked."""
        found = np.array(guess)
        found[self.picked(name)] ^= 1
        return found

    def sorted_by_hand(self, name: str, count: int) -> np.ndarray | None:
        """Numbers 1 to `count` as they were given by hand; None when none was."""
        if not any(f"{name}_{n}" in self.settings.picks for n in range(1, count + 1)):
            return None
        found = np.zeros(len(self.labels), dtype=int)
        for n in range(1, count + 1):
            found[self.picked(f"{name}_{n}")] = n
        return found


def secret(row: TokenFacts) -> np.ndarray:
    found = find_secrets(row.text, row.settings.secret_kinds)
    return row.toggled(spans_to_tokens(found, row.spans), "secret")


def level(row: TokenFacts) -> np.ndarray:
    """By hand; else by word where the words are listed, and by what looks secret."""
    if (chosen := row.sorted_by_hand("level", 3)) is not None:
        return chosen
    found = np.array(word_levels(row.labels, levels_in(row.settings.word_levels)))
    for kind, n in LEVEL_OF.items():
        spans = spans_to_tokens(find_secrets(row.text, (kind,)), row.spans)
        found = np.maximum(found, n * np.array(spans))
    return found


def levels_in(text: str) -> dict[str, int]:
    """The words of a list with their levels: `king 2, princess 3`; anything else is left out."""
    return {word: int(number) for word, number in LEVEL.findall(text)}


def begins(row: TokenFacts) -> np.ndarray:
    """1 where a document begins: a sentence, turned over where somebody clicked."""
    found = np.zeros(len(row.labels), dtype=int)
    found[list(sentence_starts(row.labels))] = 1
    return row.toggled(found, "doc")


def doc(row: TokenFacts) -> np.ndarray:
    return np.array(documents(row.labels, np.flatnonzero(row["begins"]).tolist()))


def owner(row: TokenFacts) -> np.ndarray:
    """By hand; else each document has the next owner, and the first is public."""
    chosen = row.sorted_by_hand("owner", OWNERS)
    return row["doc"] % (OWNERS + 1) if chosen is None else chosen


def is_global(row: TokenFacts) -> np.ndarray:
    """The first token, turned over where somebody clicked."""
    found = np.zeros(len(row.labels), dtype=int)
    found[int(np.argmax(row.real))] = 1
    return row.toggled(found, "is_global")


def is_image(row: TokenFacts) -> np.ndarray:
    """What is quoted stands for an image, turned over where somebody clicked."""
    return row.toggled(quoted(row.labels), "is_image")


def walk(row: TokenFacts) -> tuple[tuple[int, ...], tuple[int, ...]]:
    settings = row.settings
    return intervals(tree(len(row.labels), settings.tree_prefix, settings.tree_branches))


def listed(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text) if word]


Maker = Callable[[TokenFacts], np.ndarray | tuple[int, ...]]

MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "real": lambda row: row.real,
        "special": lambda row: special_tokens(row.labels, row.settings.special_kinds),
        "secret": secret,
        "level": level,
        "begins": begins,
        "doc": doc,
        "owner": owner,
        "is_global": is_global,
        "is_image": is_image,
        "group": lambda row: stretches(row["is_image"])[0],
        "section": lambda row: stretches(row["is_image"])[1],
        "rank": lambda row: ranks(row.settings.rank_seed, len(row.labels)),
        "enter": lambda row: walk(row)[0],
        "leave": lambda row: walk(row)[1],
        "word": lambda row: words(row.labels),
        "kind": lambda row: kinds(row.labels),
        "domain": lambda row: domain(row.labels, listed(row.settings.domain_words)),
    }
)
