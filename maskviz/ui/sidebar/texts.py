"""The texts of the batch in the sidebar: what they are, how long, and how they are padded."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from maskviz.models import Shipped
from maskviz.settings.declared import CONTROLS, TEXTS
from maskviz.settings.kinds import TEXT_LIMIT
from maskviz.settings.numbered import text_key
from maskviz.ui import state
from maskviz.ui.state import control
from maskviz.ui.state.asking import ask_board
from maskviz.ui.state.hidden import is_fixed, unless_hidden
from maskviz.ui.state.slots import current_part

PAD_SIDES = {"right": "Right", "left": "Left"}
NARROW = 110  # pixels: two stand side by side
MOST = CONTROLS["pad_to"].kind.high  # tokens of a row
QUERIES_HELP = (
    "0 shows every query. A smaller number asks only the last tokens over all keys, as when text "
    "is written token by token; then the two causal alignments differ."
)
ASKED = {"label": "Last queries", "key": "queries", "max_value": MOST, "help": QUERIES_HELP}
ANSWERED = {
    "label": "Answer",
    "key": "answer",
    "max_value": CONTROLS["answer"].kind.high,
    "help": "Characters written, each of them a query; 0 writes all. A short text has fewer keys.",
}


def text(shipped: Shipped) -> None:
    """The text of the row looked at; the others stand among the lengths."""
    row, several = state.kept("row"), state.kept("texts") > 1
    control(
        st.text_area,
        f"Text {row}" if several else "Text",
        key=text_key(row) if several else "text",
        alone=not several,  # of several the lengths are shown
        height=110,
        max_chars=TEXT_LIMIT,
        help=f"At most {TEXT_LIMIT:,} characters. {shipped.plan.hint}",
    )


def change_row() -> None:
    """Another text moves into the large box; each is filled from what is kept of it."""
    keys = [text_key(i) for i in range(1, TEXTS + 1)]
    state.put(**{key: state.kept(key) for key in keys})


def lengths(shipped: Shipped) -> None:
    """How many texts, how many tokens of each, padded to what, and which of them ask."""
    with st.container(horizontal=True, gap="small"):
        count = control(
            st.number_input,
            "Texts",
            key="texts",
            min_value=1,
            max_value=TEXTS,
            help="Rows of the batch.",
            width=NARROW,
        )
        pad = {"min_value": 0, "max_value": MOST, "help": "0 pads to the longest text."}
        control(st.number_input, "Pad to", key="pad_to", width=NARROW, alone=still_padded, **pad)
        asked = ANSWERED if current_part().writes_answer else ASKED
        control(st.number_input, width=NARROW, alone=True, min_value=0, **asked)
    for i in range(1, count + 1):
        if i != state.kept("row"):
            control(st.text_input, f"Text {i}", key=text_key(i), max_chars=TEXT_LIMIT)
        if count > 1:
            tokens(shipped, i)
    if count > 1:
        rows = list(range(1, count + 1))
        options = {"key": "row", "required": True, "on_change": change_row}
        control(st.segmented_control, "Row looked at", rows, **options)
    if count > 1 or state.kept("pad_to"):
        control(
            st.segmented_control,
            "Padding",
            list(PAD_SIDES),
            key="pad_side",
            format_func=PAD_SIDES.get,
            required=True,
            alone=True,
        )


def still_padded(before: int, after: int) -> bool:
    """Whether the side of the padding is asked for as before."""
    return bool(before) == bool(after) or state.kept("texts") > 1


def tokens(
    shipped: Shipped,
    i: int,
    widget: Callable = st.number_input,
    name: str = "shown_length",
    then: Callable[[], None] = ask_board,
    **options: Any,
) -> None:
    """How many tokens of a text are kept; all of them stays all of them when the text grows.

    name  of the widget, whose key ends with the text's number
    then  what is drawn again
    """
    key, shown = f"length_{i}", f"{name}_{i}"
    if is_fixed(key):
        return
    there = len(shipped.tokenizer.row(state.kept(text_key(i))))
    there = min(there, shipped.shape.context)

    def called() -> None:
        asked = st.session_state[shown]
        state.put(**{key: MOST if asked is None or asked >= there else asked})
        then()

    st.session_state[shown] = min(state.kept(key), there)
    widget(
        f"Tokens of text {i}",
        min_value=0,
        max_value=there,
        key=shown,
        on_change=unless_hidden(key, called),
        help=f"Only so many of the {there} tokens of text {i} are real; special ones count.",
        **options,
    )
