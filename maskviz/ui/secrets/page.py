"""The lab "Secrets": which tokens are secret, which mask keeps them, and the proof."""

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.moves.change import can_change
from maskviz.analysis.secrets.hidden import Hidden, hidden
from maskviz.analysis.secrets.proof import Proof, prove
from maskviz.analysis.secrets.ways import longer, own_row, pooled, written_out
from maskviz.analysis.view import View
from maskviz.masks.facts.spec import Click
from maskviz.ui.kit.controls import named_choice
from maskviz.ui.kit.grid import grid
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.table import Cell, table, under
from maskviz.ui.kit.tries import show_tries
from maskviz.ui.lab import offer_model
from maskviz.ui.secrets.tokens import NUMBERS, choose_number, click_tokens
from maskviz.ui.secrets.tries import HOW, TRIES
from maskviz.ui.secrets.words import of_length, of_own_row, of_pooled, of_text, proved

LOOK = (
    "The secret gets another value and the model runs again. Look for **0** in every row that must "
    "not know it; then at the four ways by which it is out all the same."
)
NONE = (
    "No token of this text is a secret: click some, give patterns or words in the sidebar, or take "
    "an experiment."
)
KNOWN = {"number": NUMBERS}
CLAIM = (
    "No legal claim is made: the page measures one model on one text, and a mask is no reason to "
    "call a text private."
)
SENTENCE = Markup('<p class="{}">{}</p>')
PROOF = Markup("<h2>The proof: who moves when the secret is another one</h2>")
OUT = Markup("<h2>Four ways by which it is out all the same</h2>")
CHANGES = {"word": "Other tokens", "noise": "Noise"}


def show(view: View) -> None:
    """Experiments, the tokens, the proof and the ways out."""
    show_style("secrets")
    if not can_change(view):
        why = "writes another text than it reads; here the rows of one text are compared"
        offer_model("gpt", f"{view.shipped.name} {why}.")
        return
    above = st.container()  # drawn last: it marks the experiment that the controls make
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pick = choose_number(view)
        how = named_choice("Its other value", CHANGES, key=HOW)
    with above:
        show_tries("Experiments", TRIES, view.settings, "secrets_tries")
    click_tokens(view, pick)
    if (found := wanted(view, pick)) is None:
        st.info(NONE)
        return
    show_proof(view, prove(view, found, how), how)


def wanted(view: View, pick: Click) -> Hidden | None:
    """The secret that the page looks at."""
    return next((one for one in hidden(view) if one.number == pick.value), None)


def show_proof(view: View, proof: Proof, how: str) -> None:
    """The sentence and the grid; beside it the ways out."""
    verdict, *why = proved(view, proof, how)
    kind = "seen kept" if proof.kept else "seen broken"
    sentences = [SENTENCE.format(kind, verdict), *(SENTENCE.format("why", s) for s in why)]
    drawn = grid(view.words, proof.hidden.tokens, proof.done.moved, proof.done.reach)
    wide, narrow = st.columns(2, gap="medium")
    with wide:
        show_html(joined([PROOF, *sentences, drawn]), "secrets")
    with narrow:
        show_html(joined([OUT, ways(view, proof), SENTENCE.format("quiet", CLAIM)]), "secrets")


def ways(view: View, proof: Proof) -> Markup:
    """A line for each way out, with its numbers."""
    text = written_out(view, proof)
    own, twice = of_own_row(view, own_row(view, proof)), of_length(longer(view, proof), text.words)
    rows = (
        ("Its own row", "by the residual connection", own),
        ("The pooled vector", "a mean has every row in it", of_pooled(pooled(view, proof))),
        ("Its length", "shifts the positions of what follows", twice),
        ("The text", "in links, files, downloads", of_text(text)),
    )
    lines = ((Cell(under(name, how)), said) for name, how, said in rows)
    return table(("Way out", "Measured"), lines, "ways")
