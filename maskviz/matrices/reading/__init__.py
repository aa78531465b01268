"""A matrix that somebody brings: a .npy file, CSV, or pasted text. Nothing in it is ever run.

`read_matrix` gives what was found and what it probably means; `MatrixError` is the one error.
"""

import numpy as np

from maskviz.matrices.reading.error import MatrixError
from maskviz.matrices.reading.meaning import Found, guess, meant, opened
from maskviz.matrices.reading.npy import MAGIC, read_npy
from maskviz.matrices.reading.text import read_text

__all__ = ["BYTES", "Found", "MatrixError", "guess", "meant", "opened", "read_matrix"]

BYTES = 1_000_000  # of a file or of pasted text


def read_matrix(raw: bytes | str) -> Found:
    """The matrix in the bytes of a file or in pasted text; MatrixError when there is none."""
    encoded = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(encoded) > BYTES:
        raise MatrixError(f"This has {len(encoded):,} bytes and {BYTES:,} are the limit.")
    if encoded.startswith(MAGIC):
        array = read_npy(encoded)
        words = ("True", "False") if array.dtype == bool else ("1", "0")
        return meant(array.astype(np.float64), words)
    try:
        return meant(*read_text(raw if isinstance(raw, str) else raw.decode()))
    except UnicodeDecodeError as fault:
        raise MatrixError(
            f"Byte {fault.start + 1} is not text, and the file is no .npy file either."
        ) from None
