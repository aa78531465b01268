"""A matrix drawn in characters, for a terminal or a message of a test."""

import numpy as np

WIDEST = 64  # cells a side; what is larger is not drawn


def picture(cells: np.ndarray) -> list[str]:
    """A line for each query, `#` where it may read the key and `.` where the key is blocked; none
    for a matrix of more than WIDEST cells a side."""
    if max(cells.shape) > WIDEST:
        return []
    return ["".join(".#"[int(cell)] for cell in row) for row in cells]


def beside(left: np.ndarray, right: np.ndarray, titles: tuple[str, str]) -> list[str]:
    """Two matrices of one size side by side, a mark between the rows that differ."""
    drawn = zip(picture(left), picture(right), strict=True)
    wide = max(left.shape[1], len(titles[0]))
    lines = [
        f"  {one:{wide}} {' ' if one == other else '≠'} {other}".rstrip() for one, other in drawn
    ]
    return [f"  {titles[0]:{wide}}   {titles[1]}", *lines] if lines else []
