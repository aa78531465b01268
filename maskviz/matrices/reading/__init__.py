"""A matrix that somebody brings: a .npy file, CSV, or pasted text. Nothing in it is ever run.

`read` gives every way to understand it, the likeliest first; `MatrixError` is the one error.
"""

from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.error import MatrixError
from maskviz.matrices.reading.lines import lined
from maskviz.matrices.reading.npy import MAGIC, read_npy
from maskviz.matrices.reading.printed import printed
from maskviz.matrices.reading.reading import Reading, readings
from maskviz.matrices.reading.words import plain_signs

__all__ = ["BYTES", "Brought", "MatrixError", "Reading", "arrays", "read", "readings"]

BYTES = 1_000_000  # of a file or of pasted text


def arrays(raw: bytes | str) -> list[Brought]:
    """Every array in the bytes of a file or in pasted text; MatrixError when there is none."""
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
    return printed(text) or lined(text)


def read(raw: bytes | str) -> list[Reading]:
    """Every way to understand the first array of what was brought, the likeliest first."""
    return readings(arrays(raw)[0])
