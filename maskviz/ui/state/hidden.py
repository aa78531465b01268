"""What a link hides: places of a page are not drawn and not sent, controls cannot be set either."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE
from maskviz.masks.facts import SETTINGS
from maskviz.settings.declared import CONTROLS, TEXTS, Settings
from maskviz.settings.numbered import text_key

PLACES = {  # what can be hidden besides controls -> what it is called
    "sidebar": "the sidebar",
    "bar": "the bar of pages",
    "flow": "the flow of the model",
    "picks": "the tokens that are clicked for the mask",
    "figures": "the line of figures",
    "heads": "the heads as thumbnails",
    "row": "the locked row, number by number",
    "prediction": "what the model predicts",
    "tools": "the tools above the pictures",
    "paint": "painting",
    "labs": "the questions that lead to labs",
    "panels": "the buttons under the board",
    "example": "the menu of examples",
    "reset": "the button that resets everything",
    "device": "what the model runs on",
}
THE_ROW = "the row"  # of the batch: its setting has the name of a place
KEYS = {key: THE_ROW if key == "row" else key for key in CONTROLS}  # -> what hides the control


def numbers(declared: Mapping[str, Any]) -> set[str]:
    """The settings that are numbers of these masks or biases."""
    return {f"{each.name}.{p.name}" for each in declared.values() for p in each.controls}


GROUPS: Mapping[str, Collection[str]] = {  # one word for several
    "controls": {*KEYS.values(), "paint", "picks", "example", "reset", "device"},
    "masks": {
        *("mask", "typed_rule", "composition", "paint", "picks", *SETTINGS, *numbers(CATALOGUE)),
        *("each", "each_layer", "layers", "and_causal", "and_padding"),
    },
    "mask": {"mask", "paint"},
    "biases": {"bias", "bias_after", *numbers(BIASES)},
    "text": {text_key(i) for i in range(1, TEXTS + 1)},
    "texts": {"texts", THE_ROW},
    "lengths": {"pad_to", "pad_side", *(f"length_{i}" for i in range(1, TEXTS + 1))},
}
NAMES = tuple(dict.fromkeys([*PLACES, *GROUPS, *CONTROLS]))  # that hide something
LINKED, BOARD = "hidden", "hidden_on_board"  # by the link; on the board that was drawn last


def hidden_by(names: Collection[str]) -> frozenset[str]:
    """Places, and what hides controls, for words of a link."""
    return frozenset(name for word in names for name in GROUPS.get(word, (word,)))


def hidden() -> frozenset[str]:
    """What the link hides, on every page."""
    return st.session_state.get(LINKED, frozenset())


def is_hidden(place: str) -> bool:
    """Whether one of PLACES is hidden."""
    return place in hidden()


def is_fixed(key: str) -> bool:
    """Whether the control of a setting is hidden: then nothing on the page can set it."""
    return KEYS.get(key, key) in hidden()


def out_of_reach(name: str) -> bool:
    """Whether a place or a control is hidden on the board that is drawn: then nothing that is done
    there may change it."""
    return name in hidden() | st.session_state.get(BOARD, frozenset())


def unless_hidden(name: str, then: Callable[..., Any]) -> Callable[..., Any]:
    """A callback that does nothing where its control or place is hidden: a message can come from a
    page as it was before."""

    def answer(*args: Any) -> None:
        if not is_fixed(name):
            then(*args)

    return answer


def with_fixed(found: Settings, before: Settings) -> Settings:
    """Settings with all that is hidden as it was before."""
    changes = {key: before[key] for key in CONTROLS if is_fixed(key)}
    if is_hidden("paint"):
        found = replace(found, book=before.book, slots=before.slots)
    if is_hidden("picks"):
        found = replace(found, picks=before.picks, vectors=before.vectors)
    return found.but(**changes) if changes else found
