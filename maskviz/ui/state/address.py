"""The address bar holds the whole state, as one packed parameter or as raw ones.

It is written after each change, so that reload, back, forward and a restarted server restore it; on
the playground the board's script does that.
"""

from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from maskviz.masks.compose import asks_about_queries
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import Int
from maskviz.models import Shipped
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.kinds import RuleText, Text
from maskviz.settings.query import STREAMLIT_OWN, make_words, read_query, written
from maskviz.settings.raw import Words
from maskviz.settings.slots import Painted
from maskviz.settings.versions import LinkError
from maskviz.stage.address import quiet_address
from maskviz.stage.board import Address
from maskviz.ui import state
from maskviz.ui.state.slots import follow_slot

PARAMETERS = 1_000  # that an address may have; Streamlit takes no more either
STEPWISE = {key for key, c in CONTROLS.items() if isinstance(c.kind, Int | Text | RuleText)} | {
    "book",
    "picks",
}
LOOKS = {"row", "layer", "head", "output", "locked"}  # where one looks; nobody goes back to that


def begin() -> Settings:
    """The settings of a full run, before anything is drawn: of the widgets, or of the address."""
    read_news()
    return now()


def read_news() -> None:
    """Take the state from the address where that says something new.

    The address is read at the first run of a session and after back or forward. At other times the
    browser names one that is long gone: Streamlit does not notice what the board's script writes.
    """
    words = words_now()
    said, seen = written(words), st.session_state.get("seen")
    st.session_state["seen"] = said
    if "kept" not in st.session_state:
        state.load(Settings())
        read_words(words)
        st.session_state["asked"] = said
    elif went_back() or said not in (seen, st.session_state["written"]):
        read_words(words)


def went_back() -> bool:
    """Whether this run comes from the browser's back or forward button."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def now() -> Settings:
    """The settings as widgets and callbacks have left them."""
    state.read_widgets()
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


def read_words(words: Words) -> None:
    """Take the state from the parameters of an address, and note what had to be ignored."""
    st.session_state["written"] = written(words)
    try:
        found = read_query(words)
    except LinkError as error:
        state.note(
            f"The link could not be opened: {error}. The page shows what it would without it."
        )
        return
    state.load(found.settings)
    st.session_state["raw"] = found.raw
    state.note_ignored(found.origin, list(found.ignored))


def read_search(search: str) -> None:
    """Take the state from an address as the browser has it: what the board found to be another
    than the server was told, after the connection was lost."""
    try:
        words = parse_qs(search[1:], keep_blank_values=True, max_num_fields=PARAMETERS)
    except ValueError:
        return  # so many parameters no address of ours has
    read_words({key: said for key, said in words.items() if key not in STREAMLIT_OWN})


def words_now() -> dict[str, list[str]]:
    """The parameters of the address bar."""
    keys = [key for key in st.query_params if key not in STREAMLIT_OWN]
    return {key: st.query_params.get_all(key) for key in keys}


def address_of(settings: Settings) -> Address:
    """What the board's script is to write into the address bar for these settings.

    A control that is moved or typed into step by step makes one entry of the browser's history.
    """
    words, problem = words_of(settings)
    before, last = st.session_state.get("addressed", (settings, set()))
    changed = differing(before, settings) - LOOKS
    st.session_state["addressed"] = settings, changed or last
    own = {key: st.query_params.get_all(key) for key in STREAMLIT_OWN}
    push = bool(changed) and not (changed == last and changed <= STEPWISE)
    return Address(written(words | own), push, problem, st.session_state.pop("asked", None))


def write_address(settings: Settings) -> None:
    """Write the whole state into the address bar, on a page that has no board to do it."""
    words, _ = words_of(settings)
    if written(words) != written(words_now()):
        st.query_params.from_dict(words)
    quiet_address()


def words_of(settings: Settings) -> tuple[dict[str, list[str]], str]:
    """The parameters that say these settings, and why there are none where there can be none."""
    words: dict[str, list[str]] = {}
    problem = ""
    try:
        words = make_words(settings, st.session_state.get("raw"))
    except LinkError as error:
        problem = str(error)
    st.session_state["written"] = written(words)
    return words, problem


def differing(before: Settings, after: Settings) -> set[str]:
    """The settings in which two states differ; paint, picks and the masks out of sight too."""
    if before is after:
        return set()
    found = {key for key in CONTROLS if before[key] != after[key]}
    aside = {before.slot, after.slot}
    others = [{s: m for s, m in each.slots.items() if s not in aside} for each in (before, after)]
    pairs = {
        "book": (before.book, after.book),
        "picks": (before.picks, after.picks),
        "locked": (before.locked, after.locked),
        "slots": tuple(others),
    }
    return found | {name for name, (old, new) in pairs.items() if old != new}
