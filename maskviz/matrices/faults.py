"""What is probably wrong with a matrix that is no known mask, or is one under the wrong sign."""

from collections.abc import Callable, Iterator

import numpy as np

from maskviz.matrices.closest import closest
from maskviz.matrices.closest.find import Find

SIDE = 96  # cells a side: of a larger matrix the corner at the last query is judged

TURNED: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "{} transposed: queries and keys are exchanged": lambda cells: cells.T,
    "{} inverted: what it blocks is open here": lambda cells: ~cells,
    "{} upside down: the last query stands first": lambda cells: cells[::-1],
    "{} mirrored: the last key stands first": lambda cells: cells[:, ::-1],
    "{} turned by half: the last query and the last key stand first": lambda cells: cells[
        ::-1, ::-1
    ],
}
SHIFTED = {-1: "one row too low", 1: "one row too high"}


def faults(cells: np.ndarray) -> list[str]:
    """A sentence for each way in which a matrix becomes a known mask exactly, the plainest first.

    Shape: cells bool (q, k), True = may read; the queries are the last of the keys. Nothing for a
    matrix that is a known mask without being told anything of its tokens.
    """
    queries, keys = cells.shape
    cells = cells[-SIDE:, -SIDE:]
    queries, keys = cells.shape
    if exact(cells, keys - queries) or cells.all() or not cells.any():
        return []
    return [*turned(cells), *shifted(cells)]


def exact(cells: np.ndarray, offset: int) -> Find | None:
    """The known mask that it is in every cell, if nothing has to be told of tokens but which of
    them are real."""
    found = closest(cells, offset, most=1)[0]
    told = {p.name for p in found.call.mask.facts}
    return found if not found.distance and told <= {"real"} else None


def turned(cells: np.ndarray) -> Iterator[str]:
    for said, way in TURNED.items():
        made = np.ascontiguousarray(way(cells))
        queries, keys = made.shape
        if made.shape != cells.shape and queries > keys:
            continue
        if found := exact(made, keys - queries):
            yield f"It is {said.format(found.title)}."


def shifted(cells: np.ndarray) -> Iterator[str]:
    queries, keys = cells.shape
    for by, said in SHIFTED.items():
        found = exact(cells, keys - queries + by)
        if found and found.call.mask.name != "full":
            yield f"It is {found.title}, {said}."
