"""What each library makes of the mask as it is, in a table, with the line that mends it."""

import streamlit as st
from markupsafe import Markup

from maskviz.checking import Checked, told
from maskviz.checking.handed import source
from maskviz.libraries.verdict import Packing, Verdict
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.table import table
from maskviz.ui.kit.words import plain

TITLE = Markup("<h2>What your library makes of it</h2>")
HEAD = ("Library", "Handed over as it is", "What comes out", "The line that mends it")
CODE = Markup("<code>{}</code>")
LINES = Markup("<br>")
LABEL = Markup('<small class="label" aria-hidden="true">{}</small>')  # where a row is a column
RIGHT = Markup("<b>{}</b>")
MARKS = {True: "✓ ", False: "✕ "}


def show_verdicts(checked: Checked) -> None:
    """The table, where there is an array that can be handed over."""
    if not checked.handed:
        return
    show_html(TITLE)
    st.caption(plain(" ".join(filter(None, [checked.handed_over, meant(checked)]))))
    show_html(table(HEAD, map(row, checked.verdicts)), "verdicts")


def meant(checked: Checked) -> str:
    """What an array is called in the code, and what it says."""
    if isinstance(checked.handed, Packing):
        return ""
    said = "" if source(checked.understood) else f" Meant is: {checked.reading.means}."
    return f"In the code it is called mask.{said}"


def row(verdict: Verdict) -> list[str | Markup]:
    library, spelling = verdict.library, verdict.spelling
    said = RIGHT.format(f"{MARKS[verdict.right]}{told.outcome(verdict)}")
    more = f". {spelling.note}" if spelling.note else ""
    handed = LABEL.format(HEAD[1]) + CODE.format(spelling.code)
    return [library.title, handed, said + more, mended(verdict.mend) if verdict.mend else ""]


def mended(mend: str) -> Markup:
    """The statements one under the other."""
    code = LINES.join(CODE.format(line) for line in mend.split("; "))
    return LABEL.format(HEAD[3]) + code
