"""What the visitor has set: the only place that touches `st.session_state`.

The truth is one complete mapping, `kept`, that outlives widgets which are not drawn. Widgets are
filled from it and read back into it. After each run it is written to the address bar as one packed
parameter, so that reload, back, forward and a restarted server all restore it.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from maskviz.link import LinkError, make_link, read_link
from maskviz.settings import (
    CONTROLS,
    CUSTOM,
    DEFAULTS,
    Choice,
    Many,
    Settings,
    Switch,
    Text,
    mask_text,
)
from maskviz.use import read_use

LINK = "p"  # the packed state
STREAMLIT_OWN = {"embed", "embed_options"}
EXTRAS = ("slots", "book", "picks", "locked")


def begin() -> None:
    """Fill the state at the first run of a session, and again when back or forward was pressed."""
    if "kept" not in st.session_state:
        load(Settings(DEFAULTS), keep_notes=False)
        read_address()
    elif st.query_params.get(LINK, "") != st.session_state["written"] and not touched():
        read_address()
    for key in CONTROLS:
        if key in st.session_state:
            st.session_state["kept"][key] = frozen(st.session_state[key])
    st.session_state["acted"] = False
    change_slot()


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def touched() -> bool:
    """Whether this run comes from a control, not from the browser's back or forward button.

    A quick hand sends its next change with the address of the state before last.
    """
    kept = st.session_state["kept"]
    return st.session_state["acted"] or any(
        frozen(st.session_state[key]) != kept[key] for key in CONTROLS if key in st.session_state
    )


def acted() -> None:
    """Call first in every callback of a button or component."""
    st.session_state["acted"] = True


def read_address() -> None:
    """Take the state from the address bar and note what had to be ignored."""
    address = st.query_params
    packed = address.get(LINK)
    if packed is not None:
        st.session_state["written"] = packed
        try:
            found, ignored = read_link(packed)
        except LinkError as error:
            note(f"The link could not be opened: {error}. This is the first screen instead.")
            return
        load(found)
        note_ignored("the link", ignored)
        return
    ignored = []
    for key in address:
        if key in STREAMLIT_OWN:
            continue
        if key not in CONTROLS:
            ignored.append(f"this page has no setting “{key[:40]}”")
            continue
        value = from_words(key, address.get_all(key))
        if problem := CONTROLS[key].kind.problem(value):
            ignored.append(f"{key}: {problem}")
        else:
            st.session_state["kept"][key] = value
    note_ignored("the address", ignored)


def from_words(key: str, words: list[str]) -> Any:
    """A value as somebody writes it by hand in an address: `window=4`, `each=true`."""
    kind, word = CONTROLS[key].kind, words[-1]
    if isinstance(kind, Text):
        return word
    if isinstance(kind, Switch):
        return {"true": True, "1": True, "false": False, "0": False}.get(word.lower(), word)
    if isinstance(kind, Many):
        known = {str(o): o for o in kind.options}
        return tuple(known.get(w, w) for w in ",".join(words).split(",") if w)
    if isinstance(kind, Choice):
        return {str(o): o for o in kind.options}.get(word, word)
    return int(word) if word.lstrip("-").isdecimal() and len(word) < 10 else word


def load(settings: Settings, *, keep_notes: bool = True) -> None:
    """Make these settings the state; widgets take them over when they are drawn."""
    state = st.session_state
    state["kept"] = dict(settings.values)
    for key in CONTROLS:
        state.pop(key, None)
    state["slots"] = dict(settings.slots)
    state["book"] = {slot: dict(page) for slot, page in settings.book.items()}
    state["picks"] = dict(settings.picks)
    state["locked"] = settings.locked
    state["slot"] = None  # the controls take the mask of their slot at the next `change_slot`
    state.setdefault("written", "")
    state.setdefault("acted", False)
    if not keep_notes:
        state["notes"] = []


def note(sentence: str) -> None:
    st.session_state["notes"].append(sentence)


def note_ignored(origin: str, ignored: list[str]) -> None:
    if ignored:
        listed = "; ".join(ignored[:6]) + (f"; and {len(ignored) - 6} more" if ignored[6:] else "")
        note(f"Ignored from {origin}: {listed}. The rest is as it was sent.")


def notes() -> list[str]:
    """What the visitor has to be told once."""
    told, st.session_state["notes"] = st.session_state["notes"], []
    return told


def control(widget: Callable, label: str, *args: Any, key: str, **options: Any) -> Any:
    """Draw one widget for a setting; its value survives while it is not drawn."""
    if key not in st.session_state:
        value = st.session_state["kept"][key]
        st.session_state[key] = list(value) if isinstance(value, tuple) else value
    value = frozen(widget(label, *args, key=key, **options))
    if value is None:  # a segmented control lets its choice be clicked away; the setting stays
        value = st.session_state["kept"][key]
    st.session_state["kept"][key] = value
    return value


def put(**values: Any) -> None:
    """Set settings from code: a callback, an example. The widget shows it when next drawn."""
    for key, value in values.items():
        st.session_state["kept"][key] = value
        st.session_state.pop(key, None)


def kept(key: str) -> Any:
    return st.session_state["kept"][key]


def extra(name: str) -> Any:
    return st.session_state[name]


def set_extra(name: str, value: Any) -> None:
    st.session_state[name] = value


def settings() -> Settings:
    """The complete state as it now is."""
    state = st.session_state
    return Settings(dict(state["kept"]), *(state[name] for name in EXTRAS))


def current_slot() -> str:
    return str(kept("head")) if kept("each") else "all"


def change_slot() -> None:
    """When another head is looked at, its own mask comes into the controls."""
    slot = current_slot()
    if st.session_state["slot"] == slot:
        return
    st.session_state["slot"] = slot
    text = st.session_state["slots"].get(slot)
    if text is None:
        store_slot()
        return
    use = None if text == CUSTOM else read_use(text)[0]
    put(mask=use.name if use else CUSTOM)
    if use:
        put(**{f"{use.name}.{name}": value for name, value in use.params.items()})


def set_slot(slot: str, text: str) -> None:
    """Give a slot its mask from code; the controls take it over."""
    st.session_state["slots"][slot] = text
    st.session_state["slot"] = None


def store_slot() -> None:
    """Write the mask of the controls into its slot."""
    st.session_state["slots"][current_slot()] = mask_text(st.session_state["kept"])


def write_address() -> None:
    """Write the whole state into the address bar, so that the page can be reloaded and shared."""
    try:
        packed = make_link(settings())
    except LinkError:
        packed = ""
    if st.session_state["written"] == packed == st.query_params.get(LINK, ""):
        return
    st.session_state["written"] = packed
    st.query_params.from_dict({LINK: packed} if packed else {})
