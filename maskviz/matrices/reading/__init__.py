"""A matrix that somebody brings: a .npy file, CSV, or pasted text. Nothing in it is ever run.

`read` gives every way to understand it, the likeliest first; `MatrixError` is the one error.
"""

from collections.abc import Mapping
from typing import Any

from maskviz.matrices.code import CodeError, Made, Places, is_code, made
from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.lines import lined
from maskviz.matrices.reading.npy import MAGIC, read_npy
from maskviz.matrices.reading.printed import printed
from maskviz.matrices.reading.reading import Reading
from maskviz.matrices.reading.ways import readings
from maskviz.matrices.reading.words import plain_signs

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
    if encoded.startswith(MAGIC):
        return [read_npy(encoded)]
    try:
        text = plain_signs(raw if isinstance(raw, str) else raw.decode())
    except UnicodeDecodeError as fault:
        raise MatrixError(
            f"Byte {fault.start + 1} is not text, and the file is no .npy file either."
        ) from None
    if not text.strip():
        raise MatrixError("The text is empty.")
    if not is_code(text):
        return printed(text) or lined(text)
    try:
        found = made(text, given, places)
    except CodeError:
        if found_all := printed_anyway(text):
            return found_all
        raise
    return [of_made(found)]


def of_made(found: Made) -> Brought:
    """What a program makes, as something brought."""
    words = WRITTEN.get(found.kind, {})
    return Brought(found.values, words, found.name, opened=found.opened, placed=found.placed)


def printed_anyway(text: str) -> list[Brought]:
    """What is printed in a text that only looks like code, as a thread does that quotes some."""
    try:
        return printed(text)
    except MatrixError:
        return []


def read(raw: bytes | str) -> list[Reading]:
    """Every way to understand the first array of what was brought, the likeliest first."""
    return readings(arrays(raw)[0])
