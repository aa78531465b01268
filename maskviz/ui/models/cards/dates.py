"""The measured figures of the encoder-decoder."""

from collections.abc import Mapping

import streamlit as st

from maskviz.ui.kit.words import plain


def show_dates(card: Mapping) -> None:
    """The encoder-decoder: spellings, padding, and where its heads look."""
    known, new, padding = card["held_out"], card["new_templates"], card["padding"]
    st.header("Dates it has never read", anchor=False)
    groups = {f"known spellings: {name}": row for name, row in known["groups"].items()}
    groups |= {"spellings it was never shown": new}
    table = [
        {
            "texts": name,
            "number": f"{row['texts']:,}",
            "all ten characters right": percent(row["exact"]),
        }
        for name, row in groups.items()
    ]
    st.table(table)
    st.header("What the padding mask is worth", anchor=False)
    cases = {
        "masked": "trained with the mask, mask kept",
        "encoder_open": "mask dropped in the encoder",
        "cross_open": "mask dropped in cross-attention",
        "both_open": "mask dropped in both",
        "trained_without": "trained without the mask, none kept",
        "trained_without_then_masked": "trained without the mask, then masked",
    }
    exact = padding["exact"]
    st.table(
        [
            {"padding mask": name} | {f"padded to {w}": percent(p) for w, p in exact[key].items()}
            for key, name in cases.items()
        ]
    )
    st.caption(
        f"Share of {padding['texts']:,} held-out texts, {padding['mean_length']:.0f} characters "
        "long on average, that are right in all ten characters."
    )
    st.header("What it makes of a text", anchor=False)
    st.table(
        [
            {
                "text": plain(e["text"]),
                "answer": plain(e["answer"]),
                "probability": f"{e['probability']:.0%}",
                "right": plain(e["right"] or "no date"),
            }
            for e in card["examples"]
        ]
    )


def percent(share: float) -> str:
    return f"{share:.1%}"
