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
    r"(?:\b(?:torch\.)?Size\(\s*[\[(]|\b(?:shape|size|dims)[\"']?(?:\s*(?:[=:]|is\b|of\b))?\s*[\[(])"
    r"[\d\s,]*[\])]\)?"
    r"|\[\d+ rows x \d+ columns\]"  # pandas
)
NAMED = re.compile(r"[\w>)\]]$")  # what a call stands behind
LOOKED_UP = re.compile(
    r"(?:\b(?:[a-z_]\w*|[A-Z]\w?)|\])\Z"
)  # what a place in an array stands behind
KEYED = re.compile(r"\{[\s,]*([\"']?)\w+\1\s*:")  # what names its lists
BEFORE = 40  # characters of a name
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
    """The tokens of a text; a bracket behind a name is a call, and neither opens nor closes, nor
    does one that names what is in it. A place in an array, mask[0], is passed over.

    MatrixError where brackets stand too deep. One that closes too much is passed over, as people
    cut what they print.
    """
    line, last, calls, passed = 1, 0, [], 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", last, found.start())
        last, kind, word = found.start(), found.lastgroup, found[0]
        if passed or (word == "[" and looked_up(text, found.start())):
            passed += (word in OPENING) - (word in CLOSING) if kind == "bracket" else 0
        elif kind == "bracket" and word in OPENING:
            before = text[max(found.start() - 1, 0) : found.start()]
            called = word == "(" and bool(NAMED.search(before))
            calls.append(called or bool(KEYED.match(text, found.start())))
            if len(calls) > DEEPEST + 2 or calls.count(False) > DEEPEST:
                raise MatrixError(f"The brackets do not fit on line {line}.")
            if not calls[-1]:
                yield Token("open", word, line)
        elif kind == "bracket":
            if calls and not calls.pop():
                yield Token("close", word, line)
        elif kind == "word" and (word.endswith("!") or (calls and calling(text, found))):
            continue  # vec![1, 0], [array([1, 0])]
        elif kind == "quoted":
            yield Token("word", word[1:-1].strip(), line)
        elif kind != "remark":
            yield Token(kind, word, line)


def calling(text: str, word: re.Match[str]) -> bool:
    """Whether a word is a name with a bracket behind it, and no cell."""
    return text[word.end() : word.end() + 1] in ("(", "[") and word[0].isidentifier()


def looked_up(text: str, at: int) -> bool:
    """Whether a square bracket is a place in an array: mask[0], and not Bool[1, 0]."""
    return text[at + 1 : at + 2] != "[" and bool(LOOKED_UP.search(text[max(at - BEFORE, 0) : at]))
