"""Clicking tokens: which are sensitive, begin a document, are global, or have which level."""

from dataclasses import replace

import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of
from maskviz.masks.facts import clicks_of
from maskviz.masks.facts.spec import Click
from maskviz.ui import state
from maskviz.ui.kit.words import plain

FEW = 3  # rows that are shown at once; more wait in a panel


def pick_tokens(view: View) -> None:
    """The rows of tokens that the mask looked at asks for."""
    asked = [name for rule in view.mask.rules if rule.term for name in facts_of(rule.term)]
    picks = clicks_of(asked)
    if len(picks) <= FEW:
        for pick in picks.values():
            row(view, pick)
    else:
        panel = st.expander("Which token is what", key="pick_panel", on_change="rerun")
        if panel.open:
            with panel:
                for pick in picks.values():
                    row(view, pick)


def row(view: View, pick: Click) -> None:
    key = f"pick_{pick.name}"
    st.session_state[key] = chosen(view, pick)
    st.pills(
        f"{pick.label} (click to change)",
        range(view.region.keys),
        selection_mode="multi",
        format_func=lambda i: f"{plain(view.words[i])} :small[:gray[{i}]]",  # equal labels are one
        key=key,
        on_change=take_pick,
        args=(view, pick),
    )


def chosen(view: View, pick: Click) -> list[int]:
    """The positions that are now what the row says."""
    return [i for i, value in enumerate(view.region.facts[pick.fact]) if value == pick.value]


def take_pick(view: View, pick: Click) -> None:
    """Switches are kept as differences from what is guessed, numbers as they are."""
    state.acted()
    now, picks = set(st.session_state[f"pick_{pick.name}"]), dict(state.extra("picks"))
    if not pick.group:
        changed = now ^ set(chosen(view, pick))
        picks[pick.name] = tuple(sorted(set(picks.get(pick.name, ())) ^ changed))
    for value, name in enumerate(pick.group, 1):
        others = set(chosen(view, replace(pick, name=name, value=value))) - now
        picks[name] = tuple(sorted(now if name == pick.name else others))
    state.set_extra("picks", picks)
