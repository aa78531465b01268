"""The model cards as a page; every figure was measured on the shipped weights by `make eval`."""

import streamlit as st

from maskviz.models import PLANS, Shipped
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.words import plain
from maskviz.ui.models.cards import BODIES
from maskviz.ui.shell import shipped

OPENINGS = {
    "gpt": "trained from nothing on old children's stories",
    "gpt-masked": "gpt, trained a little further under masks drawn from the catalogue",
    "bert": "trained from nothing on the same stories, a fifth of the words taken out",
    "dates": "trained from nothing on dates that a script spells in many ways",
    "copier": "trained from nothing on random symbols, each list written twice",
}


def show() -> None:
    """The whole page; which model it is about stands above the choice that decides it."""
    top = st.container()
    name = st.segmented_control(
        "Model", list(PLANS), key="card", default="gpt", required=True, bind="query-params"
    )
    top.title(f"The model {plain(name)}", anchor=False)
    if found := shipped(name):
        show_card(found)


def show_card(found: Shipped) -> None:
    """What it is and was trained on, its figures, what it cannot do, how to make it again."""
    card, shape, plan = found.card, found.shape, found.plan
    layers = f"{shape.layers} layers" + (" on either side" if plan.writes_answer else "")
    show_told(
        f"{plan.sentence} {layers} of {shape.heads} heads, {card['parameters']:,} parameters, "
        f"{OPENINGS[found.name]}; {read_so_far(card['training'])}. It has {shape.vocab:,} kinds of "
        f"token and reads at most {shape.context} at a time.",
        "card",
    )
    BODIES[found.name](card)
    if sentences := card.get("cannot"):
        st.header("What it cannot do", anchor=False)
        for sentence in sentences:
            st.markdown(f"- {plain(sentence)}")
    st.header("Make it again", anchor=False)
    show_code("\n".join(card["make_again"]))
    st.caption(f"Measured on {card['date']} with torch {card['torch']}.")


def read_so_far(training: dict) -> str:
    """How much it has seen."""
    if "tokens_seen" in training:
        return f"{training['tokens_seen']:,} tokens read in {training['step']:,} steps"
    return f"{training['texts_seen']:,} texts read in {training['step']:,} steps"
