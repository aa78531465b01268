"""What is probably wrong with a matrix, in sentences: turned, shifted, short, open or empty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from maskviz.checking.evident import SHOWN, listed, single, whole_rows
from maskviz.masks.matrix import counted, empty_rows
from maskviz.matrices.closest import Find, but_for, closest, plainest
from maskviz.matrices.readoff import future

SIDE = 48  # cells a side: of a larger matrix the corner at the last query is turned
NEAR = 0.005  # of the cells: what is so close to a known mask is not turned
FAR = 0.25  # of the cells: from a mask that differs in more nothing can be said
CLOSE = 1 / 3  # of the cells: what differs in more is not close

TURNED: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "{} transposed: queries and keys are exchanged": lambda cells: cells.T,
    "{} inverted: what it blocks may be read here": lambda cells: ~cells,
    "{} upside down: the last query stands first": lambda cells: cells[::-1],
    "{} mirrored: the last key stands first": lambda cells: cells[:, ::-1],
    "{} turned by half: the last query and the last key stand first": lambda cells: cells[
        ::-1, ::-1
    ],
}
SHIFTED = {-1: "one row too low", 1: "one row too high"}


@dataclass(frozen=True)
class Judged:
    """A matrix, bool (q, k), the position of its first query, and the closest known mask."""

    cells: np.ndarray
    first: int
    best: Find

    @property
    def apart(self) -> np.ndarray:
        """Bool (q, k): where it differs from the closest known mask."""
        return self.best.cells(*self.cells.shape) != self.cells


def faults(
    cells: np.ndarray,
    first: int | None = None,
    best: Find | None = None,
    but_for_rows: Callable[[], str] | None = None,
) -> list[str]:
    """A sentence for each thing that is probably wrong, the plainest first.

    Shape: cells bool (q, k), True = may read; `first` is the position of the first query, by
    default the queries are the last of the keys. `best` is the closest known mask, where it is
    known already, and `but_for_rows` says what `emptied` does, where somebody keeps that.
    """
    queries, keys = cells.shape
    first = keys - queries if first is None else first
    if cells.all() or not cells.any() or single(cells):
        return []
    best = best or next(find for find in closest(cells, first) if find.usual)
    judged = Judged(cells, first, best)
    if judged.best.distance == 0:
        return [*short(judged), *corner(judged), *padded(judged)]
    if rows := but_for_rows() if but_for_rows else emptied(cells, first):
        return [rows]
    small = cells[-SIDE:, -SIDE:]
    ahead = first + max(queries - SIDE, 0) - max(keys - SIDE, 0)  # of the corner
    near = judged.best.distance <= NEAR * cells.size
    ways = [] if near else list(turned(small, ahead))
    if whole_rows(cells):
        return ways
    ways += [] if near else shifted(small, ahead)
    if distant := far(judged.best, cells):
        return [*ways, distant]
    if judged.best.distance > FAR * cells.size:
        return ways
    return [*ways, *opened(judged), *together(judged), *padded(judged)]


def emptied(cells: np.ndarray, first: int) -> str:
    """A known mask in all rows but those with nothing to read, which are the fewer; "" where it is
    none."""
    rows = empty_rows(cells)
    if not 0 < 2 * len(rows) < len(cells) or whole_rows(cells):
        return ""
    found = but_for(cells, first, rows)
    which = f"{listed('row', rows)}, which may read nothing"
    return f"But for {which}, it is {found.title}." if found else ""


def far(best: Find, cells: np.ndarray) -> str:
    """What to say where the closest known mask is not close: it differs in many cells, or opens
    few of those that may be read. "" where it is close."""
    opened, hits = int(cells.sum()), int((cells & best.cells(*cells.shape)).sum())
    said = f"No known mask is close: the closest, {best.title}, "
    if best.distance > CLOSE * cells.size:
        return f"{said}differs in {best.distance:,} of {cells.size:,} cells."
    if 2 * hits < opened:
        return f"{said}opens {hits:,} of the {opened:,} cells that may be read."
    return ""


def turned(cells: np.ndarray, first: int) -> Iterator[str]:
    """Ways to turn it by which it becomes a known mask."""
    square = cells.shape[0] == cells.shape[1]
    for said, way in TURNED.items():
        made = np.ascontiguousarray(way(cells))
        if made.shape != cells.shape:
            continue
        found = plainest(made, first if not square else 0)
        if found and not found.real:
            yield f"It is {said.format(found.title)}."


def shifted(cells: np.ndarray, first: int) -> Iterator[str]:
    for by, said in SHIFTED.items():
        found = plainest(cells, first + by)
        if found and found.call.mask.name not in ("full", "causal_offset"):
            yield f"It is {found.title}, {said}."


def short(judged: Judged) -> Iterator[str]:
    """A known mask by which one often means another: one off, and counted otherwise."""
    mask, params = judged.best.call.mask.name, judged.best.call.params
    if mask == "strict_causal":
        yield "It is one short of Causal: no query may read its own token."
    if mask == "causal_offset" and (ahead := int(params["ahead"])) < -1:
        yield f"It is {-ahead} short of Causal."
    if mask == "anti_causal":
        yield "It is Causal transposed: queries and keys are exchanged."


def corner(judged: Judged) -> Iterator[str]:
    """A staircase that begins at the first key, under more keys than queries."""
    queries, keys = judged.cells.shape
    if judged.best.call.mask.name == "causal_upper_left" and 0 < judged.first == keys - queries:
        last = int(judged.cells[-1].nonzero()[0].max())
        yield (
            f"It is aligned upper left: with a cache the {queries:,} queries are the last of "
            f"{keys:,} tokens, and the last of them may read up to key {last} only."
        )


def opened(judged: Judged) -> Iterator[str]:
    """The future, where the closest known mask reads none."""
    queries, keys = judged.cells.shape
    ahead = future(queries, keys, judged.first)
    if (judged.best.cells(queries, keys) & ahead).any():
        return
    cells = np.argwhere(judged.cells & ahead)
    if len(cells):
        row, key = cells[0]
        yield (
            f"The future may be read in {counted(len(cells))}, the first in row {row} at key "
            f"{key}; {judged.best.title} reads none."
        )


def together(judged: Judged) -> Iterator[str]:
    """Cells that differ, where they all stand in one line."""
    apart = judged.apart
    rows, keys = np.nonzero(apart)
    if len(rows) < 2:
        return
    lines = {"row": rows, "key": keys, "diagonal q - k =": rows + judged.first - keys}
    for name, places in lines.items():
        if (places == places[0]).all():
            now = judged.cells[apart]
            said = "may be read" if now.all() else "are blocked" if not now.any() else "differ"
            yield f"All {len(rows)} cells that differ stand in {name} {places[0]}, and {said} here."


def padded(judged: Judged) -> Iterator[str]:
    """Rows with nothing to read that are those of padding, and the reason why they are empty."""
    queries, keys = judged.cells.shape
    real = judged.best.real or judged.best.facts.get("real", ())
    empty = empty_rows(judged.cells)
    if not len(empty) or not real or not 0 <= judged.first <= keys - queries:
        return
    padding = {place - judged.first for place, yes in enumerate(real) if not yes}
    if {*empty.tolist()} <= padding:
        listed = ", ".join(map(str, empty[:SHOWN])) + (" …" if len(empty) > SHOWN else "")
        which = f"Row {listed} is that" if len(empty) == 1 else f"Rows {listed} are those"
        yield f"{which} of padding, and nothing is left to read there."
