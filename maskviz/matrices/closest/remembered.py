"""The closest known masks of a matrix, kept for whoever asks about the same one again."""

from functools import lru_cache

import numpy as np

from maskviz.matrices.closest import closest
from maskviz.matrices.closest.find import Find


def finds_of(allowed: np.ndarray, offset: int) -> tuple[Find, ...]:
    """All of them, the closest first; see `closest`.

    Shape: allowed bool (q, k), row r the query at position r + offset.
    """
    return kept(np.packbits(allowed).tobytes(), *allowed.shape, offset)


# Streamlit's own cache holds a lock while it calculates, and this lets others go first meanwhile.
@lru_cache(maxsize=16)
def kept(bits: bytes, queries: int, keys: int, offset: int) -> tuple[Find, ...]:
    flat = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=queries * keys)
    return closest(flat.astype(bool).reshape(queries, keys), offset)
