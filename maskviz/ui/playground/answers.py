"""What a model makes of the whole text: its loss, its filled blanks, its answer."""

import math

import streamlit as st

from maskviz.analysis.effect import Effect, loss_beside, loss_of
from maskviz.analysis.predictions import Guess, Loss
from maskviz.analysis.running import plain_outcome
from maskviz.analysis.view import View
from maskviz.models import PLANS, WeightsError
from maskviz.models.characters import UNKNOWN
from maskviz.settings.kinds import TEXT_LIMIT
from maskviz.settings.numbered import text_key
from maskviz.ui import state
from maskviz.ui.kit.words import plain
from maskviz.ui.playground.words import usual
from maskviz.ui.shell import model


def show_answer(view: View, this: Effect, own: Effect) -> None:
    if view.shipped.plan.predicts_next:
        if (full := no_room(view)) and view.locked[0] == view.last:
            st.caption(full)
        elif not full:
            token_buttons(view, this.guesses, view.last, "Click to append", append)
        show_loss(view, this.loss, own.loss)
    elif view.shipped.plan.fills_blanks:
        blank = view.locked[0] if view.locked[0] in view.blanks else -1
        token_buttons(view, this.guesses, blank, "Click to fill the blank", fill)
        show_filled(view, this, own)
    else:
        show_written(view, this, own)


def token_buttons(view: View, guesses: tuple[Guess, ...], row: int, label: str, take) -> None:
    """Click a token to write it into the text; only at the row where it belongs."""
    if not guesses or view.locked[0] != row:
        return
    st.pills(
        label,
        [g.token for g in guesses],
        format_func=lambda token: plain(view.shipped.target.label(token)),
        key="chosen_token",
        on_change=take,
        args=(view,),
    )


def no_room(view: View) -> str:
    """Why a token at the end of the text would not be read; nothing when it would."""
    context, kept = view.shipped.shape.context, int(view.real.sum())
    total = len(view.shipped.tokenizer.row(view.batch.texts[view.row]))
    if total >= context:
        return (
            f"Nothing can be appended: the text has {total} tokens, and {view.shipped.name} reads "
            f"{context}."
        )
    if kept < total:
        return (
            f"Nothing can be appended: {kept} of the text's {total} tokens are kept, and a new one "
            "would stand behind the cut."
        )
    return ""


def append(view: View) -> None:
    """Write the chosen token at the end of the row's text."""
    rewrite(view, len(view.batch.texts[view.row]), len(view.batch.texts[view.row]))


def fill(view: View) -> None:
    """Write the chosen token where the blank stands."""
    rewrite(view, *view.batch.spans[view.row][view.locked[0]])


def rewrite(view: View, first: int, end: int) -> None:
    """Put the chosen token in place of the characters from first to end."""
    state.acted()
    token = st.session_state.pop("chosen_token")
    key, text = text_key(view.row + 1), view.batch.texts[view.row]
    changed = text[:first] + view.shipped.target.decode([token]) + text[end:]
    if len(changed) > TEXT_LIMIT:
        state.note(f"The text has {len(changed):,} characters then; {TEXT_LIMIT:,} are the limit.")
        return
    state.put(**{key: changed})
    state.set_extra("locked", None)


def told(loss: Loss) -> str:
    if math.isnan(loss.nats):
        return "NaN"
    return f"loss {loss.nats:.2f} nats a token, perplexity {loss.perplexity:,.1f}"


def named_text(view: View) -> str:
    """The text looked at by its beginning: a loss is one of a text."""
    text = view.batch.texts[view.row].strip()
    begin = text if len(text) <= 40 else f"{text[:40].rstrip()}…"
    return f"“{plain(begin)}”"


def show_loss(view: View, this: Loss, own: Loss) -> None:
    """The loss under the mask and without it; beside it that of the model's sibling."""
    if this.tokens == 0:
        st.caption("No token follows a real one, so there is no loss to measure.")
        return
    name = view.shipped.name
    lines = [
        f"Over the {this.tokens} tokens that are predicted of {named_text(view)}, **{name}**: "
        f"{told(this)} with this mask; {told(own)} with {usual(view)}."
    ]
    plan = view.shipped.plan
    for other in (n for n, p in PLANS.items() if p.shelf == plan.shelf and n != name):
        try:
            sibling = model(other, view.shipped.device)
        except WeightsError as error:
            lines.append(f"**{other}** cannot be compared: {plain(str(error))}.")
            continue
        ids, real = tuple(view.ids.tolist()), tuple(view.real.tolist())
        usual_loss = loss_of(view, plain_outcome(sibling, ids, real).run)
        lines.append(
            f"**{other}**: {told(loss_beside(view, sibling))} with this mask; "
            f"{told(usual_loss)} with {usual(view)}."
        )
    st.markdown("\n\n".join(lines))


def show_filled(view: View, this: Effect, own: Effect) -> None:
    """The text with every blank filled in by the best guess."""
    if not view.blanks:
        st.caption("The text has no blank. Write \\[MASK\\] or \\_\\_\\_ where a word is missing.")
        return
    for name, found in (("this mask", this), (usual(view), own)):
        words = ", ".join(
            f"**“{plain(g.label)}”** {g.probability:.0%} at {i}" for i, g in found.filled.items()
        )
        st.markdown(f"With {name}: {words or 'NaN, so no word'}.")
    st.caption(
        "The \\[MASK\\] token is not an attention mask: it is a word that stands for a missing "
        "one, and every token may read it. The attention mask says who may read whom."
    )


def show_written(view: View, this: Effect, own: Effect) -> None:
    """The date that was written, for the row looked at."""
    same = " The mask changes nothing in it." if this.answer == own.answer else ""
    st.markdown(
        f"It writes **{plain(this.answer)}** with this mask, **{plain(own.answer)}** with "
        f"{usual(view)}.{same}"
    )
    source = view.shipped.tokenizer.labels(view.ids.tolist())
    if strange := source.count(view.shipped.tokenizer.label(UNKNOWN)):
        st.caption(
            f"{strange} of the characters it has never met; it reads each as an unknown one. Every "
            "text gets ten characters, whether it is a date or not."
        )
