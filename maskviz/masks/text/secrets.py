"""What in a text somebody may want to hide: guesses by pattern, and the tokens that hold them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from maskviz.masks.text.labels import Span, holding


@dataclass(frozen=True)
class Secret:
    """A stretch of text that somebody may want to hide, and the pattern that found it."""

    first: int
    last: int  # one past the last character
    kind: str


# Each pattern can start at few places and reads every character a bounded number of times, so that
# hostile text takes no longer than any other of its length.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)++")
DATE = r"(?!\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d))"
PHONE = re.compile(
    rf"(?<![\w+]){DATE}(?:"
    r"\+\(?\d(?:[ ()./-]{0,2}\d){6,14}"  # +49 30 1234567
    r"|\(?0\d(?:[ ()./-]{0,2}\d){5,13}"  # (030) 1234567, 0171/2345678
    r"|(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[ .-]\d{4}"  # (555) 010-9999, 010-9999
    r")(?![\w])"
)
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_START = re.compile(r"[!?…\n\"“”‘«»]|\.(?!\d)")
TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "St", "Prof"})  # their full stop ends no sentence


def spans_of(pattern: re.Pattern) -> Callable[[str], list[Span]]:
    return lambda text: [found.span() for found in pattern.finditer(text)]


def names(text: str) -> list[Span]:
    """Capitalised words that do not start a sentence or a quotation; `I` and `NASA` are none."""
    found, end, before = [], 0, None
    for word in WORD.finditer(text):
        gap = text[end : word.start()]
        opens = before is None or (SENTENCE_START.search(gap) and before not in TITLES)
        end, before = word.end(), word.group()
        bare = re.sub("['’]s$", "", before)
        pronoun = re.match("I(?:['’]|$)", bare)
        if bare[0].isupper() and not bare.isupper() and not opens and not pronoun:
            found.append((word.start(), word.start() + len(bare)))
    return found


SECRETS: Mapping[str, Callable[[str], list[Span]]] = MappingProxyType(
    {
        "e-mail": spans_of(EMAIL),
        "phone": spans_of(PHONE),
        "number": spans_of(NUMBER),
        "name": names,
    }
)
SECRET_KINDS = tuple(SECRETS)


def find_secrets(text: str, kinds: Iterable[str] = SECRET_KINDS) -> list[Secret]:
    """What looks like an address, a telephone number, a number or a name, in the order of the text.

    A guess by pattern: a name that starts a sentence is missed, "Monday" is taken for one. What an
    earlier kind of SECRET_KINDS has found is not found again. Time grows with the length only.
    """
    taken, found = bytearray(len(text)), []
    chosen = set(kinds)
    for kind in SECRET_KINDS:
        for first, last in SECRETS[kind](text) if kind in chosen else ():
            if not any(taken[first:last]):
                taken[first:last] = b"\1" * (last - first)
                found.append(Secret(first, last, kind))
    return sorted(found, key=lambda secret: secret.first)


def spans_to_tokens(secrets: Iterable[Secret], offsets: Sequence[Span]) -> tuple[int, ...]:
    """1 for every token that holds a character of a secret; a token of no characters holds none.

    `offsets` has the span of each token in the text: its first character, one past its last.
    """
    return holding([(secret.first, secret.last) for secret in secrets], offsets)
