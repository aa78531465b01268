"""What the visitor has set: one complete mapping that outlives widgets which are not drawn.

`kept` is the truth: widgets are filled from it and read back into it.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from maskviz.server.alone import ALONE
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.kinds import RuleText, Text
from maskviz.ui.state.asking import ask_board, draw_page
from maskviz.ui.state.hidden import is_fixed, unless_hidden, with_fixed

PLACE = "place"  # where one is on a page that has several, as its address says
EXTRAS = ("slots", "book", "picks", "vectors", "locked")
BEGUN = "begun"  # the page with which the session began
Alone = bool | Callable[[Any, Any], bool]  # of the value before and the value now


def read_widgets() -> None:
    """Take over what the widgets say; a choice that was clicked away stays as it was."""
    for key in [*drawn()]:
        take_widget(key)


def drawn() -> set[str]:
    """The settings whose widgets were drawn since the page was opened."""
    return st.session_state.setdefault("drawn", set())


def take_widget(key: str) -> None:
    """Take over what one widget says; what its setting cannot be is left, and the widget follows.

    A faulty rule is kept in its box: the page says what is wrong with it.
    """
    if key not in drawn() or is_fixed(key):
        return
    value = frozen(st.session_state.get(key))
    if value is None:
        return
    kind = CONTROLS[key].kind
    if (Text(kind.limit) if isinstance(kind, RuleText) else kind).problem(value):
        st.session_state.pop(key)
    else:
        st.session_state["kept"][key] = value


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def arrive(page: str) -> None:
    """Widgets belong to one page: on another they are filled from the settings again.

    Call it before anything is drawn. Without it a widget of the same key starts at its default.
    """
    st.session_state.setdefault(BEGUN, page)
    if st.session_state.setdefault("page", page) != page:
        st.session_state["page"] = page
        st.session_state["wrote"] = [""]  # a bare address keeps what was set here before
        st.session_state.pop(PLACE, None)
        st.session_state.pop("asked", None)  # the board is at another address than the first page
        refill()


def refill() -> None:
    """Let every widget take its setting over again when it is next drawn."""
    for key in drawn():
        st.session_state.pop(key, None)


def forget_widgets() -> None:
    """Another link decides which are drawn: what one says that was drawn before counts no more."""
    refill()
    drawn().clear()


def load(settings: Settings, *, linked: bool = False) -> None:
    """Make these settings the state; widgets take them over when they are drawn.

    linked  whether they are those of the link that says what is hidden; others leave that as it is
    """
    state = st.session_state
    settings = (settings if linked else fixed(settings)).with_own_mask()
    state["kept"] = settings.values
    refill()
    state["slots"] = dict(settings.slots)
    state["book"] = dict(settings.book)
    state["picks"] = dict(settings.picks)
    state["vectors"] = dict(settings.vectors)
    state["locked"] = settings.locked
    state["slot"] = settings.slot  # whose mask the controls have
    state.setdefault("shelf", {})
    state.setdefault("wrote", [""])
    state.setdefault("notes", [])


def fixed(found: Settings) -> Settings:
    """Settings with what this page hides as it is."""
    return with_fixed(found, settings()) if "kept" in st.session_state else found


def note(sentence: str) -> None:
    st.session_state.setdefault("notes", []).append(sentence)


def note_ignored(origin: str, ignored: list[str]) -> None:
    if ignored:
        note(said_ignored(origin, ignored))


def said_ignored(origin: str, ignored: list[str]) -> str:
    """One sentence for all that was not taken over from an address, a link or a file."""
    listed = "; ".join(ignored[:6]) + (f"; and {len(ignored) - 6} more" if ignored[6:] else "")
    return f"Ignored from {origin}: {listed}. The rest is as it was sent."


def notes() -> list[str]:
    """What the visitor has to be told once."""
    told, st.session_state["notes"] = st.session_state.get("notes", []), []
    return told


def control(
    widget: Callable, label: str, *args: Any, key: str, alone: Alone = False, **options: Any
) -> Any:
    """Draw one widget for a setting, unless it is hidden; its value survives meanwhile.

    alone  whether nothing else in the sidebar depends on it: then a change draws the board only.
           One that is not has a callback too: without, it would be overruled by one that came with
           it and asks for the board
    """
    if is_fixed(key):
        return kept(key)
    if key not in st.session_state:
        value = st.session_state["kept"][key]
        st.session_state[key] = list(value) if isinstance(value, tuple) else value
    if "on_change" not in options:
        options |= {"on_change": moved, "args": (key, alone)}
        if alone:
            st.session_state.setdefault(ALONE, set()).add(key)
    options["on_change"] = unless_hidden(key, options["on_change"])
    drawn().add(key)
    value = frozen(widget(label, *args, key=key, **options))
    if value is not None:
        st.session_state["kept"][key] = value
    return kept(key)


def moved(key: str, alone: Alone) -> None:
    """What a widget calls that has nothing else to do; it may be alone with its change."""
    before = kept(key)
    take_widget(key)
    if alone is True or (callable(alone) and alone(before, kept(key))):
        ask_board()
    else:
        draw_page()


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
    """The complete state as it now is; the first one before a page of the playground was open."""
    state = st.session_state
    if "kept" not in state:
        return Settings()
    return Settings.of(**state["kept"], **{name: state[name] for name in EXTRAS})
