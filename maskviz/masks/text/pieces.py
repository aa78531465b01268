"""Where a text falls apart: into documents, sections, quotations."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from maskviz.masks.text.labels import holding, readable
from maskviz.masks.text.secrets import TITLES

# Each can start at few places and never goes back, so that time grows with the length only.
SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’»)\]]*+\s++(?=\S)")
QUOTED = re.compile('“([^“”]++)”|"([^"]++)"|«([^«»]++)»')
LAST_WORD = re.compile(r"(?<!\w)\w{1,4}$")


def sentence_starts(labels: Sequence[str]) -> tuple[int, ...]:
    """The tokens that begin a sentence, except for the first.

    A sentence ends with . ! or ? and quotes that close there, when a gap follows and then no small
    letter; `Mr.` ends none.
    """
    text, spans = readable(labels)
    found, token = [], 0
    for end in SENTENCE_END.finditer(text):
        if text[end.end()].islower() or titled(text, end.start()):
            continue
        while token < len(spans) and (
            spans[token][1] <= end.end() or spans[token][0] <= end.start()
        ):
            token += 1
        if token < len(spans):
            found.append(token)
    return tuple(dict.fromkeys(found))


def titled(text: str, stop: int) -> bool:
    """Whether the full stop there belongs to a title: `Mr.`"""
    before = LAST_WORD.search(text, max(0, stop - 6), stop)
    return text[stop] == "." and before is not None and before.group() in TITLES


def documents(labels: Sequence[str], begins: Iterable[int] | None = None) -> tuple[int, ...]:
    """The number of each token's document, from 0; a new one begins at every token of `begins`.

    Unless told, every sentence is a document. `<s>` belongs to the one that follows it.
    """
    starts = set(sentence_starts(labels) if begins is None else begins)
    number, found = 0, []
    for token in range(len(labels)):
        number += token in starts and token > 0
        found.append(number)
    return tuple(found)


def stretches(flags: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two numbers for every token, from the flags of all: its stretch and its section.

    Stretches are runs of flagged tokens, 1, 2, 3 …, and 0 is outside of them; the section counts
    the stretches that have begun, from 0.
    """
    begins = (now and not before for before, now in pairwise([0, *flags]))
    sections, begun = [], 0
    for begin in begins:
        begun += bool(begin)
        sections.append(begun)
    groups = (section if flag else 0 for section, flag in zip(sections, flags, strict=True))
    return tuple(groups), tuple(sections)


def quoted(labels: Sequence[str]) -> tuple[int, ...]:
    """1 for every token inside quotation marks “ ” " " « », 0 for the others and the marks.

    A mark without its partner opens nothing.
    """
    text, spans = readable(labels)
    inside = [found.span(found.lastindex) for found in QUOTED.finditer(text)]
    return holding(inside, spans)
