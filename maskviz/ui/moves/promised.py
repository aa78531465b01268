"""The promises of the mask, tested when asked, each with a verdict and its numbers."""

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.leak import leak_anywhere
from maskviz.analysis.moves.promise import ROUNDING, Found, promises, tested
from maskviz.analysis.view import View
from maskviz.masks.kinds import Flag
from maskviz.ui.kit.distances import far, listed, percent
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.table import Cell, table, under
from maskviz.ui.moves.controls import TEST
from maskviz.ui.state.page import page_control

TITLES = {
    "future": "Never reads the future",
    "padding": "Nobody reads padding",
    "documents": "Documents are apart",
}
VERDICTS = {"kept": "Holds, bit by bit", "rounding": "Holds, but for rounding"}
BROKEN = "Does not hold"
UNSURE = "An unchanged run was not the same either, so nothing is said here."
HELP = (
    "Everything that must not matter is changed by noise, once for each row, for the padding, for "
    "each document, and every row that must not move is compared in every layer."
)


def show_promises(view: View) -> None:
    """A switch, and the table of verdicts under it."""
    test = page_control(st.toggle, "Test what masks promise", Flag(HELP), 0, key=TEST, help=HELP)
    if not test:
        return
    asked = list(promises(view))
    runs = sum(len(promise.trials) for promise in asked)
    with st.spinner(f"{runs} runs of the model"):
        found = [tested(view, promise) for promise in asked]
    rows = ([name(view, one), *answer(view, one)] for one in found)
    show_html(table(("Promise", "Verdict", "Why"), rows, "promises"), "moves")


def name(view: View, found: Found) -> Cell:
    """The promise, and what a document is where nobody has said it."""
    title = TITLES[found.promise.name]
    guessed = found.promise.name == "documents" and not view.settings.picks.get("doc")
    return Cell(under(title, "each sentence is one") if guessed else title)


def answer(view: View, found: Found) -> tuple[Cell, str | Markup]:
    """The verdict and what it rests on."""
    if not found.control:
        return Cell("Not tested"), UNSURE
    verdict = Cell(VERDICTS.get(found.verdict, BROKEN), found.verdict)
    runs = len(found.promise.trials)
    count = f"{runs} run{'' if runs == 1 else 's'}"
    if found.promise.left_out:
        count = f"{runs} of {runs + found.promise.left_out} runs"
    if found.worst is None or found.row is None:
        return verdict, f"{count}: no bit of a row that must not move did."
    moved = (
        f"{count}: with {listed(found.worst.changed).replace('row', 'token')} changed, row "
        f"{found.row} “{view.words[found.row]}” moved by {far(found.farthest)} at the logits. "
    )
    if found.verdict == "rounding":
        return verdict, f"{moved}That is under {far(ROUNDING)}: sums in another order."
    return verdict, moved + blame(view, found)


def blame(view: View, found: Found) -> str:
    """The cell that lets it, the layers it takes, or the recipe."""
    if found.cell is None:
        if (share := leak_anywhere(view)) > 0:
            kept = f"blocked keys keep up to {percent(share)} of a row's sum"
        else:
            kept = "what moved is the rounding of rescaled weights"
        return f"No cell of the mask lets it: {kept}."
    layer, head, q, k = found.cell
    cell = f"Head {head} of layer {layer} lets query {q} read key {k}"
    if q == found.row:
        return f"{cell}."
    layers = f"{found.depth} layers" if found.depth and found.depth > 1 else "another layer"
    return f"{cell}; to row {found.row} the news takes {layers}."
