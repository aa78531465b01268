"""The lab "What moves": a token is changed, and the page shows whom it could tell."""

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.moves.change import can_change
from maskviz.analysis.moves.experiment import experiment, made
from maskviz.analysis.view import View
from maskviz.settings.kinds import Text
from maskviz.ui.kit.grid import grid
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.tries import show_tries
from maskviz.ui.kit.words import plain
from maskviz.ui.lab import offer_model
from maskviz.ui.moves.controls import LONGEST, choose_how, choose_token, choose_word
from maskviz.ui.moves.promised import show_promises
from maskviz.ui.moves.reached import show_reach
from maskviz.ui.moves.tries import TRIES
from maskviz.ui.moves.words import seen

LOOK = (
    "Change one token and run the model again, all else as it is. Look where the **0** ends: there "
    "every bit is the same; hatched cells are those that the mask keeps the news from."
)
SENTENCE = Markup('<p class="{}">{}</p>')
MOVED = Markup("<h2>How far each token moved, layer by layer</h2>")
ALLOWED = Markup("<h2>What may be read, and what the mask promises</h2>")
NEEDS = "here the rows of one text are compared"
KNOWN = {"word": Text(LONGEST)}
KEY = (
    "Each cell is ‖x′ − x‖ of a token's vector after a layer, at the logits the largest difference "
    "of one. Slope: how far that one would move by the gradient alone."
)


def show(view: View) -> None:
    """Presets, controls, the grid, reach and promises."""
    show_style("moves")
    if not can_change(view):
        offer_model("gpt", f"{view.shipped.name} writes another text than it reads; {NEEDS}.")
        return
    above = st.container()  # drawn last: it marks the experiment that the controls make
    place = choose_token(view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        how = choose_how()
        token, note = choose_word(view, place) if how == "word" else (0, "")
    with above:
        show_tries("Experiments", TRIES, view.settings, "moves_tries")
    if note:
        st.caption(plain(note))
    done = experiment(view, made(view, how, place, token))
    first, *others = seen(view, done, how, token)
    sentences = [SENTENCE.format("seen", first), *(SENTENCE.format("why", s) for s in others)]
    slope = None if done.slope is None else done.slope[-1]
    drawn = grid(view.words, done.places, done.moved, done.reach, slope)
    wide, narrow = st.columns([5, 3], gap="medium")
    with wide:
        show_html(joined([MOVED, *sentences, drawn, SENTENCE.format("quiet", KEY)]), "moves")
    with narrow:
        show_html(ALLOWED, "moves")
        show_promises(view)
        show_reach(view, place)
