"""What decides which token is what: the settings of the facts that a mask asks for."""

from collections.abc import Iterable, Sequence
from typing import assert_never

import streamlit as st

from maskviz.masks.facts import FACTS, settings_of
from maskviz.masks.facts.spec import LIST_LIMIT, Number, Setting, Several, WordList
from maskviz.settings.declared import CONTROLS
from maskviz.ui import state
from maskviz.ui.state import control
from maskviz.ui.state.asking import ask_board
from maskviz.ui.state.hidden import is_fixed, is_hidden, unless_hidden


def fact_controls(facts: Iterable[str], marks: Sequence[str]) -> None:
    """The controls of these facts, for a model that has these marks, and how each is guessed."""
    facts = tuple(facts)
    found = [setting for setting in settings_of(facts).values() if not is_fixed(setting.key)]
    if not found and is_hidden("picks"):
        return
    for sentence in dict.fromkeys(FACTS[name].told for name in facts):
        if sentence:
            st.caption(sentence)
    for setting in found:
        draw(setting, marks)


def draw(setting: Setting, marks: Sequence[str]) -> None:
    match setting:
        case Several():
            several(setting, marks)
        case WordList(key=key, label=label):
            limits = {"max_chars": LIST_LIMIT, "placeholder": setting.hint, "help": setting.help}
            limits["alone"] = True
            control(st.text_area, label, key=key, height=80, **limits)
        case Number(key=key, label=label):
            kind = CONTROLS[key].kind
            bounds = {"min_value": kind.low, "max_value": kind.high, "help": kind.help}
            control(st.number_input, label, key=key, alone=True, **bounds)
        case other:
            assert_never(other)


def several(setting: Several, marks: Sequence[str]) -> None:
    """A choice among the names that the model has; what is chosen for other models is kept."""
    offered, key = setting.offered(marks), f"{setting.key} offered"
    st.session_state[key] = [name for name in state.kept(setting.key) if name in offered]
    st.multiselect(
        setting.label,
        offered,
        format_func=setting.options.get,
        key=key,
        help=setting.help,
        on_change=unless_hidden(setting.key, take_several),
        args=(setting, key, offered),
    )


def take_several(setting: Several, key: str, offered: Sequence[str]) -> None:
    chosen = {*st.session_state[key], *state.kept(setting.key)} - (
        {*offered} - {*st.session_state[key]}
    )
    state.put(**{setting.key: tuple(name for name in setting.options if name in chosen)})
    ask_board()
