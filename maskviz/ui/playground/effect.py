"""What the mask does to the model: numbers, and what every kind of model answers."""

import math

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.effect import Effect, moved, work_of
from maskviz.analysis.leak import can_leak, leak
from maskviz.analysis.predictions import Guess
from maskviz.analysis.view import View
from maskviz.masks.matrix import density, empty_rows
from maskviz.ui.kit.bars import bars
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.palette import seen
from maskviz.ui.kit.words import plain
from maskviz.ui.playground.answers import show_answer
from maskviz.ui.playground.words import usual

FIGURES = Markup('<dl class="figures">{}</dl>')
FIGURE = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
NOTHING = Markup("<h4>{}</h4><p>NaN: this row predicts nothing.</p>")


def short(value: float, digits: int = 2) -> str:
    return "none" if math.isnan(value) else f"{value:,.{digits}f}"


def best(found: Effect) -> str:
    """The likeliest token with its share."""
    if not found.guesses:
        return "NaN"
    return f"“{found.guesses[0].label}” {found.guesses[0].probability:.0%}"


def show_numbers(view: View, this: Effect, own: Effect) -> None:
    """One line of figures under the picture."""
    allowed, work = view.mask.allowed, work_of(view)
    empty = len(empty_rows(allowed))
    scores = ", as all scores are needed to choose" if view.mask.gate else ""
    skipped = f"if a kernel skipped every blocked cell{scores}"
    figures = {
        f"row {view.locked[0]} predicts": f"{best(this)} ({usual(view)}: {best(own)})",
        "may be read": f"{int(allowed.sum()):,} of {allowed.size:,} cells ({density(allowed):.0%})",
        "empty rows": f"{empty}",
        "mean entropy": f"{short(this.entropies[view.head])} bits",
        "multiply-adds": f"{work.dense:,}, given the mask as a matrix; {work.needed:,} {skipped}",
    }
    if not view.attention.predicts:
        figures = {"answer": f"“{this.answer}” ({usual(view)}: “{own.answer}”)"} | figures
        del figures[f"row {view.locked[0]} predicts"]
    if can_leak(view):
        figures["leak"] = f"{leak(view):.2g} of a row at most is the blocked keys'"
    show_html(FIGURES.format(joined(FIGURE.format(*item) for item in figures.items())))


def show_effect(view: View, this: Effect, own: Effect) -> None:
    """What the model answers under the mask, with its own mask beside it."""
    st.subheader("What it does to the model", anchor=False)
    st.markdown(
        f"{standing(view)} "
        f"The mask moved its output by {short(100 * moved(view), 0)} % of its length."
    )
    if view.attention.predicts:
        show_guesses(view, this.guesses, own.guesses)
    show_answer(view, this, own)
    chart = st.expander("Entropy of each head in this layer", key="chart", on_change="rerun")
    if chart.open:
        show_entropy(chart, view, this, own)


def show_guesses(view: View, this: tuple[Guess, ...], own: tuple[Guess, ...]) -> None:
    """Two lists of guesses side by side; one list where the mask changes nothing in it."""
    q = view.locked[0]
    if shown(this) == shown(own):
        st.markdown(f"Row {q} guesses the same with this mask and with {plain(usual(view))}.")
        show_html(guessed(f"Row {q} with either", this))
        return
    left, right = st.columns(2)
    with left:
        show_html(guessed(f"Row {q} with this mask", this))
    with right:
        show_html(guessed(f"Row {q} with {usual(view)}", own))


def shown(guesses: tuple[Guess, ...]) -> list[tuple[str, str]]:
    """The guesses to the digits that are shown."""
    return [(guess.label, f"{guess.probability:.1%}") for guess in guesses]


def standing(view: View) -> str:
    """Where the locked row stands and what it is asked."""
    q = view.locked[0]
    row = f"Row {q} stands at **{plain(view.asks(q))}** and "
    if not view.attention.predicts:
        return f"Row {q} stands at **{plain(view.asks(q))}** of the source; only the answer speaks."
    if view.attention.writes_answer:
        return f"{row}writes character {q + 1} of {view.shipped.shape.answer}."
    if view.shipped.plan.predicts_next:
        return f"{row}predicts token {q + 1}."
    if q in view.blanks:
        return f"Row {q} stands at a blank and says which word is missing."
    return f"{row}is about that very token, which the model reads: it has nothing to guess."


def guessed(title: str, guesses: tuple[Guess, ...]) -> Markup:
    """A list of tokens with their probabilities as bars."""
    if not guesses:
        return NOTHING.format(title)
    return bars(title, ((g.label, g.probability, f"{g.probability:.1%}") for g in guesses))


def show_entropy(place, view: View, this: Effect, own: Effect) -> None:
    from maskviz.analysis.figures.entropy import (
        entropy_bars,  # plotly takes a second; who opens this pays
    )

    chart = entropy_bars(this.entropies, own.entropies, usual(view), seen())
    place.plotly_chart(chart, key="entropy", config={"displayModeBar": False})
    place.caption("0 bits: one key takes all. One bit more: twice as many keys, evenly.")
