"""The measured figures of the copier."""

from collections.abc import Mapping

import streamlit as st

from maskviz.ui.kit.words import plain


def show_copies(card: Mapping) -> None:
    """The copier: how well it copies, and what its heads look at."""
    st.header("Copies", anchor=False)
    rows = [{"symbols": n, "second copy right": f"{p:.1%}"} for n, p in card["accuracy"].items()]
    st.table(rows)
    st.caption(f"{card['sequences']} random sequences of each length.")
    st.header("What its heads look at", anchor=False)
    for sentence in card["head_sentences"]:
        st.markdown(f"- {plain(sentence)}")
    st.header("How it goes on", anchor=False)
    st.table([{"text": plain(e["text"]), "next": plain(e["next"])} for e in card["goes_on"]])
