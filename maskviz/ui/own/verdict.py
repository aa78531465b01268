"""What each library makes of the matrix as it is, in a table, with the line that mends it."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.libraries.verdict import FORMS, Handed, Verdict, form_of, verdicts
from maskviz.masks.matrix import counted
from maskviz.matrices.reading import Brought, Reading
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.table import table

SIDE = 256  # cells a side that are handed over, the last of them
SHOWN = 6  # rows
HEAD = ("Library", "Handed over as it is", "What comes out", "The line that mends it")
CODE = Markup("<code>{}</code>")
RIGHT = Markup("<b>{}</b>")
MARKS = {True: "✓ ", False: "✕ "}


def show_verdicts(brought: Brought, reading: Reading, at: int) -> None:
    """The table, where what was brought is an array of queries by keys that can be handed over."""
    values, cells = brought.values, reading.samples[at]
    if brought.signs or brought.hidden or values.ndim < 2 or values.shape[-2:] != cells.shape:
        return
    own = values.reshape(-1, *cells.shape)[at][-SIDE:, -SIDE:]
    first = next(iter(brought.words.values()), "")
    handed = Handed(own, form_of(values, first), cells[-SIDE:, -SIDE:])
    st.markdown("### What your library makes of it")
    cut = f" Judged by its last {SIDE} x {SIDE} cells." if max(cells.shape) > SIDE else ""
    st.caption(
        f"The array as it stands, of {FORMS[handed.form]}, under the name mask; meant is: "
        f"{reading.means}.{cut}"
    )
    show_html(table(HEAD, map(row, verdicts(handed))))


def row(verdict: Verdict) -> list[str | Markup]:
    library, spelling = verdict.library, verdict.spelling
    told = RIGHT.format(f"{MARKS[verdict.right]}{outcome(verdict)}")
    more = f" {spelling.note}" if spelling.note else ""
    mend = CODE.format(verdict.mend) if verdict.mend else ""
    return [library.title, CODE.format(spelling.code), told + more, mend]


def outcome(verdict: Verdict) -> str:
    """What comes out, in a few words with the numbers."""
    spelling = verdict.spelling
    if spelling.cells is None:
        return f"refused: {spelling.refused}"
    told = []
    if spelling.nan:
        told.append(f"{rows(spelling.nan)} NaN")
    if verdict.wrong:
        told.append(f"wrong in {counted(verdict.wrong)}")
    empty = [int(r) for r in np.flatnonzero(~spelling.cells.any(axis=-1)) if r not in spelling.nan]
    if empty:
        told.append(f"{rows(tuple(empty))} zeros")
    return ", ".join(told) if told else "as it is meant"


def rows(which: tuple[int, ...]) -> str:
    """ "rows 0 and 1 become" """
    listed = ", ".join(map(str, which[:SHOWN])) + (" …" if len(which) > SHOWN else "")
    return f"row {listed} becomes" if len(which) == 1 else f"rows {listed} become"
