"""What the mask of the sidebar costs, measured while one looks, when one asks for it."""

import hashlib
import math

import streamlit as st

from maskviz.analysis.costs import Costs
from maskviz.analysis.story import MODELS, Tally, for_story, measure, pages
from maskviz.masks.compose.words import title
from maskviz.settings.declared import Settings
from maskviz.settings.link import to_file
from maskviz.settings.slots import PAINTED, OwnMatrix, Painted
from maskviz.ui.costs.chart import Scale, head, key, row
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped
from maskviz.ui.sidebar.mask import mask_controls
from maskviz.ui.sidebar.model import model_controls

MEASURE = "costs_measure"
RESULT = "costs_live"  # the last tally as plain numbers, and what it belongs to


def sidebar() -> None:
    """The controls of the playground that say what a mask is."""
    if model := shipped(MODELS[0]):
        with st.sidebar:
            mask_controls(model)
            with st.expander("In the model"):
                model_controls(model)


def what(settings: Settings) -> str:
    """The masks of the settings in one line."""
    if settings.each:
        return "Each head its own mask"
    mask = settings.mask_of(settings.slot)
    return "Painted by hand" if isinstance(mask, Painted) else title(mask)


def own_matrix(settings: Settings) -> OwnMatrix | None:
    """A matrix that somebody brought and that some head has for its mask."""
    slots = {**settings.slots, settings.slot: settings.mask_of(settings.slot)}
    pages = [settings.book.get(slot) for slot, mask in slots.items() if mask == PAINTED]
    return next((page.matrix for page in pages if page and page.matrix), None)


def identity(settings: Settings, costs: Costs) -> str:
    """The same for the same masks on the same story with the same weights."""
    told = repr((costs.story, sorted(costs.weights.items()))).encode()
    return hashlib.sha256(to_file(for_story(settings)) + told).hexdigest()


def show_live(settings: Settings, costs: Costs, story: str, scale: Scale) -> None:
    """A button, and when it is pressed a bar; nothing is measured until then.

    Call it last: the page is complete while it measures. It is no fragment, because a click waits
    for a running fragment and Cancel must not.
    """
    title, mark = what(settings), identity(settings, costs)
    st.markdown(
        f"**{plain(title)}**, as the sidebar says, on the same story. It may be what no bar below "
        "shows: a mask for each head, painted, in some layers only, without causal."
    )
    if matrix := own_matrix(settings):
        st.caption(
            f"Your matrix of {matrix.queries} x {matrix.keys} cells is drawn at its own size only, "
            "and the story is read in longer pieces: there is nothing to measure."
        )
        return
    pressed = bool(st.session_state.get(MEASURE))
    st.button("Measure your mask", type="primary", key=MEASURE, disabled=pressed)
    if pressed:
        if found := read_all(settings, story):
            st.session_state[RESULT] = {"of": mark, **plain_numbers(found)}
        st.rerun()
    result = st.session_state.get(RESULT)
    if result and result["of"] == mark:
        show_result(title, result, costs, scale)


def read_all(settings: Settings, story: str) -> Tally | None:
    """The whole story, page by page; a click on Cancel ends this run between two pages."""
    models = [model for model in map(shipped, MODELS) if model]
    if not models:
        return None
    text = pages(story, models[0].tokenizer, models[0].shape.context)
    bar, found = st.progress(0.0, f"Page 0 of {len(text)}"), None
    st.button("Cancel", key="costs_cancel")
    for found in measure(settings, models, text):
        bar.progress(found.done / found.pages, f"Page {found.done} of {found.pages}")
    return found


def plain_numbers(found: Tally) -> dict:
    """A tally as the session keeps it: no objects."""
    return {
        "perplexity": found.perplexity,
        "share": found.cells / found.causal,
        "future": found.future,
    }


def show_result(title: str, result: dict, costs: Costs, scale: Scale) -> None:
    figures = result["perplexity"]
    line = row(title, result["share"], figures, costs.line, scale)
    show_html(key(figures) + head(scale) + line, "costs")
    if missing := [name for name in MODELS if name not in figures]:
        st.caption(f"{plain(', '.join(missing))} could not be loaded and has no bar.")
    if result["future"]:
        st.info(
            "This mask reads the future: predictions may have read the answer, and the numbers do "
            "not say how well the model predicts."
        )
    if not all(map(math.isfinite, figures.values())):
        st.info("NaN: the model made no number of some rows, so there is no mean.")
