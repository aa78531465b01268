"""The controls of a page of questions: which seed, which level, which number; all in the link."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from maskviz.masks.kinds import Int
from maskviz.settings.kinds import Choice
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.controls import named_choice, own_control
from maskviz.ui.kit.nearest import nearest
from maskviz.ui.state.page import known_value

SEED = Int(1, 999_999, "Whoever has the same seed has the same questions.")
NUMBER = Int(1, 9_999, "Every mask of a level comes once before one comes again.")
LEVELS = ("1", "2", "3")


def unlike(kinds: Mapping[str, str] | None = None) -> list[str]:
    """What the address asks for and is not there, in sentences; the nearest is in its place."""
    asked = [nearest("seed", SEED), nearest("level", Choice(LEVELS)), nearest("n", NUMBER)]
    if kinds:
        asked.append(nearest("kind", Choice(tuple(kinds))))
    return [sentence for found in asked for sentence in found]


def seeded(kinds: Mapping[str, str] | None = None) -> tuple[int, int, str, int]:
    """Draw the controls: seed, level, kind and number of the question, kind "" where all are of
    one. Call it between `begun` and `ended`."""
    titles = {level: catalogue("predict")["levels"][level] for level in LEVELS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = named_choice("Kind", kinds, key="kind", widget=st.pills, wrap=True) if kinds else ""
        level = int(named_choice("Level", titles, key="level", widget=st.pills, wrap=True))
        seed = own_control(SEED, "Seed", 1, key="seed", width=130)
        number = own_control(NUMBER, "Question", 1, key="n", width=130)
    return seed, level, kind, number


def go_on(asked: Any, name: str, number: int) -> None:
    """Go on from the question of this name and number; after the last one comes the first. A press
    on another question, as the second of two on one button, does nothing."""
    if asked == name and known_value("n", 1) == number:
        st.session_state["n"] = number + 1 if number < NUMBER.high else 1
