"""What a kernel would read when it is asked for a form, as plain loops over its documentation."""

import numpy as np

from maskviz.libraries.kernels import Form


def drawn(form: Form, queries: int, keys: int) -> np.ndarray:
    """A band counted from the lower right corner, or from the upper left one."""
    ahead = 0 if form.upper_left else keys - queries
    cells = np.zeros((queries, keys), bool)
    for i in range(queries):
        for k in range(keys):
            back = i + ahead - k
            near = form.left is None or back <= form.left
            cells[i, k] = near and (form.right is None or -back <= form.right)
    return cells


def run(form: Form, cells: np.ndarray) -> np.ndarray:
    """The form on a square matrix: hidden keys taken out, pieces cut where nothing crosses.

    A row of a token that was taken out is left as it is, when that token is not calculated.
    """
    read = np.zeros_like(cells)
    kept = [k for k in range(len(cells)) if not form.taken or cells[:, k].any()]
    if form.taken and form.full and not form.pieces:  # every row may ask, over the keys left
        for q in range(len(cells)):
            read[q, kept] = q in kept or cells[q].any()
        return read
    starts = [0]
    for p in range(1, len(kept)):
        crossing = any(cells[a, b] or cells[b, a] for a in kept[:p] for b in kept[p:])
        if form.pieces and not crossing:
            starts.append(p)
    for first, end in zip(starts, [*starts[1:], len(kept)], strict=True):
        piece = kept[first:end]
        read[np.ix_(piece, piece)] = drawn(form, len(piece), len(piece))
    for q in set(range(len(cells))) - set(kept):
        read[q] = cells[q]
    return read
