"""The address bar holds the whole state, as one packed parameter or as raw ones.

It is written after each run, so that reload, back, forward and a restarted server restore it.
"""

from typing import Any

import streamlit as st

from maskviz.masks.compose import asks_about_queries
from maskviz.masks.compose.words import title
from maskviz.models import Shipped
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.link import LinkError, make_link, read_link
from maskviz.settings.slots import Painted
from maskviz.settings.versions import taken
from maskviz.ui import state
from maskviz.ui.state.page import from_words
from maskviz.ui.state.slots import follow_slot

LINK = "p"  # the packed state; it wins over raw parameters
STREAMLIT_OWN = {"embed", "embed_options"}


def begin() -> Settings:
    """The settings of this run, before anything is drawn: what the widgets say, or the address.

    The address is read at the first run of a session and after back or forward.
    """
    if "kept" not in st.session_state:
        state.load(Settings())
        read_address()
    elif st.query_params.get(LINK, "") != st.session_state["written"] and not touched():
        read_address()
    state.read_widgets()
    st.session_state["acted"] = False
    follow_slot()
    return stored(mended(state.settings()))


def stored(settings: Settings) -> Settings:
    """The mask of the controls written into its slot."""
    settings = settings.stored()
    state.set_extra("slots", dict(settings.slots))
    return settings


def mended(settings: Settings) -> Settings:
    """What the batch or the model does not have becomes the last that it has.

    A painting that is gone becomes the usual mask, and so does a mask that has no meaning here.
    """
    changes: dict[str, Any] = {}
    if settings.row > settings.texts:
        changes["row"] = settings.texts
    mask = settings.chosen
    if isinstance(mask, Painted):
        if settings.slot not in settings.book:
            changes["mask"] = DEFAULTS["mask"]
    elif mask and not settings.attention.queries_are_keys and asks_about_queries(mask):
        state.note(
            f"{title(mask)} asks what the query is, and here no query is a token of the source: "
            "the page shows the full mask."
        )
        changes["mask"] = "full"
    state.put(**changes)
    return settings.but(**changes) if changes else settings


def fitted(settings: Settings, shipped: Shipped) -> Settings:
    """The settings with a layer and a head that the model has."""
    shape = shipped.shape
    changes = {
        key: count - 1
        for key, count in (("layer", shape.layers), ("head", shape.heads))
        if settings[key] >= count
    }
    if not changes:
        return settings
    state.put(**changes)
    follow_slot()
    return stored(state.settings())


def touched() -> bool:
    """Whether this run comes from a control, not from the browser's back or forward button.

    A quick hand sends its next change with the address of the state before last.
    """
    kept = st.session_state["kept"]
    return st.session_state["acted"] or any(
        state.frozen(st.session_state[key]) != kept[key]
        for key in CONTROLS
        if key in st.session_state
    )


def read_address() -> None:
    """Take the state from the address bar and note what had to be ignored."""
    address = st.query_params
    packed = address.get(LINK)
    if packed is not None:
        st.session_state["written"] = packed
        try:
            found, ignored = read_link(packed)
        except LinkError as error:
            state.note(
                f"The link could not be opened: {error}. The page shows what it would without it."
            )
            return
        state.load(found)
        state.note_ignored("the link", ignored)
        return
    ignored, found = [], {}
    for key in address:
        if key in STREAMLIT_OWN:
            continue
        if key not in CONTROLS:
            ignored.append(f"this page has no setting “{key[:40]}”")
            continue
        value = from_words(CONTROLS[key].kind, address.get_all(key))
        if problem := CONTROLS[key].kind.problem(value):
            ignored.append(f"{key}: {problem}")
        else:
            found[key] = taken(key, value)
    if found:
        now = state.settings()
        others = {slot: mask for slot, mask in now.slots.items() if slot != now.slot}
        state.load(now.but(**found, slots=others))
    state.note_ignored("the address", ignored)


def write_address(settings: Settings) -> None:
    """Write the whole state into the address bar, so that the page can be reloaded and shared."""
    try:
        packed = make_link(settings)
    except LinkError:
        packed = ""
    if st.session_state["written"] == packed == st.query_params.get(LINK, ""):
        return
    st.session_state["written"] = packed
    st.query_params.from_dict({LINK: packed} if packed else {})
