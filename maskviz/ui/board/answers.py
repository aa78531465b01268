"""What a model makes of the whole text under the mask, with its own mask beside it."""

import math
from collections.abc import Sequence
from typing import Any

from maskviz.analysis.effect import Effect, moved
from maskviz.analysis.predictions import Guess, Loss
from maskviz.analysis.view import View
from maskviz.models.characters import UNKNOWN
from maskviz.stage.board import Rich, bold
from maskviz.ui.board.figures import short

Block = dict[str, Any]
NOTHING = "NaN: this row predicts nothing."


def line(*text: Any) -> Block:
    return {"kind": "line", "text": text}


def small(*text: Any) -> Block:
    return {"kind": "small", "text": text}


def answers(view: View, this: Effect, own: Effect) -> dict[str, Any]:
    """The part `answers` of the board."""
    far = f" The mask moved its output by {short(100 * moved(view), 0)}% of its length."
    blocks = [line(*standing(view), far)]
    if view.attention.predicts:
        blocks += guesses(view, this.guesses, own.guesses)
    if view.shipped.plan.predicts_next:
        blocks += [*appending(view, this), lost(view, this.loss, own.loss)]
    elif view.shipped.plan.fills_blanks:
        blank = view.locked[0] if view.locked[0] in view.blanks else -1
        blocks += [*tokens(view, this.guesses, blank, "Click to fill the blank")]
        blocks += filled(view, this, own)
    else:
        blocks += written(view, this, own)
    return {"title": "What it does to the model", "blocks": blocks}


def standing(view: View) -> Rich:
    """Where the locked row stands and what it is asked."""
    q = view.locked[0]
    row = f"Row {q} stands at ", bold(view.asks(q))
    if not view.attention.predicts:
        return *row, " of the source; only the answer speaks."
    if view.attention.writes_answer:
        return *row, f" and writes character {q + 1} of {view.region.queries}."
    if view.shipped.plan.predicts_next:
        return *row, f" and predicts token {q + 1}."
    if q in view.blanks:
        return *row, ". It is a blank, and the row says which word is missing."
    return *row, " and is about that very token, which the model reads: it has nothing to guess."


def guesses(view: View, this: Sequence[Guess], own: Sequence[Guess]) -> list[Block]:
    """Two lists of guesses side by side; one list where the mask changes nothing in it."""
    q, plainly = view.locked[0], view.usual_mask
    if shown(this) == shown(own):
        same = line(f"Row {q} guesses the same with this mask and with {plainly}.")
        return [same, {"kind": "bars", "lists": [bars(f"Row {q} with either", this)]}]
    lists = [bars(f"Row {q} with this mask", this), bars(f"Row {q} with {plainly}", own)]
    return [{"kind": "bars", "lists": lists}]


def shown(found: Sequence[Guess]) -> list[tuple[str, str]]:
    """The guesses to the digits that are shown."""
    return [(guess.label, f"{guess.probability:.1%}") for guess in found]


def bars(title: str, found: Sequence[Guess]) -> dict[str, Any]:
    """A list of tokens with their probabilities as bars."""
    each = [(g.label, round(g.probability, 4), f"{g.probability:.1%}") for g in found]
    return {"title": title, "bars": each, "nothing": None if each else NOTHING}


def appending(view: View, this: Effect) -> list[Block]:
    """The tokens that may follow the text, to be clicked; or why none may."""
    if not (full := no_room(view)):
        return tokens(view, this.guesses, view.last, "Click to append")
    return [small(full)] if view.locked[0] == view.last else []


def tokens(view: View, found: Sequence[Guess], row: int, label: str) -> list[Block]:
    """Click a token to write it into the text; only at the row where it belongs."""
    if not found or view.locked[0] != row:
        return []
    options = [(g.token, view.shipped.target.label(g.token)) for g in found]
    return [{"kind": "tokens", "label": label, "options": options}]


def no_room(view: View) -> str:
    """Why a token at the end of the text would not be read; nothing when it would."""
    context, kept = view.shipped.shape.context, int(view.real.sum())
    total = view.batch.totals[view.row]
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


def told(loss: Loss) -> str:
    if math.isnan(loss.nats):
        return "NaN"
    return f"loss {loss.nats:.2f} nats a token, perplexity {loss.perplexity:,.1f}"


def named_text(view: View) -> str:
    """The text looked at by its beginning: a loss is one of a text."""
    text = view.batch.texts[view.row].strip()
    return f"“{text if len(text) <= 40 else f'{text[:40].rstrip()}…'}”"


def lost(view: View, this: Loss | None, own: Loss | None) -> Block:
    """The loss under the mask and without it."""
    if this is None or own is None or this.tokens == 0:
        return small("No token follows a real one, so there is no loss to measure.")
    over = f"Over the {this.tokens} tokens that are predicted of {named_text(view)}, "
    both = f": {told(this)} with this mask; {told(own)} with {view.usual_mask}."
    return line(over, bold(view.shipped.name), both)


def filled(view: View, this: Effect, own: Effect) -> list[Block]:
    """The text with every blank filled in by the best guess."""
    if not view.blanks:
        return [small("The text has no blank. Write [MASK] or ___ where a word is missing.")]
    blocks = []
    for name, found in (("this mask", this), (view.usual_mask, own)):
        words: list[Any] = [f"With {name}: "]
        for i, guess in found.filled.items():
            words += [", "] * (len(words) > 1)
            words += [bold(f"“{guess.label}”"), f" {guess.probability:.0%} at {i}"]
        blocks.append(line(*(words if found.filled else [*words, "NaN, so no word"]), "."))
    blocks.append(
        small(
            "The [MASK] token is not an attention mask: it is a word that stands for a missing "
            "one, and every token may read it. The attention mask says who may read whom."
        )
    )
    return blocks


def written(view: View, this: Effect, own: Effect) -> list[Block]:
    """The date that was written, for the row looked at."""
    same = " The mask changes nothing in it." if this.answer == own.answer else ""
    with_its = f" with {view.usual_mask}.{same}"
    answer = ("It writes ", bold(this.answer), " with this mask, ", bold(own.answer), with_its)
    blocks = [line(*answer)]
    source = view.shipped.tokenizer.labels(view.ids.tolist())
    if strange := source.count(view.shipped.tokenizer.label(UNKNOWN)):
        blocks.append(
            small(
                f"{strange} of the characters it has never met; it reads each as an unknown one. "
                "Every text gets ten characters, whether it is a date or not."
            )
        )
    return blocks
