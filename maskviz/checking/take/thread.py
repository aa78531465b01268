"""A text for the thread: the matrix in characters, what was found, and where to look at it."""

from collections.abc import Sequence

import numpy as np

from maskviz.libraries.export.lines import drawn, spoken
from maskviz.masks.matrix import counted

LARGEST = 40  # a side of a picture that fits into a message
ROWS = 8  # empty rows that are named


def thread(
    allowed: np.ndarray, taken: str, finds: Sequence[str], said: Sequence[str], address: str = ""
) -> str:
    """Markdown that is pasted into an issue or a chat.

    Shape: allowed bool (q, k), True = may read.
    taken    what it was taken for: "one mask of 2 queries x 2 keys: 1 = may read, 0 = blocked"
    finds    the known masks that it is or nearly is, a phrase each
    said     sentences: faults, what a library makes of it
    address  where it can be looked at
    """
    lines = [
        f"Taken for {taken}; a line is a query, # = may read:",
        "",
        "```",
        *picture(allowed),
        "```",
        "",
        *(f"- {find}" for find in finds),
        f"- {counted(int(allowed.sum()))} of {allowed.size:,} may be read{bare(allowed)}",
        *(f"- {sentence}" for sentence in said),
    ]
    return "\n".join([*lines, *(["", address] if address else [])]) + "\n"


def picture(allowed: np.ndarray) -> list[str]:
    """The lines of the picture; of a large matrix its four corners, with dots between them."""
    queries, keys = allowed.shape
    if max(queries, keys) <= LARGEST:
        return drawn(allowed).split("\n")
    half = LARGEST // 2 - 1
    rows, columns = ends(queries, half), ends(keys, half)
    shown = drawn(allowed[np.ix_(rows, columns)]).split("\n")
    if keys > LARGEST:
        shown = [f"{line[:half]} … {line[half:]}" for line in shown]
    if queries > LARGEST:
        shown = [*shown[:half], "…", *shown[half:]]
    return shown


def ends(count: int, half: int) -> list[int]:
    """The places that are shown of so many: all, or the first and the last."""
    if count <= LARGEST:
        return list(range(count))
    return [*range(half), *range(count - half, count)]


def bare(allowed: np.ndarray) -> str:
    rows = np.flatnonzero(~allowed.any(axis=1)).tolist()
    if not rows:
        return ", no row is empty"
    many = len(rows) > 1
    return f", row{'s' * many} {spoken(rows, ROWS)} {'have' if many else 'has'} nothing to read"
