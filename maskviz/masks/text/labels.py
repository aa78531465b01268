"""Tokens as the screen shows them, read back as the text they came from."""

import re
from collections.abc import Iterable, Sequence

from maskviz.masks.text.marks import MARKS

Span = tuple[int, int]  # the first character and one past the last

WITHOUT_CHARACTERS = frozenset(MARKS.values())
NOWHERE = (0, 0)
PIECE = re.compile("‹([0-9A-F]{2})›|‹([0-9A-F]{3,5})›|([^‹]++|‹)")


def bytes_of(label: str) -> bytes:
    """What a label stands for in UTF-8: `·` is a space, `↵` a line break, `‹E2›` a single byte."""
    if label in WITHOUT_CHARACTERS:
        return b""
    found = []
    for byte, code, plain in PIECE.findall(label):
        shown = chr(int(code, 16)) if code else plain.replace("·", " ").replace("↵", "\n")
        found.append(bytes.fromhex(byte) if byte else shown.encode("utf-8", "replace"))
    return b"".join(found)


def readable(labels: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """The text behind the labels, and the span of each in it.

    Tokens that share a character of several bytes have the same span; marks such as `<s>` have
    none. What is no whole character is a lone surrogate.
    """
    pieces = [bytes_of(label) for label in labels]
    text = b"".join(pieces).decode("utf-8", "surrogateescape")
    places = []  # of each byte: the character it belongs to
    for place, character in enumerate(text):
        places += [place] * len(character.encode("utf-8", "surrogateescape"))
    spans, first = [], 0
    for piece in pieces:
        last = first + len(piece)
        spans.append((places[first], places[last - 1] + 1) if piece else NOWHERE)
        first = last
    return text, tuple(spans)


def holding(stretches: Iterable[Span], spans: Sequence[Span]) -> tuple[int, ...]:
    """1 for every token that holds a character of a stretch, 0 for the others."""
    held = bytearray(max((last for _, last in spans), default=0))
    for first, last in stretches:
        last = min(last, len(held))
        held[first:last] = b"\1" * (last - first)
    return tuple(int(any(held[first:last])) for first, last in spans)
