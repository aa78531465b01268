"""The model card as a page; every figure was measured on the shipped weights by `make eval`."""

import streamlit as st

from maskviz.models import Shipped
from maskviz.ui.words import plain


def show(shipped: Shipped) -> None:
    card = shipped.card
    st.subheader("The model", anchor=False)
    shape = shipped.shape
    st.markdown(
        f"A decoder of {shape.layers} layers and {shape.heads} heads, {card['parameters']:,} "
        f"parameters, trained from nothing on old children's stories: "
        f"{card['training']['tokens_seen']:,} tokens read, {shape.vocab:,} kinds of token, at most "
        f"{shape.context} at a time."
    )
    show_figures(card["held_out"])
    show_masks(card["facts"])
    show_guesses(card["top_five"])
    st.subheader("What it cannot do", anchor=False)
    for sentence in card["cannot"]:
        st.markdown(f"- {plain(sentence)}")
    st.subheader("What it writes", anchor=False)
    st.caption(card["sampling"].capitalize())
    for sample in card["samples"]:
        st.markdown(f"> {plain(sample['text'])}")
    st.subheader("Make it again", anchor=False)
    st.code("\n".join(card["make_again"]), language="bash")
    st.caption(f"Measured on {card['date']} with torch {card['torch']}.")


def show_figures(held_out: dict) -> None:
    """How well it predicts text it has never read."""
    st.subheader("On stories it has never read", anchor=False)
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
    st.caption(f"{held_out['tokens']:,} tokens, {held_out['characters']:,} characters held out.")


def show_masks(facts: dict) -> None:
    """What it costs to change its masks, as perplexity."""
    st.subheader("What changing the mask does to it", anchor=False)
    usual = facts["divide"]["head"]["perplexity"]
    figures = {"causal, as trained": usual, "no mask in any layer": facts["open_all_layers"]}
    figures |= {f"no mask in layer {n}": p for n, p in enumerate(facts["open_one_layer"])}
    figures |= {f"window {w}": p for w, p in facts["sliding_window"].items()}
    figures |= {
        "`<s>` hidden": facts["hide_start"],
        "scores not divided": facts["divide"]["nothing"]["perplexity"],
        "scores divided by √ model width": facts["divide"]["model"]["perplexity"],
    }
    st.table([{"mask": name, "perplexity": f"{p:.1f}"} for name, p in figures.items()])
    st.caption(
        f"Over {facts['tokens']:,} held-out tokens; lower is better, {usual:.1f} as trained."
    )


def show_guesses(prompts: list[dict]) -> None:
    st.subheader("Its five best next tokens", anchor=False)
    rows = [
        {
            "text": plain(prompt["prompt"]),
            "next": " · ".join(f"{plain(t)} {p:.0%}" for t, p in prompt["next"]),
        }
        for prompt in prompts
    ]
    st.table(rows)
