"""Queries with nothing to read: which they are, and what each library would do with them."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.libraries.conventions.emptyrows import empty_row_answers
from maskviz.masks.matrix import empty_rows
from maskviz.ui.kit.words import plain

SHOWN = 12  # rows that are named one by one


def show_empty_rows(view: View) -> None:
    """Nothing when every query can read something."""
    rows = [int(row) + view.region.offset for row in empty_rows(view.mask.allowed)]
    if not rows:
        return
    named = ", ".join(map(str, rows[:SHOWN])) + (" …" if len(rows) > SHOWN else "")
    title = f"Row {named} has" if len(rows) == 1 else f"Rows {named} have"
    panel = st.expander(f"{title} nothing to read", key="empty_rows", on_change="rerun")
    if not panel.open:
        return
    by_verdict: dict[str, list[str]] = {}
    for answer in empty_row_answers():
        by_verdict.setdefault(answer.verdict, []).append(answer.title)
    lines = [f"| {plain(v)} | {plain(', '.join(t))} |" for v, t in by_verdict.items()]
    panel.markdown("\n".join(["| Such a row becomes | in |", "|---|---|", *lines]))
    panel.markdown(
        "The page does what “Blocked scores” under “In the model” says; “Conventions” shows how "
        "each of these was found."
    )
