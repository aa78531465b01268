"""Ready experiments of a lab, side by side: one click sets the playground and the lab's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from maskviz.settings.declared import Settings
from maskviz.ui import state
from maskviz.ui.state.asking import ask_page
from maskviz.ui.state.page import known_value

ASIDE = ("layer", "head", "output", "part")  # what is looked at; it makes no other experiment


@dataclass(frozen=True)
class Try:
    """A named experiment: the state of the playground, and the lab's own settings by their keys."""

    title: str
    settings: Settings
    own: Mapping[str, Any] = field(default_factory=dict)


def show_tries(label: str, tries: Mapping[str, Try], now: Settings, key: str) -> None:
    """A row of them; the one that is on the page is marked. `key` is that of the row."""

    def take() -> None:
        if (wanted := tries.get(st.session_state[key])) is None:
            return
        state.load(wanted.settings)
        st.session_state["example"] = None
        for name, value in wanted.own.items():
            st.session_state[name] = value
        ask_page()

    st.session_state[key] = next((n for n, one in tries.items() if same(one, now)), None)
    titles = {name: one.title for name, one in tries.items()}
    st.pills(label, list(titles), format_func=titles.get, key=key, on_change=take)


def same(one: Try, now: Settings) -> bool:
    """Whether the page shows this experiment."""
    here, there = (without_looks(s) for s in (now, one.settings.stored()))
    aside = (now.own_slots, now.book, now.picks) == (
        one.settings.stored().own_slots,
        one.settings.book,
        one.settings.picks,
    )
    return (
        here == there
        and aside
        and all(known_value(k, value) == value for k, value in one.own.items())
    )


def without_looks(settings: Settings) -> dict[str, Any]:
    return {key: value for key, value in settings.values.items() if key not in ASIDE}
