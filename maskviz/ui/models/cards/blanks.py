"""The measured figures of the encoder."""

from collections.abc import Mapping

import streamlit as st

from maskviz.ui.models.cards.guesses import show_guesses


def show_blanks(card: Mapping) -> None:
    """The encoder: blanks with both sides, with one, and with padding on the left."""
    st.header("Blanks in stories it has never read", anchor=False)
    names = {
        "both_sides": "both sides, as trained",
        "left_context_only": "only what comes before the blank",
        "causal_mask": "the whole text under a causal mask",
        "cls_hidden": "`[CLS]` blocked",
        "sep_hidden": "`[SEP]` blocked",
        "cls_and_sep_hidden": "both blocked",
    }
    one = card["one_blank"]
    st.table([{"it reads": names[key], **scored(one[key])} for key in names])
    many = card["blanks"]
    st.caption(
        f"One blank in each of {many['rows']:,} rows of 64 tokens; with {many['share']:.0%} of the "
        f"words blank {many['accuracy']:.1%} are right."
    )
    st.header("Padding on the left", anchor=False)
    padding, gpt = card["left_padding"], card["gpt_left_padding"]
    ids = {"with_position_ids": "counted from the first token", "without_position_ids": "not moved"}
    rows = [
        {
            "model": "bert",
            "positions": name,
            "blank right": f"{padding[key]['accuracy']:.1%}",
            "same first guess": f"{padding[key]['same_guess']:.0%}",
            "largest change of a logit": f"{padding[key]['largest_logit_difference']:.2g}",
        }
        for key, name in ids.items()
    ]
    decoder = {
        "model": "gpt",
        "positions": "not moved",
        "blank right": "",
        "same first guess": "",
        "largest change of a logit": f"{gpt['largest_logit_difference']:.1g}",
    }
    st.table([*rows, decoder])
    st.caption(
        f"{padding['tokens']} tokens of padding before each row, blocked by the mask. bert learned "
        "a vector for each position, so a moved text is another text to it; gpt turns queries and "
        "keys by their position, and only distances count."
    )
    show_guesses("Its five best words for a blank", card["top_five"])


def scored(found: Mapping) -> dict:
    return {"blank right": f"{found['accuracy']:.1%}", "loss (nats)": f"{found['loss']:.2f}"}
