"""The measured figures of a decoder of stories."""

from collections.abc import Mapping

import streamlit as st

from maskviz.ui.kit.words import plain
from maskviz.ui.models.cards.guesses import show_guesses


def show_stories(card: Mapping) -> None:
    """A decoder of stories."""
    show_held_out(card["held_out"])
    show_masks(card["facts"])
    if "top_five" in card:
        show_guesses("Its five best next tokens", card["top_five"])
    if "samples" in card:
        st.header("What it writes", anchor=False)
        st.caption(card["sampling"].capitalize())
        for sample in card["samples"]:
            st.markdown(f"> {plain(sample['text'])}")
    if "costs" in card:
        show_costs(card["costs"])


def show_held_out(held_out: Mapping) -> None:
    """How well it predicts text it has never read."""
    st.header("On stories it has never read", anchor=False)
    names = {
        "side_by_side": "windows side by side",
        "sliding_by_half": "windows that overlap by half",
    }
    rows = [
        {
            "read in": name,
            "bits per character": f"{held_out[key]['bits_per_character']:.3f}",
            "perplexity": f"{held_out[key]['perplexity']:.1f}",
            "loss (nats a token)": f"{held_out[key]['loss']:.3f}",
            "next token right": f"{held_out[key]['accuracy']:.1%}",
        }
        for key, name in names.items()
    ]
    st.table(rows)
    st.caption(
        f"Every figure is one of the whole held-out text: {held_out['tokens']:,} tokens, "
        f"{held_out['characters']:,} characters."
    )


def show_masks(facts: Mapping) -> None:
    """What it costs to change its masks, as perplexity."""
    st.header("What changing the mask does to it", anchor=False)
    usual = facts["divide"]["head"]["perplexity"]
    figures = {"causal, as trained": usual, "no mask in any layer": facts["open_all_layers"]}
    figures |= {f"no mask in layer {n}": p for n, p in enumerate(facts["open_one_layer"])}
    figures |= {f"window {w}": p for w, p in facts["sliding_window"].items()}
    figures |= {
        "`<s>` blocked": facts["hide_start"],
        "scores not divided": facts["divide"]["nothing"]["perplexity"],
        "scores divided by √ model width": facts["divide"]["model"]["perplexity"],
    }
    st.table([{"mask": name, "perplexity": f"{p:.1f}"} for name, p in figures.items()])
    st.caption(
        f"Perplexity over {facts['windows']} windows of the held-out text, {facts['tokens']:,} "
        f"tokens; lower is better, {usual:.1f} as trained."
    )


def show_costs(costs: Mapping) -> None:
    """Every mask of the catalogue on held-out text."""
    st.header("Every mask of the catalogue", anchor=False)
    panel = st.expander(f"{len(costs['bars'])} masks and sizes on held-out text")
    bars = sorted(costs["bars"].items(), key=lambda bar: bar[1])
    rows = [{"mask, and causal": plain(n), "perplexity": f"{p:,.1f}"} for n, p in bars]
    panel.table(
        [{"mask, and causal": "causal alone", "perplexity": f"{costs['causal']:.1f}"}, *rows]
    )
    panel.caption(
        f"Perplexity over {costs['pages']} pages spread over the held-out text, "
        f"{costs['tokens']:,} tokens."
    )
