"""The lab's own controls: which token is changed, how, and into what."""

from typing import cast

import streamlit as st

from maskviz.analysis.moves.change import How
from maskviz.analysis.moves.experiment import another
from maskviz.analysis.view import View
from maskviz.masks.kinds import Int
from maskviz.models.tokenizer import NOWHERE
from maskviz.settings.kinds import Text
from maskviz.ui.kit.controls import named_choice
from maskviz.ui.state.page import page_control

TOKEN, HOW, WORD, TEST = "moves.token", "moves.change", "moves.word", "moves.test"
SHOWN = 40  # tokens that stand side by side; more are chosen from a list
LONGEST = 40  # characters of a word
HOW_TITLES = {"word": "Another word", "noise": "Noise", "NaN": "NaN"}


def choose_token(view: View) -> int:
    """The token that is changed; at first the locked key, or one early in the text."""
    last = len(view.ids) - 1
    locked = view.settings.locked
    start = min(locked[1] if locked else early(view), last)
    options = {
        "options": range(last + 1),
        "format_func": lambda i: f"{i} {view.words[i]}",
        "key": TOKEN,
    }
    kind = Int(0, last, "The token that is changed.")
    if last < SHOWN:
        chosen = {"required": True, "wrap": True}
        return page_control(st.pills, "Token to change", kind, start, **options, **chosen)
    return page_control(st.selectbox, "Token to change", kind, start, **options)


def early(view: View) -> int:
    """A word of the first half, so that much comes before it and after it."""
    first = int(view.real.nonzero()[0]) if view.real.any() else 0
    words = [i for i in range(first, view.last) if view.words[i].isalpha()]
    return words[len(words) // 4] if words else view.last


def choose_how() -> How:
    told = "Noise is as long as the token's own vector, added to it and always the same."
    return cast(How, named_choice("Change it to", HOW_TITLES, key=HOW, help=told))


def choose_word(view: View, place: int) -> tuple[int, str]:
    """The token that takes its place, and what has to be said of the word that was typed."""
    found = another(view, place)
    typed = page_control(
        st.text_input,
        "Word in its place",
        Text(LONGEST),
        "",
        key=WORD,
        max_chars=LONGEST,
        placeholder=view.shipped.tokenizer.label(found).replace("·", " ").strip() or "a space",
        width=240,
    )
    if not typed.strip():
        return found, ""
    tokens = tokens_of(view, place, typed)
    said = ""
    if len(tokens) > 1:
        labels = " ".join(view.shipped.tokenizer.labels(tokens))
        said = f"“{typed}” is {len(tokens)} tokens here, {labels}: the first takes the place."
    return tokens[0], said


def tokens_of(view: View, place: int, typed: str) -> list[int]:
    """A word as tokens, with a space before it where the token it replaces has one."""
    reader = view.shipped.tokenizer
    spaced = view.tokens[place].startswith("·") and not typed.startswith(" ")
    found = reader.row(f" {typed}" if spaced else typed)
    return [token for token, span in zip(found.ids, found.spans, strict=True) if span != NOWHERE]
