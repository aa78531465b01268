"""What the mask does to the model: numbers, next tokens, loss, entropy."""

import math

import streamlit as st

from maskviz.analysis.effect import Effect, leak, moved, work_of
from maskviz.analysis.predictions import Guess
from maskviz.analysis.view import View
from maskviz.matrix import density, empty_rows
from maskviz.settings import TEXT_LIMIT
from maskviz.ui import state
from maskviz.ui.words import plain, safe


def short(value: float, digits: int = 2) -> str:
    return "none" if math.isnan(value) else f"{value:,.{digits}f}"


def best(found: Effect) -> str:
    """The likeliest next token with its share."""
    if not found.guesses:
        return "NaN"
    return f"{found.guesses[0].label} {found.guesses[0].probability:.0%}"


def show_numbers(view: View, this: Effect, causal: Effect) -> None:
    """One line of figures under the picture."""
    allowed, work = view.mask.allowed, work_of(view)
    empty = len(empty_rows(allowed))
    figures = {
        f"row {view.locked[0]} predicts": f"{best(this)} (plain causal: {best(causal)})",
        "may be read": f"{int(allowed.sum()):,} of {allowed.size:,} cells ({density(allowed):.0%})",
        "empty rows": f"{empty}",
        "mean entropy": f"{short(this.entropies[view.head])} bits",
        "multiply-adds": f"{work.needed:,} of {work.dense:,}",
    }
    if not view.settings.recipe.bans:
        figures["leak"] = f"{leak(view):.2g} at most on a blocked key"
    items = "".join(
        f"<div><dt>{name}</dt><dd>{safe(value)}</dd></div>" for name, value in figures.items()
    )
    st.html(f'<dl class="maskviz-numbers">{items}</dl>')


def show_effect(view: View, this: Effect, causal: Effect) -> None:
    """Next tokens and loss under the mask, with plain causal beside them."""
    q = view.locked[0]
    st.subheader("What it does to the model", anchor=False)
    token = plain(view.words[q])
    st.markdown(
        f"Row {q} stands at **{token}** and predicts token {q + 1}. "
        f"The mask moved its output by {short(100 * moved(view), 0)} % of its length."
    )
    left, right = st.columns(2)
    with left:
        st.html(bars("Next token with this mask", this.guesses))
    with right:
        st.html(bars("With plain causal", causal.guesses))
    append_buttons(view, this.guesses)
    show_loss(this, causal)
    chart = st.expander("Entropy of each head in this layer", key="chart", on_change="rerun")
    if chart.open:
        show_entropy(chart, this, causal)


def bars(title: str, guesses: tuple[Guess, ...]) -> str:
    """A list of tokens with their probabilities as bars, as HTML."""
    if not guesses:
        inside = "<p>NaN: this row predicts nothing.</p>"
    else:
        inside = "".join(bar(guess) for guess in guesses)
    return f'<div class="maskviz-bars"><h4>{title}</h4><table>{inside}</table></div>'


def bar(guess: Guess) -> str:
    share = f"{guess.probability:.1%}"
    token = f'<th scope="row">{safe(guess.label)}</th>'
    return f'<tr>{token}<td><i style="width:{share}"></i></td><td>{share}</td></tr>'


def append_buttons(view: View, guesses: tuple[Guess, ...]) -> None:
    """Click a token to write it at the end of the text; only where the end is what is looked at."""
    last = int(view.real.nonzero()[-1]) if view.real.any() else -1
    if not guesses or view.locked[0] != last:
        return
    st.pills(
        "Click to append",
        [g.token for g in guesses],
        format_func=lambda token: plain(view.shipped.tokenizer.label(token)),
        key="append",
        on_change=append,
        args=(view,),
    )


def append(view: View) -> None:
    """Write the chosen token at the end of the row's text."""
    state.acted()
    token = st.session_state.pop("append")
    key = "text" if view.row == 0 else f"text_{view.row + 1}"
    longer = state.kept(key) + view.shipped.tokenizer.decode([token])
    if len(longer) > TEXT_LIMIT:
        state.note(f"The text has {len(longer):,} characters then; {TEXT_LIMIT:,} are the limit.")
        return
    state.put(**{key: longer})
    state.set_extra("locked", None)


def show_loss(this: Effect, causal: Effect) -> None:
    if this.loss.tokens == 0:
        st.caption("No token follows a real one, so there is no loss to measure.")
        return
    rows = {"this mask": this.loss, "plain causal": causal.loss}
    told = [
        f"{name}: loss {short(loss.nats)} nats a token, perplexity {short(loss.perplexity, 1)}"
        for name, loss in rows.items()
    ]
    st.markdown(f"Over the {this.loss.tokens} tokens that are predicted: {'; '.join(told)}.")


def show_entropy(place, this: Effect, causal: Effect) -> None:
    from maskviz.figures import entropy_bars  # plotly takes a second; only who opens this pays

    chart = entropy_bars(this.entropies, causal.entropies)
    place.plotly_chart(chart, key="entropy", config={"displayModeBar": False})
    place.caption("0 bits: one key takes all. One bit more: twice as many keys, evenly.")
