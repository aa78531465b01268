"""The lab "Order": a text and the same tokens shuffled, under a full mask and a causal one."""

import streamlit as st

from maskviz.analysis.batches.words import number
from maskviz.analysis.order import Moved, Shuffled, shuffle
from maskviz.analysis.view import View
from maskviz.masks.kinds import Flag, Int
from maskviz.ui.kit.controls import own_control
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.lab import key_of, offer_model
from maskviz.ui.order.panel import panels

LOOK = (
    "Look at the lines: each token goes from its old place to its new one. The number behind it is "
    "how far its output moved."
)
SEED = Int(1, 999, "Another number is another order of the same tokens.")
POSITIONS = Flag("Whether the model is told where each token stands.")
NUMBERS = (
    "An output is the {} numbers that a token's logits are made from; what stands behind it is the "
    "largest difference between those of one order and of the other, in no unit."
)
LEARNED = (
    "{} learned a vector for each position; off, every token has position id 0 and gets the same "
    "vector. [CLS] and [SEP] stay where they are, and words stay in their sentence."
)
TURNED = (
    "{} turns queries and keys by their position (RoPE); off, every angle is 0. The first token, "
    "<s>, stays where it is."
)


def show(view: View) -> None:
    """The controls of the lab, one sentence, and a panel for each mask."""
    show_style("order")
    if view.shipped.plan.writes_answer:
        offer_model(
            "gpt",
            f"{view.shipped.name} reads one text and writes another, with fixed sines and cosines "
            "for positions; this lab shuffles the tokens of a model that has one text.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = own_control(SEED, "Seed of the order", 1, key=key_of("order", "seed"), width=160)
        on = own_control(POSITIONS, "Positions", 0, key=key_of("order", "positions"))
    if not view.real.any():
        st.info("The text has no real token, so there is nothing to shuffle.")
        return
    try:
        found = shuffle(view, seed, bool(on))
    except ValueError as error:
        st.info(plain(f"Nothing was run: {error}. A shorter text fits."))
        return
    st.markdown(f"**{plain(sentence(found, bool(on)))}**")
    show_html(panels(found), "order")
    st.caption(plain(told(view)))


def told(view: View) -> str:
    """What it means for this model that positions are off, and what stays where it is."""
    positions = (LEARNED if view.shipped.plan.counted else TURNED).format(view.shipped.name)
    return f"{NUMBERS.format(view.shipped.shape.d_model)} {positions}"


def sentence(found: Shuffled, positions: bool) -> str:
    """What was just seen, from the numbers of the panels."""
    n = len(found.order)
    moved = f"Positions {'on' if positions else 'off'}, {found.elsewhere} of {n} tokens shuffled"
    return f"{moved}. {' '.join(verdict(panel) for panel in found.panels)}"


def verdict(panel: Moved) -> str:
    """What the outputs did under one mask."""
    most, changed = number(panel.most), len(panel.changed)
    if not changed:
        return (
            f"{panel.title}: outputs only moved with their tokens; the largest difference, {most}, "
            "is rounding."
            if panel.most
            else f"{panel.title}: outputs only moved with their tokens, equal bit for bit."
        )
    return f"{panel.title}: {changed} of {len(panel.differences)} outputs changed, by up to {most}."
