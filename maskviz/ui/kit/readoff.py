"""What can be read off a matrix, in sentences."""

import numpy as np

from maskviz.masks.matrix import density, empty_rows, reads_future


def said(cells: np.ndarray) -> list[str]:
    """What can be read off the matrix."""
    queries, keys = cells.shape
    lines = [
        f"{queries:,} x {keys:,}: {int(cells.sum()):,} of {cells.size:,} cells may be read "
        f"({density(cells):.0%})."
    ]
    if queries != keys:
        lines.append(
            f"The queries are taken for the last {queries:,} of the keys."
            if queries < keys
            else f"The first {queries - keys:,} queries are taken to stand before every key."
        )
    if len(empty := empty_rows(cells)):
        listed = ", ".join(map(str, empty[:8])) + (" …" if len(empty) > 8 else "")
        lines.append(f"Rows with nothing to read: {listed} ({len(empty):,} of {queries:,}).")
    future = reads_future(cells, keys - queries)
    lines.append("It reads the future." if future else "It never reads the future.")
    return lines
