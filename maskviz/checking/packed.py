"""A matrix as a short text for an address, and back: its two sides and its bits, squeezed."""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

import numpy as np

from maskviz.matrices.error import MatrixError, check_size

PACKED = re.compile(r"([1-9]\d{0,3})x([1-9]\d{0,3})\.([A-Za-z0-9_-]+)", re.ASCII)
LONGEST = 6_000  # characters, so that an address with all else that it says stays below 8,000


def pack(cells: np.ndarray) -> str | None:
    """The text of a matrix, bool (q, k), True = may read; None where it would be too long."""
    queries, keys = cells.shape
    bits = zlib.compress(np.packbits(cells).tobytes(), 9)
    text = f"{queries}x{keys}.{urlsafe_b64encode(bits).decode().rstrip('=')}"
    return text if len(text) <= LONGEST else None


def unpack(text: str) -> np.ndarray:
    """The matrix, bool (q, k), of such a text.

    Errors: MatrixError for a text that no matrix is packed into, before more is unpacked than its
    sides say.
    """
    found = PACKED.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        raise MatrixError("The address holds no matrix that can be read.")
    queries, keys = int(found[1]), int(found[2])
    check_size(queries, keys)
    wanted = -(-queries * keys // 8)
    try:
        bits = urlsafe_b64decode(found[3] + "=" * (-len(found[3]) % 4))
        raw = zlib.decompressobj().decompress(bits, wanted + 1)
    except (ValueError, zlib.error):
        raise MatrixError("The matrix in the address is damaged: it cannot be unpacked.") from None
    if len(raw) != wanted:
        raise MatrixError(
            f"The matrix in the address is {queries:,} x {keys:,} and holds "
            f"{'more than ' * (len(raw) > wanted)}{min(len(raw), wanted):,} bytes of {wanted:,}."
        )
    flat = np.unpackbits(np.frombuffer(raw, dtype=np.uint8), count=queries * keys)
    return flat.astype(bool).reshape(queries, keys)
