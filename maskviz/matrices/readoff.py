"""What can be read off a matrix, in sentences."""

import numpy as np

from maskviz.masks.matrix import counted, density, empty_rows

SHOWN = 8  # rows


def said(cells: np.ndarray, first: int | None = None) -> list[str]:
    """Its size, the share that may be read, rows with nothing to read, and the future, which is
    nothing to speak of where nothing may be read.

    Shape: cells bool (q, k), True = may read. `first` is the position of the first query; unless
    told the queries are the last of the keys.
    """
    queries, keys = cells.shape
    lines = [
        f"{queries:,} x {keys:,}: {int(cells.sum()):,} of {cells.size:,} cells may be read "
        f"({density(cells):.0%})."
    ]
    if queries != keys:
        lines.append(placed(queries, keys, keys - queries if first is None else first))
    if len(empty := empty_rows(cells)):
        listed = ", ".join(map(str, empty[:SHOWN])) + (" …" if len(empty) > SHOWN else "")
        lines.append(f"Rows with nothing to read: {listed} ({len(empty):,} of {queries:,}).")
    if not cells.any():
        return lines
    ahead = future(queries, keys, keys - queries if first is None else first)
    opened = int((cells & ahead).sum())
    some = f"It reads the future in {counted(opened)} of {int(ahead.sum()):,}."
    lines.append(some if opened else "It never reads the future.")
    return lines


def placed(queries: int, keys: int, first: int) -> str:
    """Where the queries of a rectangle stand among the keys."""
    if not first:
        return "The queries are counted from row 0, which stands at the first key."
    if first > 0:
        return f"The queries are taken for the last {queries:,} of the keys."
    return f"The first {queries - keys:,} queries are taken to stand before every key."


def future(queries: int, keys: int, first: int) -> np.ndarray:
    """Bool (q, k): the keys that stand after each query."""
    return np.arange(keys) > np.arange(queries)[:, None] + first
