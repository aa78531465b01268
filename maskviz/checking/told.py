"""The words of a check: masks by their names, cells that differ, what a library makes of it."""

from collections.abc import Sequence

import numpy as np

from maskviz.libraries.conventions.library import EMPTY
from maskviz.libraries.verdict import CALLED, FORMS, Handed, Packing, Verdict, name_of
from maskviz.masks.matrix import counted
from maskviz.matrices.closest import Find

LISTED = 10  # cells, masks
ROWS = 6  # rows, texts, runs of keys


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


def packed_over(packing: Packing) -> str:
    """What is handed over of a vector of documents, in sentences."""
    many = len(set(packing.document) - {-1})
    past = ", each token reads the past of its own" if packing.causal else ""
    said = f"Handed over is the vector as it stands, {CALLED[packing.kind]} of "
    said += f"{counted(many, 'document')}{past}. In the code it is called {name_of(packing.kind)}."
    return said


def handed_over(handed: Handed, source: str, sizes: tuple[int, int], *, causal: bool) -> str:
    """What is handed over, in sentences.

    source  what was brought, where it is no array
    sizes   of all that was brought: (q, k), of padding (text, k)
    causal  whether causal was added to padding
    """
    if source:
        found = f"{source[0].upper()}{source[1:]} is no array: handed over is that of True and "
        found += "False which was read from it, True = may read."
    else:
        found = f"Handed over is the array as it stands, of {FORMS[handed.form]}."
    if causal:
        found += " Causal is passed apart: judged is the padding alone."
    if handed.values.shape == sizes:
        return found
    if handed.padding:
        return f"{found} Of {sizes[0]:,} texts {handed.texts:,}, from text {handed.first} on."
    return f"{found} Of it the last {handed.queries:,} x {handed.keys:,} cells."


def outcome(verdict: Verdict) -> str:
    """What a library makes of it, in a few words with the numbers."""
    spelling, handed = verdict.spelling, verdict.handed
    if spelling.cells is None:
        said = spelling.refused.rstrip(".")
        return said if isinstance(handed, Packing) else f"refused: {said}"
    found = []
    if spelling.nan:
        found.append(rows(spelling.nan, handed, "becomes", "become", "NaN"))
    if verdict.wrong:
        found.append(instead(verdict) if handed.padding else f"wrong in {counted(verdict.wrong)}")
    empty = [int(r) for r in np.flatnonzero(~spelling.cells.any(axis=-1)) if r not in spelling.nan]
    if empty:
        unknown = EMPTY["unknown"] in spelling.note
        verbs = ("has", "have", "nothing to read") if unknown else ("becomes", "become", "zeros")
        found.append(rows(empty, handed, *verbs))
    return ", ".join(found) if found else "as it is meant"


def rows(which: Sequence[int], handed: Handed | Packing, one: str, many: str, what: str) -> str:
    """ "rows 0, 1 become zeros"; of padding "every row of texts 0, 1 becomes zeros" """
    listed = ", ".join(str(row + handed.first) for row in which[:ROWS])
    listed += " …" * (len(which) > ROWS)
    plural = "s" * (len(which) > 1)
    if not handed.padding:
        return f"row{plural} {listed} {many if plural else one} {what}"
    whose = f" of text{plural} {listed}" if handed.several else ""
    return f"every row{whose} {one} {what}"


def instead(verdict: Verdict) -> str:
    """In how many keys padding is wrong, and what the first such text reads."""
    handed, cells = verdict.handed, verdict.spelling.cells
    assert cells is not None  # it is not refused
    said = f"wrong in {verdict.wrong:,} of {cells.size:,} keys"
    apart = (cells != handed.wanted).any(axis=-1)
    apart[list(verdict.spelling.nan)] = False
    if not apart.any():
        return said
    text = int(apart.argmax())
    who = f"text {text + handed.first}" if handed.several else "each row"
    return f"{said} ({who} reads {keys(np.flatnonzero(cells[text]), cells.shape[1])})"


def keys(read: np.ndarray, count: int) -> str:
    """Which of so many keys: "keys 0 to 3, 7", "no key", "every key"."""
    if not 0 < len(read) < count:
        return "every key" if len(read) else "no key"
    runs = np.split(read, np.flatnonzero(np.diff(read) > 1) + 1)
    told = [f"{r[0]} to {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    left = " …" * (len(told) > ROWS)
    return f"key{'s' * (len(read) > 1)} {', '.join(told[:ROWS])}{left}"
