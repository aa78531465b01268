"""A matrix that somebody brings: a file of arrays, CSV, or pasted text. Nothing in it is ever
run.

`read` gives every way to understand it, the likeliest first; `MatrixError` is the one error.
"""

import re
from collections.abc import Mapping
from typing import Any

from maskviz.matrices.code import CodeError, Made, Places, is_code, is_program, made, of_console
from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading.archives import is_binary, unpacked
from maskviz.matrices.reading.around import bared
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.dashes import undashed
from maskviz.matrices.reading.lines import lined
from maskviz.matrices.reading.logged import unlogged
from maskviz.matrices.reading.printed import apart, printed
from maskviz.matrices.reading.ranges import ranged
from maskviz.matrices.reading.reading import Reading
from maskviz.matrices.reading.sparse import coordinates
from maskviz.matrices.reading.tables import is_cell
from maskviz.matrices.reading.ways import readings
from maskviz.matrices.reading.words import plain_signs, without_prompts

__all__ = [
    "BYTES",
    "WRITTEN",
    "Brought",
    "MatrixError",
    "Reading",
    "arrays",
    "of_made",
    "read",
    "readings",
]

BYTES = 1_000_000  # of a file or of pasted text
WRITTEN = {"b": {1.0: "True", 0.0: "False"}, "f": {1.0: "1.", 0.0: "0."}}  # by kind of numbers
WORD = re.compile(r"[^\s,;|\[\](){}]+")
NOTHING = (
    "There is no mask in this text; paste a print, a drawing, a vector, lines of code that make a "
    "mask, or a rule such as k <= q."
)


def arrays(
    raw: bytes | str, given: Mapping[str, Any] | None = None, places: Places | None = None
) -> list[Brought]:
    """Every array in the bytes of a file or in pasted text; MatrixError when there is none.

    given   names that a program leaves open, with their values
    places  over which queries and keys a function of places is drawn
    """
    encoded = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(encoded) > BYTES:
        raise MatrixError(f"This has {len(encoded):,} bytes and {BYTES:,} are the limit.")
    held = unpacked(raw) if isinstance(raw, bytes) and is_binary(raw) else ""
    if isinstance(held, list):
        return held
    try:
        given_text = unlogged(held or (raw if isinstance(raw, str) else raw.decode()))
    except UnicodeDecodeError as fault:
        raise MatrixError(
            f"Byte {fault.start + 1} is not text, and the file holds no arrays that are known: "
            ".npy, .npz, .safetensors."
        ) from None
    text = plain_signs(given_text)
    if not text.strip():
        raise MatrixError("The text is empty.")
    code = without_prompts(typed := of_console(given_text))
    if not (is_code(code) or is_program(code)):
        return in_any_form(text)
    try:
        found = made(code, given, places)
    except CodeError:
        quoted = not is_program(code) or typed != given_text  # a console shows what it made
        if quoted and (found_all := printed_anyway(text)):
            return found_all
        raise
    return [of_made(found)]


def in_any_form(text: str) -> list[Brought]:
    """What stands in a text in brackets, else in lines; what is said of neither is of brackets."""
    text = undashed(bared(text))
    if told := ranged(text):
        return [told]
    if sparse := coordinates(text):
        return [sparse]
    try:
        return printed(text) or lined(text)
    except MatrixError as fault:
        try:
            return lined(text)
        except MatrixError:
            words = WORD.findall(text)
            if 3 * sum(map(is_cell, words)) < len(words):
                raise MatrixError(NOTHING) from None
            raise fault from None


def of_made(found: Made) -> Brought:
    """What a program makes, as something brought."""
    words = WRITTEN.get(found.kind, {})
    return Brought(
        found.values,
        words,
        found.name,
        opened=found.opened,
        placed=found.placed,
        pairs=found.pairs,
        remarks=found.remarks,
    )


def printed_anyway(text: str) -> list[Brought]:
    """What is printed in a text that only looks like code, as a thread does that quotes some; the
    brackets of a call hold no matrix."""
    try:
        found_all = printed(bared(text))
    except MatrixError:
        return []
    return [found for found in found_all if found.values.ndim > 1 or is_told(found.name, text)]


def is_told(name: str, text: str) -> bool:
    """Whether a vector stands right behind its name, and in no call but one that holds it."""
    holds = r"(?:[\w.]*(?:ensor|array)\()?"
    return apart(name) and bool(re.search(rf"\b{re.escape(name)}\s*[=:]\s*{holds}\s*\[", text))


def read(raw: bytes | str) -> list[Reading]:
    """Every way to understand the first array of what was brought, the likeliest first."""
    return readings(arrays(raw)[0])
