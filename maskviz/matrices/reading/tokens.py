"""Text between brackets as tokens: what opens and closes an array, what parts its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maskviz.matrices.error import MatrixError

OPENING, CLOSING = "[({", "])}"
TOKEN = re.compile(
    r"(?P<remark>(?<![^\s,;\[\](){}])(?:\#(?=[\s\w<-])|//|%(?=\s))[^\n]*)"
    r"|(?P<dots>\.\.\.+|…)"
    r"|(?P<bracket>[\[\](){}])"
    r"|(?P<part>[,;|\n])"
    r"|(?P<quoted>\"[^\"\n]*\"|'[^'\n]*')"
    r"|(?P<word>[^\s,;|\[\](){}\"']+)"
)
SIZE = re.compile(
    r"(?:\b(?:torch\.)?Size\(\s*[\[(]|\b(?:shape|size)\s*[=:]\s*[\[(])[\d\s,]*[\])]\)?"
    r"|\[\d+ rows x \d+ columns\]"  # pandas
)
NAMED = re.compile(r"[\w>]")  # what a call stands behind
DEEPEST = 8


@dataclass(frozen=True)
class Token:
    """kind is "open", "close", "part", "dots" or "word"; line counts from 1."""

    kind: str
    text: str
    line: int


def sizes_taken(text: str) -> tuple[str, list[tuple[int, ...]]]:
    """The text without the shapes that a print names, and these: torch.Size([4, 4])."""
    found = [tuple(map(int, re.findall(r"\d+", hit[0]))) for hit in SIZE.finditer(text)]
    return SIZE.sub(" ", text), found


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text; a bracket behind a name is a call, and neither opens nor closes.

    MatrixError where brackets stand too deep. One that closes too much is passed over, as people
    cut what they print.
    """
    line, last, calls = 1, 0, []
    for found in TOKEN.finditer(text):
        line += text.count("\n", last, found.start())
        last, kind, word = found.start(), found.lastgroup, found[0]
        if kind == "bracket" and word in OPENING:
            before = text[: found.start()][-1:]
            calls.append(word == "(" and bool(NAMED.match(before)))
            if len(calls) > DEEPEST + 2 or calls.count(False) > DEEPEST:
                raise MatrixError(f"The brackets do not fit on line {line}.")
            if not calls[-1]:
                yield Token("open", word, line)
        elif kind == "bracket":
            if calls and not calls.pop():
                yield Token("close", word, line)
        elif kind == "quoted":
            yield Token("word", word[1:-1].strip(), line)
        elif kind != "remark":
            yield Token(kind, word, line)
