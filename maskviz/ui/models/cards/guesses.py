"""Prompts with the best answers to them."""

from collections.abc import Mapping

import streamlit as st

from maskviz.ui.kit.words import plain


def show_guesses(title: str, prompts: list[Mapping]) -> None:
    st.header(title, anchor=False)
    st.table(
        [
            {
                "text": plain(prompt["prompt"]),
                "answers": " · ".join(f"{plain(t)} {p:.0%}" for t, p in prompt["next"]),
            }
            for prompt in prompts
        ]
    )
