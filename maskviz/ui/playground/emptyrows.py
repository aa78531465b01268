"""Queries with nothing to read: which they are, and what each library would do with them."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.libraries.conventions.emptyrows import empty_row_answers
from maskviz.masks.matrix import empty_rows
from maskviz.ui.kit.words import plain

SHOWN = 12  # rows that are named one by one


def empty_rows_title(view: View) -> str:
    """Which queries have nothing to read; nothing when every one has something."""
    rows = [int(row) + view.region.offset for row in empty_rows(view.mask.allowed)]
    named = ", ".join(map(str, rows[:SHOWN])) + (" …" if len(rows) > SHOWN else "")
    if not rows:
        return ""
    return f"{f'Row {named} has' if len(rows) == 1 else f'Rows {named} have'} nothing to read"


def show_empty_rows(view: View) -> None:
    by_verdict: dict[str, list[str]] = {}
    for answer in empty_row_answers():
        by_verdict.setdefault(answer.verdict, []).append(answer.title)
    lines = [f"| {plain(v)} | {plain(', '.join(t))} |" for v, t in by_verdict.items()]
    st.markdown("\n".join(["| Such a row becomes | in |", "|---|---|", *lines]))
    st.markdown(
        "The page does what “Blocked scores” under “The whole model” says; “Conventions” shows how "
        "each of these was found."
    )
