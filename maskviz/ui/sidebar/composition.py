"""The composition that the sidebar edits: reading it, changing it, and the controls of one part."""

from collections.abc import Callable

import streamlit as st

from maskviz.masks.compose import Term, TermError
from maskviz.masks.compose.edit import ACTIONS, Place, changed
from maskviz.ui import state
from maskviz.ui.state.hidden import is_fixed

MENU = {
    "and": "And one more",
    "or": "Or one more",
    "not": "Turn round (not)",
    "shift": "Shift",
    "per_document": "In each document",
    "remove": "Remove",
}


def current() -> Term:
    return state.kept("composition")


def take(change: Callable[[Term], Term]) -> None:
    """A change of the whole composition; what cannot be put together so is said and left."""
    if is_fixed("composition"):
        return
    try:
        state.put(composition=change(current()))
    except TermError as error:
        state.note(f"{str(error)[:1].upper()}{str(error)[1:]}. The masks are as they were.")


def key_of(place: Place) -> str:
    return "_".join(["compose", *map(str, place)])


def edited(
    widget: Callable,
    label: str,
    value: object,
    place: Place,
    change: Callable[[Term, object], Term],
    **options: object,
) -> None:
    """A widget that shows a value of one part and changes that part."""
    key = f"{key_of(place)}_{label}"
    st.session_state[key] = value

    def called() -> None:
        new = st.session_state[key]
        if new is not None:
            take(lambda whole: changed(whole, place, lambda part: change(part, new)))

    widget(label, key=key, on_change=called, **options)


def menu(place: Place) -> None:
    key = f"{key_of(place)}_menu"

    def called() -> None:
        if action := st.session_state[key]:
            take(lambda whole: ACTIONS[action](whole, place))

    st.menu_button(
        "⋯",
        list(MENU),
        key=key,
        format_func=MENU.get,
        on_click=called,
        type="tertiary",
        help="Change this part of the mask",
    )
