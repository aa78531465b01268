"""A page's own settings: in the address under their keys, and kept while other pages are open.

A widget that Streamlit binds to the address ends the page on `?tokens=1e999`, writes titles for
names and is silent about what it ignores. Here words of the address are read by the kind of the
setting, and `ended` says in one place what no control took.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from maskviz.masks.kinds import Flag, Int, Option, is_whole
from maskviz.settings.kinds import Kind, Many
from maskviz.settings.raw import from_words, to_words
from maskviz.stage.address import quiet_address
from maskviz.ui.state import said_ignored
from maskviz.ui.state.address import went_back
from maskviz.ui.state.hidden import is_fixed

KEPT, WRITTEN, RUN = "page_kept", "page_written", "page_run"  # by key; of this run
KINDS = "page_kinds"  # of each key: on which page its widget was last drawn, and of what kind


def begun(undone: Collection[str] = ()) -> None:
    """Call before the page's first control.

    After a click the address may be that of the state before last: then the widgets are right.

    undone  the settings that the browser's Back takes back: to the default where the address that
            it leads to does not name them
    """
    kept = st.session_state.setdefault(KEPT, {})
    if went_back():
        for key in [key for key in undone if key not in st.query_params]:
            st.session_state.pop(key, None)
            kept.pop(key, None)
    st.session_state.setdefault(WRITTEN, {})
    touched = any(st.session_state.get(key, shown) != shown for key, shown in kept.items())
    st.session_state[RUN] = {"touched": touched, "drawn": [], "ignored": [], "waits": False}


def wait() -> None:
    """Call where the page draws none of its controls: what the address says of them stays."""
    st.session_state[RUN]["waits"] = True


def page_control(
    widget: Callable, label: str, kind: Kind, default: Any, *, key: str, **options: Any
) -> Any:
    """One setting of a page; its value is as its kind has it, and stands in the address unless it
    is the default."""
    kept, written, run = (st.session_state[name] for name in (KEPT, WRITTEN, RUN))
    run["drawn"].append(key)
    words = st.query_params.get_all(key)
    if is_fixed(key):
        st.session_state.pop(key, None)
    stale = run["touched"] and key in kept
    if words and words != written.get(key) and not stale:
        value = from_words(kind, words)
        if problem := kind.problem(value):
            run["ignored"].append(f"{key}: {problem}")
        else:
            st.session_state[key] = for_widget(kind, value)
    drawn = st.session_state.get("page"), kind
    if st.session_state.get(key) is None:  # new, or another page had a widget of this key
        st.session_state[key] = kept.get(key, for_widget(kind, default))
    elif st.session_state.setdefault(KINDS, {}).get(key, drawn) != drawn:
        # With other bounds, or on another page, Streamlit takes it for a new widget, at its lowest
        # or without a choice, unless it is told.
        st.session_state[key] = st.session_state[key]
    if (fitting := within(kind, st.session_state[key])) != st.session_state[key]:
        st.session_state[key] = fitting
    st.session_state.setdefault(KINDS, {})[key] = drawn
    if is_fixed(key):
        found = st.session_state[key]
        st.session_state.pop(key)  # no widget has it, and none that was drawn before
    else:
        found = widget(label, key=key, **options)
    kept[key] = found
    value = of_widget(kind, found)
    now = [] if value == default else to_words(value)
    if now != words:
        if now:
            st.query_params[key] = now if isinstance(kind, Many) else now[0]
        else:
            st.query_params.pop(key, None)
    written[key] = now
    return value


def own_value(key: str, kind: Kind, default: Any) -> Any:
    """A setting of a page that no widget sets, but what a component reports: see `set_value`."""
    return page_control(held, key, kind, default, key=key)


def held(_label: str, key: str) -> Any:
    return st.session_state[key]


def set_value(key: str, value: Any) -> None:
    """Set it, in a callback; the next run has it and writes it into the address."""
    st.session_state[key] = value


def ended(known: Mapping[str, Kind], prefix: str, *, quiet: bool = True) -> list[str]:
    """A sentence for all that the address asked in vain; call after the page's last control.

    known   the settings of the page that may wait in the address until their control is drawn
    prefix  how the page's keys begin; another that begins so is none
    quiet   whether no change of them makes an entry of the browser's history
    """
    written, run = st.session_state[WRITTEN], st.session_state[RUN]
    asked = [] if run["waits"] else [key for key in st.query_params if key not in run["drawn"]]
    for key in asked:
        if key in known:
            value = from_words(known[key], st.query_params.get_all(key))
            problem = known[key].problem(value)
            if problem:
                run["ignored"].append(f"{key}: {problem}")
            if problem or written.pop(key, None):  # what another choice had does not stand here
                st.query_params.pop(key)
        elif prefix and key.startswith(prefix):
            run["ignored"].append(f"here is no setting “{key[:40]}”")
            st.query_params.pop(key)
    if quiet:
        quiet_address()
    ignored, run["ignored"] = run["ignored"], []
    return [said_ignored("the address", ignored)] if ignored else []


def kept_value(key: str) -> Any:
    """What a widget of a page held when it was last drawn."""
    return st.session_state[KEPT][key]


def known_value(key: str, default: Any) -> Any:
    """What a widget of a page is about to hold: as a callback set it, or as it was last drawn."""
    return st.session_state.get(key, st.session_state.get(KEPT, {}).get(key, default))


def within(kind: Kind, held: Any) -> Any:
    """What a widget holds, within the bounds that its setting has now: the nearest number."""
    if isinstance(kind, Int) and is_whole(held):
        return min(max(held, kind.low), kind.high)
    return held


def for_widget(kind: Kind, value: Any) -> Any:
    """A value as its widget holds it."""
    if isinstance(kind, Flag):
        return bool(value)
    return list(value) if isinstance(kind, Many) else value


def of_widget(kind: Kind, found: Any) -> Any:
    if isinstance(kind, Flag | Int | Option):
        return kind.plain(found)
    return tuple(found) if isinstance(kind, Many) else found
