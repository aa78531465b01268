"""How far each token's vector moved, layer by layer, over what the mask keeps from it."""

from collections.abc import Collection, Sequence

import numpy as np
from markupsafe import Markup

from maskviz.analysis.moves.moved import Moved
from maskviz.ui.kit.distances import depth, far
from maskviz.ui.kit.table import Cell, table

MOST = 64  # rows that are shown whole; more scroll under their head
NAME = Markup("<small>{}</small> {}")


def grid(
    words: Sequence[str],
    changed: Collection[int],
    moved: Moved,
    reach: np.ndarray,
    slope: np.ndarray | None = None,
) -> Markup:
    """A row for each token, a column for each layer; hatched cells are out of reach.

    changed  the tokens that were changed
    reach    bool (layers + 1, row)
    slope    (row,), one more column where it is given
    """
    head: list[str | Cell] = ["Token", "embedding"]
    head += [*(f"layer {n}" for n in range(moved.layers)), "logits"]
    most = float(np.nanmax(moved.distance[1:], initial=0.0))
    may = np.vstack([reach, reach[-1:]])  # the logits are each row's own
    rows = []
    for row, word in enumerate(words):
        cells = [Cell(NAME.format(row, word), "changed" if row in changed else "")]
        cells += [
            measured(float(moved.distance[p, row]), bool(moved.same[p, row]), may[p, row], most)
            for p in range(len(may))
        ]
        if slope is not None:
            number = float(slope[row])
            cells.append(Cell(far(number, number == 0), "slope"))
        rows.append(cells)
    if slope is not None:
        head.append("slope")
    return table(head, rows, "distances" if len(rows) <= MOST else "distances long")


def measured(distance: float, same: bool, reachable: bool, most: float) -> Cell:
    """One cell; its colour grows with the logarithm of the distance."""
    kinds = ["still" if same else "moved", "open" if reachable else "closed"]
    numbers = "" if same else f"--depth: {8 + 72 * depth(distance, most):.0f}%"
    return Cell(far(distance, same), " ".join(kinds), numbers)
