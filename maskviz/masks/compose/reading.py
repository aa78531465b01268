"""The text form of masks made of masks: `and(causal(), not(chunk(size=4)))`."""

import re

from maskviz.masks.call import CATALOGUE, read_call
from maskviz.masks.compose.tree import (
    DEEPEST,
    Join,
    Opposite,
    PerDocument,
    Shifted,
    Term,
    TermError,
    Typed,
)
from maskviz.masks.rule import RuleError

LONGEST = 2_000  # characters
NAME = re.compile(r"\s*([a-z_]+)\s*([({])")
BARE = re.compile(r"\s*([a-z_]+)")
BY = re.compile(r"\s*by\s*=\s*(-?\d{1,5})\s*")
WORDS = ("and", "or", "not", "shift", "per_document", "rule")


def read_term(text: str) -> tuple[Term | None, list[str]]:
    """Read the text form; returns what could be read and a sentence for each thing ignored.

    A number out of range inside a mask is ignored, as in `read_call`; masks that cannot be put
    together so are not read at all.
    """
    if len(text) > LONGEST:
        return None, [f"a mask of {len(text):,} characters is over the {LONGEST:,} allowed"]
    if not composed(text):
        return read_call(text)
    ignored: list[str] = []
    try:
        term, end = read(text, 0, 0, ignored)
        if text[end:].strip():
            raise TermError(f"“{text[end:].strip()[:40]}” stands after the mask")
    except (TermError, RuleError) as fault:
        return None, [f"“{text[:60]}” is not a mask: {fault}"]
    return term, ignored


def term_of(text: str) -> Term:
    """The mask of a text that is known to be one; TermError when it is not."""
    term, wrong = read_term(text)
    if term is None or wrong:
        raise TermError("; ".join(wrong))
    return term


def composed(text: str) -> bool:
    found = NAME.match(text)
    return bool(found) and found[1] in WORDS


def read(text: str, at: int, deep: int, ignored: list[str]) -> tuple[Term, int]:
    """One term from a place in the text on, and where it ends."""
    if deep > DEEPEST:
        raise TermError(f"the masks are more than {DEEPEST} deep in each other")
    found = NAME.match(text, at)
    if not found or (found[2] == "{") != (found[1] == "rule"):
        bare = BARE.match(text, at)
        written = f": write {bare[1]}()" if bare and bare[1] in CATALOGUE else ""
        raise TermError(f"a mask is missing at character {at + 1}{written}")
    name, inside = found[1], found.end()
    if name == "rule":
        end = text.find("}", inside)
        if end < 0:
            raise TermError("a rule has no closing }")
        return Typed(text[inside:end]), end + 1
    if name not in WORDS:
        end = text.find(")", inside) + 1
        mask_call, wrong = read_call(text[at : end or None])
        if mask_call is None:
            raise TermError("; ".join(wrong))
        ignored += wrong
        return mask_call, end
    parts, at = [], inside
    while True:
        if parts and name == "shift" and (by := BY.match(text, at)):
            if len(parts) > 1:
                raise TermError(f"“shift” is of one mask, not {len(parts)}")
            return Shifted(parts[0], int(by[1])), closed(text, by.end())
        part, at = read(text, at, deep + 1, ignored)
        parts.append(part)
        if text[at:].lstrip().startswith(","):
            at = text.index(",", at) + 1
        else:
            return built(name, parts), closed(text, at)


def closed(text: str, at: int) -> int:
    """The place after a closing parenthesis; TermError when there is none."""
    if not text[at:].lstrip().startswith(")"):
        raise TermError(f"a ) is missing at character {at + 1}")
    return text.index(")", at) + 1


def built(name: str, parts: list[Term]) -> Term:
    if name in ("and", "or"):
        return Join(name, tuple(parts))
    if name == "shift":
        raise TermError("shift needs by=, the tokens to shift by")
    if len(parts) != 1:
        raise TermError(f"“{name}” is of one mask, not {len(parts)}")
    return Opposite(parts[0]) if name == "not" else PerDocument(parts[0])
