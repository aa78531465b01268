"""Which rows read which keys, told in words: "rows 0..3 read keys 0..2", "q1 -> k0, k1"."""

import re

import numpy as np

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.reading.brought import Brought

ITEM = r"[a-zA-Z]?\d{1,4}(?:\s?(?:\.\.\.?|-|–|to|through)\s?[a-zA-Z]?\d{1,4})?"
LIST = rf"{ITEM}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+){ITEM})*"
VERB = r"(?:may\s+|can\s+)?(?:reads?|attends?\s+to|sees?|looks?\s+at)(?:\s+only)?|->|→|⇒|=>"
LINE = re.compile(
    rf"(?:[-*]\s+)?(?:rows?|quer(?:y|ies)|tokens?|positions?)?\s*(?P<rows>{LIST})\s*"
    rf"(?P<sign>:|{VERB})\s*(?P<noun>(?:keys?|tokens?|col(?:umn)?s?|positions?)\s+)?"
    rf"(?P<keys>{LIST}|itself|nothing|none|\[\])\s*[.;]?",
    re.I,
)
RUN = re.compile(r"[a-zA-Z]?(\d+)(?:\s?(?:\.\.\.?|-|–|to|through)\s?[a-zA-Z]?(\d+))?", re.I)
SAID = "told by which rows read which keys, the ends of each range included"


def ranged(text: str) -> Brought | None:
    """The mask of lines that say of rows which keys they read; None where a line says anything
    else. A colon alone says it only before the word for keys: else it names a row of cells."""
    lines = [bare for line in text.splitlines() if (bare := line.strip())]
    found = [LINE.fullmatch(line) for line in lines]
    if not lines or not all(found):
        return None
    cells: set[tuple[int, int]] = set()
    rows: set[int] = set()
    for line in filter(None, found):
        if line["sign"] == ":" and not line["noun"]:
            return None
        mine = numbers(line["rows"])
        keys = numbers(line["keys"])
        rows |= mine
        own = line["keys"].lower() == "itself"
        cells |= {(row, key) for row in mine for key in ({row} if own else keys)}
        if max([*mine, *keys, 0]) >= POSITIONS:
            return None
    count = max(rows) + 1
    values = np.zeros((count, max([key + 1 for _, key in cells] + [count])))
    values[tuple(np.array(sorted(cells), dtype=int).reshape(-1, 2).T)] = 1.0
    return Brought(values, told=SAID)


def numbers(text: str) -> set[int]:
    """The whole numbers of a list of numbers and ranges."""
    runs = [(int(first), int(last or first)) for first, last in RUN.findall(text)]
    return {n for first, last in runs for n in range(first, min(last, POSITIONS) + 1)}
