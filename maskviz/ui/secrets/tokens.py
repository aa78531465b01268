"""Which tokens hold the secret: as patterns and word lists found them, and as clicked here."""

from dataclasses import replace

import streamlit as st

from maskviz.analysis.picked import chosen, clicked
from maskviz.analysis.secrets.hidden import fact_of
from maskviz.analysis.view import View
from maskviz.masks.facts import clicks_of
from maskviz.masks.facts.level import LEVELS
from maskviz.masks.facts.owner import OWNERS
from maskviz.masks.facts.spec import Click
from maskviz.masks.kinds import Int
from maskviz.ui import state
from maskviz.ui.state.hidden import is_hidden, unless_hidden
from maskviz.ui.state.page import page_control

NUMBER = "secrets.number"
NUMBERS = Int(1, max(LEVELS, OWNERS), "Whose tokens get another value.")
SHOWN = 60  # tokens that stand side by side; more are chosen from a list


def choose_number(view: View) -> Click:
    """Which level or owner is looked at, where the mask goes by one; the row of tokens of it."""
    rows = [pick for pick in clicks_of([fact_of(view)]).values() if pick.fact == fact_of(view)]
    if len(rows) == 1:
        return rows[0]
    last = len(rows)
    number = page_control(
        st.segmented_control,
        "Level" if rows[0].fact == "level" else "Owner",
        replace(NUMBERS, high=last),
        1,
        options=range(1, last + 1),
        required=True,
        key=NUMBER,
    )
    return rows[number - 1]


def click_tokens(view: View, pick: Click) -> None:
    """Tokens to switch on and off; what is clicked stays a part of the state."""
    if is_hidden("picks"):
        return
    facts, key = view.region.facts, f"secrets_on_{pick.name}"

    def take() -> None:
        on = {i for i in st.session_state[key] if i < len(view.ids)}
        state.set_extra("picks", clicked(facts, pick, on, state.extra("picks")))

    st.session_state[key] = chosen(facts, pick)
    options = {
        "options": range(len(view.ids)),
        "format_func": lambda i: f"{i} {view.words[i]}",
        "key": key,
        "on_change": unless_hidden("picks", take),
    }
    label = f"{pick.label} (click to change)"
    if len(view.ids) <= SHOWN:
        st.pills(label, selection_mode="multi", wrap=True, **options)
    else:
        st.multiselect(label, **options)
