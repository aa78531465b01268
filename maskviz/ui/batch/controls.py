"""The controls of the lab that stand in the open: how many tokens of each text, and the side."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.settings.numbered import text_key
from maskviz.ui import state
from maskviz.ui.sidebar.texts import MOST, PAD_SIDES, tokens
from maskviz.ui.state.asking import ask_page
from maskviz.ui.state.hidden import is_fixed, unless_hidden

SIDE = "batch_side"
WIDTH = 190  # pixels of a slider among others


def controls(view: View) -> None:
    """They set what the sidebar sets, so that too is drawn again."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = len(view.batch.texts)
        for i in range(1, count + 1) if count > 1 else ():
            tokens(view.shipped, i, st.slider, "batch_length", ask_page, width=WIDTH)
        if is_fixed("pad_side"):
            return
        st.session_state[SIDE] = state.kept("pad_side")
        st.segmented_control(
            "Padding",
            list(PAD_SIDES),
            key=SIDE,
            format_func=PAD_SIDES.get,
            required=True,
            on_change=unless_hidden("pad_side", take_side),
        )


def take_side() -> None:
    state.put(pad_side=st.session_state[SIDE])
    ask_page()


def offer_texts(view: View) -> None:
    """Without padding a batch shows nothing; offer one, with the text there is."""
    count = len(view.batch.texts)
    told = "This text is alone" if count == 1 else f"These {count} texts are equally long"
    st.info(f"{told}, so there is no padding and nothing to compare.")
    if not any(map(is_fixed, ("text", "text_2", "texts", "length_1"))):
        st.button("Put it beside two shorter ones", on_click=take_texts, key="batch_texts")


def take_texts() -> None:
    """The two texts after it are its beginnings: one half, and one third of it."""
    whole = state.kept("text")
    shorter = {text_key(part): beginning(whole, part) for part in (2, 3)}
    lengths = {f"length_{i}": MOST for i in (1, 2, 3)}
    state.put(texts=3, row=2, **shorter, **lengths)
    ask_page()


def beginning(text: str, part: int) -> str:
    """The first half of a text, or the first third, without half a word at its end."""
    cut = text[: len(text) // part]
    words = cut if text[len(cut) :][:1] == " " else cut.rpartition(" ")[0]
    return words or cut
