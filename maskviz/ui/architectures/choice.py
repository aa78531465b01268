"""Which model is looked at: one that is known, or a config of the visitor's own."""

from dataclasses import dataclass

import streamlit as st

from maskviz.architectures import KNOWN, Model, read
from maskviz.architectures.document import LONGEST
from maskviz.architectures.scale import SIZES, longest, suited
from maskviz.settings.kinds import Choice
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.state.page import begun, ended, page_control

FIRST, OWN = "gemma-3", "own"
SOURCE, WORDS, TEXT = "real_source", "real_words", "real_text"  # of the visitor's own config
SUITED = 0


@dataclass(frozen=True)
class Chosen:
    """A model, what it is called, where its config is from, and the tokens it is drawn at."""

    model: Model
    name: str
    source: str
    tokens: int


def chosen() -> Chosen:
    """The controls, and what they say; ConfigError where the visitor's config is none."""
    begun()
    told = st.container()
    left, right = st.columns([0.5, 0.5], vertical_alignment="bottom")
    slug = page_control(
        left.selectbox,
        "Model",
        Choice(tuple(KNOWN)),
        FIRST,
        key="real_model",
        options=tuple(KNOWN),
        format_func=lambda slug: f"{KNOWN[slug].name} ({KNOWN[slug].year})",
        on_change=chose,
        args=("known",),
    )
    size = page_control(
        right.selectbox,
        "Drawn at",
        Choice((SUITED, *SIZES)),
        SUITED,
        key="real_tokens",
        options=(SUITED, *SIZES),
        format_func=lambda size: f"{size:,} tokens" if size else "As many tokens as suit it",
    )
    show_notes(ended({}, "real"), told)
    raw = own_config(KNOWN[slug].name)
    if raw is None:
        known = KNOWN[slug]
        return Chosen(known.model, known.name, known.source, tokens_of(known.model, size))
    model = read(raw)
    return Chosen(model, f"Your {model.type}", "the config you gave", tokens_of(model, size))


def tokens_of(model: Model, size: int) -> int:
    return min(size or suited(model), longest(model))


def own_config(known: str) -> bytes | str | None:
    """What is in the box or in the file, whichever was changed last; None where a known model was
    chosen after it.

    known  the name of the model that is gone back to
    """
    state = st.session_state
    state.setdefault(TEXT, state.get(WORDS, ""))
    with st.expander("Your own config.json", expanded=state.get(SOURCE) in ("text", "file")):
        st.text_area(
            "Paste a config.json",
            key=TEXT,
            height=150,
            max_chars=LONGEST,
            on_change=chose,
            args=("text",),
            help="The file beside a model's weights. It is read as data, nothing of it is run, and "
            "it stays out of the address.",
        )
        file = st.file_uploader(
            "Or the file", type=("json",), key="real_file", on_change=chose, args=("file",)
        )
        if state.get(SOURCE) in ("text", "file"):
            st.button(f"Back to {known}", on_click=back)
    state[WORDS] = state[TEXT]
    if state.get(SOURCE) == "file" and file is not None:
        return file.getvalue()
    return state[TEXT] if state.get(SOURCE) == "text" and state[TEXT].strip() else None


def back() -> None:
    """The box is emptied, and the known model is looked at again."""
    st.session_state[TEXT] = ""
    chose("known")


def chose(source: str) -> None:
    """A known model, the box or the file was changed."""
    st.session_state[SOURCE] = source
