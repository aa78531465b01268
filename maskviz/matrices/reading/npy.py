"""A .npy file without pickle: its header is read by pattern, and checked before its data is."""

import io
import math
import re

import numpy as np

from maskviz.matrices.reading.error import MatrixError, two_dimensions

MAGIC = b"\x93NUMPY"
LENGTH_BYTES = {1: 2, 2: 4, 3: 4}  # version -> how many bytes the length of the header takes
LONGEST = 4_000  # bytes of a header; that of a matrix has 128
HEADER = re.compile(
    r"\{\s*'descr':\s*(?P<descr>'[^']{1,40}'|\[.*\])\s*,\s*'fortran_order':\s*(?:True|False)\s*,"
    r"\s*'shape':\s*\((?P<shape>[0-9, ]*)\)\s*,?\s*\}\s*",
    re.DOTALL,
)
NUMBERS = re.compile(r"'[<>|=]?(?P<kind>[biuf])(?P<bytes>[1248])'")


def read_npy(raw: bytes) -> np.ndarray:
    """The matrix of a .npy file, (q, k) of booleans, whole numbers or floats.

    MatrixError for anything else; no array is made before its size is known to be right.
    """
    header, start = header_of(raw)
    found = HEADER.fullmatch(header)
    if not found:
        raise MatrixError("The header of the .npy file is damaged.")
    numbers = NUMBERS.fullmatch(found["descr"])
    if not numbers:
        raise MatrixError(f"The .npy file holds {kind_of(found['descr'])}, not numbers.")
    sides = [side.strip() for side in found["shape"].split(",")]
    if any(len(side) > 12 or not side for side in sides[:-1]) or len(sides[-1]) > 12:
        raise MatrixError("The shape in the header of the .npy file is damaged.")
    shape = [int(side) for side in sides if side]
    queries, keys = two_dimensions(shape)
    needed, there = math.prod(shape) * int(numbers["bytes"]), len(raw) - start
    if there < needed:
        raise MatrixError(
            f"The .npy file is cut off: {queries:,} x {keys:,} need {needed:,} bytes and it has "
            f"{there:,}."
        )
    try:
        array = np.load(io.BytesIO(raw), allow_pickle=False)
    except (ValueError, TypeError, SyntaxError):  # such as a float of one byte
        raise MatrixError("The .npy file is damaged.") from None
    return array.reshape(queries, keys)


def header_of(raw: bytes) -> tuple[str, int]:
    """The header and where the data begins."""
    version = raw[len(MAGIC)] if len(raw) > len(MAGIC) + 1 else 0
    wide = LENGTH_BYTES.get(version)
    if wide is None:
        raise MatrixError(f"The .npy file is of version {version} and 1 to 3 are known.")
    first = len(MAGIC) + 2 + wide
    start = first + int.from_bytes(raw[len(MAGIC) + 2 : first], "little")
    if start > LONGEST:
        raise MatrixError(f"The header of the .npy file has {start:,} bytes; it is damaged.")
    if len(raw) < start:
        raise MatrixError(f"The .npy file is cut off in its header, after {len(raw):,} bytes.")
    return raw[first:start].decode("latin-1"), start


def kind_of(descr: str) -> str:
    """What a type of numpy is called, for the sentence that refuses it."""
    kinds = {"O": "Python objects", "c": "complex numbers", "U": "text", "S": "text"}
    if descr.startswith("["):
        return "records"
    kind = descr.strip("'").lstrip("<>|=")[:1]
    return kinds.get(kind, f"values of type {descr[1:-1]}")
