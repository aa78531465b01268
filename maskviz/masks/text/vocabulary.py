"""What word a token belongs to, and what kind of word that is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from maskviz.masks.text.labels import WITHOUT_CHARACTERS, readable

WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+|\d++(?:[.,:/-]\d++)*+")
POSSESSIVE = re.compile("['’]s$")
CLASSES = ("word", "capitalised word", "number", "punctuation", "special")


def written(labels: Sequence[str]) -> list[str]:
    """The word each token belongs to as the text has it; a token of no word is its own.

    The pieces of a word belong together: `·light` and `house` are both of `lighthouse`.
    """
    text, spans = readable(labels)
    words, found = WORD.finditer(text), []
    word, said = next(words, None), None
    for label, (first, last) in zip(labels, spans, strict=True):
        shown = text[first:last]
        begin = last - len(shown.lstrip())
        while word and word.end() <= begin < last:
            word, said = next(words, None), None
        if word and word.start() <= begin < last:
            said = said or word.group()  # once for all its tokens: it may be long
            found.append(said)
        else:
            found.append(label if label in WITHOUT_CHARACTERS else shown.strip() or shown)
    return found


def plain(word: str) -> str:
    """A word without its capitals and its possessive: `King’s` is `king`."""
    return POSSESSIVE.sub("", word).lower()


def of_each(words: Sequence[str], what: Callable[[str], int | str]) -> list:
    """What is said of every word, asked once for words that are alike."""
    known = {word: what(word) for word in dict.fromkeys(words)}
    return [known[word] for word in words]


def words(labels: Sequence[str]) -> tuple[int, ...]:
    """The number of each token's word, in order of first appearance from 0."""
    said = of_each(written(labels), plain)
    number = {word: place for place, word in enumerate(dict.fromkeys(said))}
    return tuple(number[word] for word in said)


def kinds(labels: Sequence[str]) -> tuple[int, ...]:
    """The class of each token's word as its number in CLASSES.

    Special are marks such as `<s>`, and gaps. Every sign that is neither letter nor digit counts
    as punctuation.
    """

    def kind(word: str) -> int:
        if word in WITHOUT_CHARACTERS or not word.strip():
            return 4
        if not WORD.match(word):
            return 3
        return 0 if word[0].islower() else 2 if word[0].isdecimal() else int(word[0].isupper())

    return tuple(of_each(written(labels), kind))


def word_levels(labels: Sequence[str], levels: Mapping[str, int]) -> tuple[int, ...]:
    """The level of each token's word, 0 for words that have none: {"king": 2}."""
    known: dict[str, int] = {}
    for word, level in levels.items():
        known[plain(word.strip())] = max(level, known.get(plain(word.strip()), 0))
    return tuple(of_each(written(labels), lambda word: known.get(plain(word), 0)))


def domain(labels: Sequence[str], words: Iterable[str]) -> tuple[int, ...]:
    """1 for every token of a word that is on the list, 0 for the others."""
    return word_levels(labels, dict.fromkeys(words, 1))


def present(labels: Sequence[str], words: Iterable[str]) -> dict[str, bool]:
    """Whether the text has each word of a list, its capitals and its possessive aside."""
    known = {plain(word) for word in dict.fromkeys(written(labels))}
    return {word: plain(word) in known for word in words}
