"""How a mask was made: what its generator read of each token or score, and what it kept."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.analysis.choice import choice_of
from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of
from maskviz.masks.dynamic import Choice, written
from maskviz.masks.facts import FACTS
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain

STRIP = Markup('<div class="strip">{}</div>')
KEY = Markup('<div class="{}">{}<small>{}</small>{}</div>')


def read_facts(view: View) -> list[str]:
    """What the mask looked at has read of each token and no strip of the board shows."""
    terms = [rule.term for rule in view.mask.rules if rule.term]
    return list(dict.fromkeys(f for term in terms for f in facts_of(term) if not FACTS[f].drawn))


def generator_title(view: View) -> str:
    """Nothing for a mask of positions alone: it was not generated."""
    return "From the tokens to the mask" if view.mask.gate or read_facts(view) else ""


def show_generator(view: View) -> None:
    """What a mask that looks at tokens or scores has read."""
    show_style("playground")
    for fact in read_facts(view):
        st.markdown(f"**{plain(fact)}** of each token: {plain(meaning(fact))}")
        show_html(strip(view, [str(value) for value in view.region.facts[fact]]), "made")
    if view.mask.gate:
        show_choice(view, choice_of(view, view.locked[0]))


def meaning(fact: str) -> str:
    help_ = FACTS[fact].kind.help
    return help_[:1].lower() + help_[1:]


def strip(view: View, values: list[str], kept: tuple[int, ...] = (), shut: tuple = ()) -> Markup:
    """Every key with a value under it; those that were kept are framed, those blocked are pale."""
    return STRIP.format(
        joined(
            KEY.format(
                "kept" if k in kept else "blocked" if k in shut else "", view.words[k], k, value
            )
            for k, value in enumerate(values)
        )
    )


def show_choice(view: View, choice: Choice) -> None:
    """The row of the generator, and which keys it kept in each layer."""
    reading, q = choice.reading, view.locked[0]
    st.markdown(
        f"**Row {q} “{plain(view.asks(q))}”**, head {view.head}, layer {view.settings.layer}: "
        f"it read {plain(reading.what)}, and asked for {plain(choice.asks)}. Framed keys were kept."
    )
    values = [reading.values[k // reading.size] for k in range(len(choice.kept))]
    shown = ["" if value is None else written(value) for value in values]
    kept, shut = np.flatnonzero(choice.kept), np.flatnonzero(~choice.allowed)
    show_html(strip(view, shown, tuple(kept.tolist()), tuple(shut.tolist())), "made")
    table = ["| Layer | Keys this head kept in this row |", "|---|---|", *by_layer(view)]
    st.markdown("\n".join(table))


def by_layer(view: View) -> list[str]:
    """One line a layer: another layer has other scores, and so another mask."""
    lines, q = [], view.locked[0]
    for layer, heads in enumerate(view.run.heads[view.part]):
        left = heads.trace.allowed[0, view.head, q].nonzero().flatten().tolist()
        tokens = " ".join(f"{plain(view.words[k])} :gray[{k}]" for k in left)
        marked = layer in view.settings.layers
        lines.append(f"| {layer} | {tokens if marked else 'its own mask'} |")
    return lines
