"""A .npy file without pickle: its header is read by numpy, and checked before its data is."""

import io
import math
import warnings
from tokenize import TokenError

import numpy as np
from numpy.lib import format as npy

from maskviz.matrices.error import MatrixError, check_shape, told
from maskviz.matrices.reading.brought import Brought

MAGIC = npy.MAGIC_PREFIX
LENGTH_BYTES = {1: 2, 2: 4, 3: 4}  # version -> how many bytes the length of the header takes
DAMAGED = (ValueError, TypeError, SyntaxError, KeyError, TokenError, RecursionError, MemoryError)
LONGEST = 4_000  # bytes of a header; that of a matrix has 128
NUMBERS, WIDTHS = "biuf", (1, 2, 4, 8)  # kinds of numbers, and their bytes
KINDS = {"O": "Python objects", "c": "complex numbers", "U": "text", "S": "text", "V": "records"}


def read_npy(raw: bytes) -> Brought:
    """The array of a .npy file, of booleans, whole numbers or floats.

    MatrixError for anything else; no array is made before its size is known to be right.
    """
    start = data_start(raw)
    shape, fortran, dtype = header_of(raw[:start])
    if dtype.kind not in NUMBERS or dtype.itemsize not in WIDTHS:
        kind = KINDS.get(dtype.kind, f"values of type {dtype.str}")
        raise MatrixError(f"The .npy file holds {kind}, not numbers.")
    if any(side < 0 or side >= 10**12 for side in shape):
        raise MatrixError("The shape in the header of the .npy file is damaged.")
    check_shape(shape)
    count, there = math.prod(shape), len(raw) - start
    if there < (needed := count * dtype.itemsize):
        raise MatrixError(
            f"The .npy file is cut off: {told(shape)} need {needed:,} bytes and it has {there:,}."
        )
    array = np.frombuffer(raw, dtype, count, start).reshape(shape, order="F" if fortran else "C")
    words = {1.0: "True", 0.0: "False"} if array.dtype == bool else {}
    return Brought(array.astype(np.float64), words)


def data_start(raw: bytes) -> int:
    """Where the header ends and the data begins."""
    version = raw[len(MAGIC)] if len(raw) > len(MAGIC) + 1 else 0
    wide = LENGTH_BYTES.get(version)
    if wide is None:
        raise MatrixError(f"The .npy file is of version {version} and 1 to 3 are known.")
    first = npy.MAGIC_LEN + wide
    start = first + int.from_bytes(raw[npy.MAGIC_LEN : first], "little")
    if start > LONGEST:
        raise MatrixError(f"The header of the .npy file has {start:,} bytes; it is damaged.")
    if len(raw) < start:
        raise MatrixError(f"The .npy file is cut off in its header, after {len(raw):,} bytes.")
    return start


def header_of(header: bytes) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether columns come first, and type, from all that stands before the data.

    numpy has no reader for version 3: that is version 2 with other letters in names of records.
    """
    file = io.BytesIO(header)
    try:
        major, _ = npy.read_magic(file)
        read = npy.read_array_header_1_0 if major == 1 else npy.read_array_header_2_0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a header by Python 2, which is read all the same
            return read(file, max_header_size=LONGEST)
    except DAMAGED:
        raise MatrixError("The header of the .npy file is damaged.") from None
