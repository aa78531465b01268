"""Clicking tokens: which are sensitive, begin a document, are global, or have which level."""

from dataclasses import dataclass

import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of
from maskviz.ui import state
from maskviz.ui.kit.words import plain


@dataclass(frozen=True)
class Pick:
    """One row of tokens to click.

    name    what it is called in the settings' picks
    fact    chosen are the tokens whose fact of this name has this value
    group   the names of which each token has at most one; none for a switch that turns a guess over
    """

    name: str
    label: str
    fact: str
    value: int = 1
    group: tuple[str, ...] = ()


def numbered(fact: str, label: str) -> tuple[Pick, ...]:
    names = tuple(f"{fact}_{n}" for n in (1, 2, 3))
    return tuple(Pick(name, f"{label} {name[-1]}", fact, int(name[-1]), names) for name in names)


FEW = 3  # rows that are shown at once; more wait in a panel
IMAGE = (Pick("is_image", "Tokens that stand for an image or a group", "is_image"),)
PICKS_OF: dict[str, tuple[Pick, ...]] = {  # fact that a mask asks for -> what can be clicked
    "secret": (Pick("secret", "Sensitive tokens", "secret"),),
    "doc": (Pick("doc", "Tokens that begin a document", "begins"),),
    "is_global": (Pick("is_global", "Global tokens", "is_global"),),
    "is_image": IMAGE,
    "section": IMAGE,
    "group": IMAGE,
    "level": numbered("level", "Tokens of level"),
    "owner": numbered("owner", "Tokens of owner"),
}


def pick_tokens(view: View) -> None:
    """The rows of tokens that the mask looked at asks for."""
    asked = [name for rule in view.mask.rules if rule.term for name in facts_of(rule.term)]
    picks = {pick.name: pick for fact in asked for pick in PICKS_OF.get(fact, ())}
    if len(picks) <= FEW:
        for pick in picks.values():
            row(view, pick)
    else:
        panel = st.expander("Which token is what", key="pick_panel", on_change="rerun")
        if panel.open:
            with panel:
                for pick in picks.values():
                    row(view, pick)


def row(view: View, pick: Pick) -> None:
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


def chosen(view: View, pick: Pick) -> list[int]:
    """The positions that are now what the row says."""
    return [i for i, value in enumerate(view.region.facts[pick.fact]) if value == pick.value]


def take_pick(view: View, pick: Pick) -> None:
    """Switches are kept as differences from what is guessed, numbers as they are."""
    state.acted()
    now, picks = set(st.session_state[f"pick_{pick.name}"]), dict(state.extra("picks"))
    if not pick.group:
        changed = now ^ set(chosen(view, pick))
        picks[pick.name] = tuple(sorted(set(picks.get(pick.name, ())) ^ changed))
    for value, name in enumerate(pick.group, 1):
        others = set(chosen(view, Pick(name, "", pick.fact, value))) - now
        picks[name] = tuple(sorted(now if name == pick.name else others))
    state.set_extra("picks", picks)
