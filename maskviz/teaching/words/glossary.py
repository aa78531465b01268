"""The words of the field: what each means, and where a text has one of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from maskviz.teaching.words import catalogue

SUBJECT = "glossary"
BEFORE, AFTER = r"(?<![\w-])", r"(?![\w-])"  # a word is whole: no part of "unmasked" or "sub-layer"


@dataclass(frozen=True)
class Word:
    """A word of the field.

    name   its key in the catalogue, which stands in addresses
    title  as it is written where it is explained
    forms  the other ways in which texts write it
    says   what it means, in a sentence or two
    see    the address where it can be looked at, relative to any page
    group  the heading that it stands under
    taps   whether it is marked in texts; an everyday word is not
    """

    name: str
    title: str
    forms: tuple[str, ...]
    says: str
    see: str
    group: str
    taps: bool = True

    @property
    def written(self) -> tuple[str, ...]:
        """Every way in which a text writes it."""
        return (self.title, *self.forms)


@dataclass(frozen=True)
class Found:
    """A word in a text, from one place to before another."""

    word: Word
    start: int
    end: int


@cache
def groups() -> Mapping[str, str]:
    """The headings of the glossary by their keys, in their order."""
    return catalogue(SUBJECT)["groups"]


@cache
def words() -> Mapping[str, Word]:
    """The glossary by the names of its words, in the order of a reader."""
    entries = {name: entry for name, entry in catalogue(SUBJECT).items() if name != "groups"}
    return {
        name: Word(name, **{**entry, "forms": tuple(entry["forms"])})
        for name, entry in entries.items()
    }


@cache
def by_form() -> Mapping[str, Word]:
    """Every way in which a text writes a word that is marked -> the word."""
    return {form: word for word in words().values() if word.taps for form in word.written}


@cache
def pattern() -> re.Pattern[str]:
    """What finds all forms, the longest first; the first letter of a form in small letters may be
    a capital."""
    longest = sorted(by_form(), key=len, reverse=True)
    return re.compile(f"{BEFORE}(?:{'|'.join(map(as_written, longest))}){AFTER}")


def as_written(form: str) -> str:
    """The pattern of one form."""
    if form[0].isalpha() and form == form.lower():
        return f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"
    return re.escape(form)


def found(text: str) -> Iterator[Found]:
    """Every word of the field in a text, from left to right; of two that begin together the longer
    one."""
    for match in pattern().finditer(text):
        said = match[0]
        word = by_form().get(said) or by_form()[said[0].lower() + said[1:]]
        yield Found(word, match.start(), match.end())


def first(text: str) -> list[Found]:
    """Each word of the field where a text has it first."""
    firsts: dict[str, Found] = {}
    for each in found(text):
        firsts.setdefault(each.word.name, each)
    return list(firsts.values())


def page_of(word: Word) -> str:
    """The address of a word's own place in the glossary."""
    return f"./words?word={word.name}"
