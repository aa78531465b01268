"""The forms of masks that fused kernels know, read off a matrix: bands, pieces, tokens left out."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Form:
    """A band along the diagonal, of the whole text or of pieces of it.

    left, right  keys in reach before and after the query; None has no limit
    pieces       the text is cut, and the pieces do not see each other
    taken        the tokens that nobody reads are taken out first
    upper_left   the diagonal starts at the first query; otherwise it ends at the last one
    """

    left: int | None
    right: int | None
    pieces: bool = False
    taken: bool = False
    upper_left: bool = False

    @property
    def full(self) -> bool:
        return self.left is None and self.right is None

    @property
    def causal(self) -> bool:
        return self.left is None and self.right == 0

    @property
    def ragged(self) -> bool:
        """Whether what is left are texts of several lengths."""
        return self.pieces or self.taken

    @property
    def window(self) -> str:
        """(left, right) as kernels take it; a side without a limit is as long as the text."""
        sides = ("length" if side is None else str(side) for side in (self.left, self.right))
        return f"({', '.join(sides)})"


def form_of(square: np.ndarray, last: np.ndarray, *, padding: bool = False) -> Form | None:
    """The form of a mask from its bool matrix (n, n) and that of its last queries alone (m, n).

    With `padding` the tokens that nobody reads are padding, whose own rows are of no use. None
    means that these cells are of no form, with the tokens in their order.
    """
    if np.array_equal(last, square[len(square) - len(last) :]):
        return whole(square) or rest(square, padding)
    if np.array_equal(square, np.tri(*square.shape)) and np.array_equal(last, np.tri(*last.shape)):
        return Form(None, 0, upper_left=True)
    return None


def whole(cells: np.ndarray) -> Form | None:
    """A band (n, n), or else pieces one after the other that never meet, each with the band."""
    if found := band(cells, np.ones_like(cells)):
        return found
    n = len(cells)
    cuts = [p for p in range(1, n) if not (cells[:p, p:].any() or cells[p:, :p].any())]
    piece = np.searchsorted(cuts, np.arange(n), side="right")
    found = band(cells, piece[:, None] == piece)
    return replace(found, pieces=True) if found else None


def band(cells: np.ndarray, among: np.ndarray) -> Form | None:
    """The band that these cells (n, n) are, among pairs that may see each other at all."""
    back = np.subtract.outer(np.arange(len(cells)), np.arange(len(cells)))
    if not cells.any():
        return None
    left, right = int(back[cells].max()), int(-back[cells].min())
    inside = among & (back <= left) & (back >= -right)
    if left < 0 or right < 0 or not np.array_equal(cells, inside):
        return None
    far = int(back[among].max())  # a limit that no pair goes beyond is none
    return Form(None if left == far else left, None if right == far else right)


def rest(cells: np.ndarray, padding: bool) -> Form | None:
    """The form that is left when the tokens that nobody reads are taken out."""
    kept = cells.any(axis=0)
    if kept.all() or not kept.any():
        return None
    rows = cells[:, kept]
    if (rows.all(axis=1) | ~rows.any(axis=1)).all() and rows[kept].all():
        return Form(None, None, taken=True)
    if not padding and rows[~kept].any():
        return None  # those tokens are not read, and read
    found = whole(rows[kept])
    return replace(found, taken=True) if found else None
