"""The lab "The batch": what padding does to a text that is read together with others."""

import streamlit as st

from maskviz.analysis.batches.code import batch_code
from maskviz.analysis.batches.forms import forms
from maskviz.analysis.batches.given import Given, given, scores_of
from maskviz.analysis.batches.together import Together, alone, together
from maskviz.analysis.batches.waste import waste
from maskviz.analysis.batches.ways import ways
from maskviz.analysis.view import View
from maskviz.libraries.export import NotExpressible
from maskviz.masks.facts import FACTS
from maskviz.models.run import Run
from maskviz.ui.batch import words
from maskviz.ui.batch.controls import controls, offer_texts
from maskviz.ui.batch.formed import forms_table
from maskviz.ui.batch.rectangle import rectangle
from maskviz.ui.batch.tables import pooled_table, rows_table, wasted, ways_table
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.lab import offer_model

LOOK = (
    "Look at one text twice: alone, and in the batch, where padding makes all rows equally long. "
    "Is it still the same text?"
)
OPENING = {**FACTS["real"].shown, "mask": "causal"}
KIND = "batch"  # of all its HTML
AT_ONCE = 300_000  # scores of a run of which eight are made without being asked for


def show(view: View) -> None:
    """The rectangle, each text alone and in it, every way to pad, vectors, shapes, waste, code."""
    show_style(KIND)
    if view.shipped.plan.writes_answer:
        offer_model(
            "gpt",
            f"{view.shipped.name} writes an answer while it reads, and each text of the batch gets "
            "one of its own length; this lab compares models that only read.",
        )
        return
    controls(view)
    if not view.batch.real.any():
        st.info("No text has a real token, so there is nothing to run.")
        return
    if view.batch.real.all():
        offer_texts(view)
    try:
        looked_at = given(view.settings, view.shipped, view.batch)
    except ValueError as error:
        st.info(plain(f"The batch was not run: {error}. Shorter rows or fewer texts fit."))
        return
    singles = alone(looked_at)
    found = together(looked_at, singles)
    st.markdown(f"**{plain(words.sentence(view, found))}**")
    show_html(rectangle(view, looked_at, found), KIND)
    show_html(rows_table(view, found), KIND)
    if not view.batch.real.all():
        show_padding(view, looked_at, singles, found)
    show_shapes(view, looked_at)
    with st.expander("Code for the whole batch", on_change="rerun", key="batch_code") as code:
        if code.open:
            show_code(looked_at)


def show_padding(
    view: View, looked_at: Given, singles: tuple[Run | None, ...], found: Together
) -> None:
    """What padding does on either side, to the vector of a text, and to the work."""
    st.header("Padded in every way", anchor=False)
    count = scores_of(view.shipped, *view.batch.ids.shape)
    told = f"Eight runs of {count:,} scores each; up to {AT_ONCE:,} they are made at once."
    if count <= AT_ONCE or st.button("Run all eight", help=told, key="batch_ways"):
        each = ways(looked_at, singles)
        st.markdown(plain(words.ways_said(view, each)))
        show_html(ways_table(view, each), KIND)
    st.header("A text as one vector", anchor=False)
    st.markdown(plain(words.pooled_said(view, found)))
    show_html(pooled_table(view, found), KIND)
    st.header("What padding wastes", anchor=False)
    lost = waste(view.shipped, view.batch.lengths, view.batch.ids.shape[1])
    st.markdown(plain(words.waste_said(lost)))
    show_html(wasted(lost), KIND)


def show_shapes(view: View, looked_at: Given) -> None:
    """The mask as a vector, and as it is spread over the scores."""
    st.header("The padding mask, spread over the scores", anchor=False)
    made = forms(looked_at)
    st.markdown(plain(words.forms_said(made)))
    show_html(forms_table(made, view.row), KIND)


def show_code(looked_at: Given) -> None:
    try:
        st.code(batch_code(looked_at), language="python")
    except NotExpressible as reason:
        st.info(plain(f"{reason}: no program of positions makes it."))
