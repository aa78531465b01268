"""The address bar holds the whole state, as one packed parameter or as raw ones: what it says is
read where it says something new."""

from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from maskviz.masks.compose import asks_about_queries
from maskviz.masks.compose.words import title
from maskviz.models import Shipped
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.query import BESIDE, SEEN, read_query, written
from maskviz.settings.raw import Words
from maskviz.settings.slots import Painted
from maskviz.settings.versions import LinkError
from maskviz.ui import state
from maskviz.ui.state.hidden import is_fixed
from maskviz.ui.state.slots import follow_slot

PARAMETERS = 1_000  # that an address may have; Streamlit takes no more either
FORCED = (
    "The address asks for another setting of a control that is hidden here: that stays as it was."
)
OWN_WORDS = {  # page -> its parameters without its name before them
    "learn": ("lesson", "step"),
    "check": ("rule", "matrix", "rule_queries", "rule_tokens"),
}
WROTE = 50  # addresses that are remembered as our own: a change may come with one of those before


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
        state.load(Settings(), linked=True)
        read_words(words, linked=True)
        st.session_state["asked"] = said
    elif went_back() or said not in (seen, *st.session_state["wrote"]):
        read_words(words, linked=any(key in st.query_params for key in SEEN))


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


def read_words(words: Words, *, linked: bool = False) -> None:
    """Take the state from the parameters of an address, and note what had to be ignored.

    linked  whether the address itself says what is hidden: another cannot set that
    """
    wrote(words)
    try:
        found = read_query(words)
    except LinkError as error:
        state.note(
            f"The link could not be opened: {error}. The page shows what it would without it."
        )
        return
    if not linked and any(
        is_fixed(key) and found.settings[key] != state.kept(key) for key in CONTROLS
    ):
        state.note(FORCED)
    state.load(found.settings, linked=linked)
    st.session_state["raw"] = found.raw
    state.note_ignored(found.origin, list(found.ignored))


def read_search(search: str) -> None:
    """Take the state from an address as the browser has it: what the board found to be another
    than the server was told, after the connection was lost."""
    try:
        words = parse_qs(search[1:], keep_blank_values=True, max_num_fields=PARAMETERS)
    except ValueError:
        return  # so many parameters no address of ours has
    read_words({key: said for key, said in words.items() if key not in BESIDE})


def words_now() -> dict[str, list[str]]:
    """The parameters of the address bar that say the state; a page's own are left out."""
    keys = [key for key in st.query_params if key not in BESIDE and not of_page(key)]
    return {key: st.query_params.get_all(key) for key in keys}


def of_page(key: str) -> bool:
    """Whether a parameter is a setting of the page that is open, and none of the playground's."""
    page = st.session_state.get("page")
    return key.startswith(f"{page}.") or key in OWN_WORDS.get(page, ())


def wrote(words: Words) -> None:
    """Remember an address as one that says nothing new."""
    st.session_state["wrote"] = [*st.session_state["wrote"][-WROTE:], written(words)]
