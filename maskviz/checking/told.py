"""The words of a check: masks by their names, cells that differ, what a library makes of it."""

from collections.abc import Sequence

import numpy as np

from maskviz.libraries.verdict import Verdict
from maskviz.masks.matrix import counted
from maskviz.matrices.closest import Find

LISTED = 10  # cells, masks
ROWS = 6


def also(exact: Sequence[Find]) -> str:
    """The other names of the same cells."""
    rest = [find.title for find in exact[1:]]
    if not rest:
        return ""
    listed = "; ".join(rest[:LISTED])
    left = f"; and {len(rest) - LISTED} more" if len(rest) > LISTED else ""
    return f"At this size the same cells: {listed}{left}."


def counted_with(find: Find) -> str:
    """How a window counts, which is where two libraries differ by one."""
    if find.call.mask.name != "sliding_window":
        return ""
    window = int(find.call.params["window"])
    return (
        f"Window {window} counts the query's own token: beside it each may read {window - 1} "
        "before it."
    )


def named(find: Find) -> str:
    """ "Sliding window, window 4: 2 cells differ"."""
    if not find.distance:
        return f"{find.title}: the same in every cell"
    verb = "differs" if find.distance == 1 else "differ"
    return f"{find.title}: {counted(find.distance)} {verb}"


def cells(apart: np.ndarray, mine: np.ndarray) -> list[str]:
    """The cells that differ from a known mask one by one, LISTED of them; apart int (n, 2)."""
    found = []
    for row, key in apart[:LISTED]:
        yours, known = ("may be read", "blocked") if mine[row, key] else ("blocked", "may be read")
        found.append(f"row {row}, key {key}: {yours} in yours, {known} in the known mask")
    if len(apart) > LISTED:
        found.append(f"and {len(apart) - LISTED:,} more")
    return found


def outcome(verdict: Verdict) -> str:
    """What a library makes of it, in a few words with the numbers."""
    spelling = verdict.spelling
    if spelling.cells is None:
        return f"refused: {spelling.refused.rstrip('.')}"
    found = []
    if spelling.nan:
        found.append(f"{rows(spelling.nan)} NaN")
    if verdict.wrong:
        found.append(f"wrong in {counted(verdict.wrong)}")
    empty = [int(r) for r in np.flatnonzero(~spelling.cells.any(axis=-1)) if r not in spelling.nan]
    if empty:
        found.append(f"{rows(tuple(empty))} zeros")
    return ", ".join(found) if found else "as it is meant"


def rows(which: tuple[int, ...]) -> str:
    """ "rows 0 and 1 become" """
    listed = ", ".join(map(str, which[:ROWS])) + (" …" if len(which) > ROWS else "")
    return f"row {listed} becomes" if len(which) == 1 else f"rows {listed} become"
