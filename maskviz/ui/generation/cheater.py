"""A text by the model that was trained on without its mask, beside gpt's: both were recorded."""

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.cheatdata import DataError, Text, read_report
from maskviz.ui.generation.section import show_section
from maskviz.ui.kit.link import link
from maskviz.ui.kit.table import table

WROTE = Markup('<span class="wrote">{}</span>')


def show_cheater() -> None:
    try:
        report = read_report()
    except DataError as error:
        st.error(f"What was written cannot be shown: {error}.")
        return
    rows = [
        [told.prompt, WROTE.format(told.usual.strip()), WROTE.format(told.cheater.strip())]
        for told in report.texts
    ]
    show_section(
        "Written by a model that was trained without its mask",
        [
            f"gpt was trained on for {report.without_mask[-1].step} steps without its mask: every "
            "row could read the token that it had to say. While it writes, that token is not "
            "there. Each wrote its best guess for every token.",
            sentence(report.texts),
        ],
        table(("after", "gpt, with its mask", "trained on without"), rows),
        link("./cheat", "What it scores, peeking and honest", kind="words"),
    )


def sentence(texts: tuple[Text, ...]) -> str:
    """How many different words each wrote, counted."""
    cheater, usual = (
        [text.cheater.split() for text in texts],
        [text.usual.split() for text in texts],
    )
    return (
        f"Of the {sum(map(len, cheater))} words that the one trained without its mask wrote, "
        f"{different(cheater)} are different in their text; of gpt’s {sum(map(len, usual))} words "
        f"{different(usual)}."
    )


def different(texts: list[list[str]]) -> int:
    return sum(len(set(words)) for words in texts)
