"""The page "Conventions": one intent, and what the same words give in every library."""

import streamlit as st
from markupsafe import Markup

from maskviz.libraries.conventions import (
    LIBRARIES,
    Answer,
    Intent,
    Library,
    Spelling,
    differing,
    keys_read,
)
from maskviz.libraries.conventions.arguments import ARGUMENTS
from maskviz.libraries.conventions.emptyrows import empty_row_answers
from maskviz.libraries.conventions.shapes import Sizes
from maskviz.ui.conventions import tables
from maskviz.ui.conventions.card import LARGE, PARAGRAPH, TOLD, facts, legend, overview, way_told
from maskviz.ui.conventions.choice import KINDS, SHAPE, chosen, number
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.style import show_style
from maskviz.ui.state.page import begun, ended

KIND = "conventions"  # of all its HTML
WAY = Markup('<div class="way">{}{}</div>')
NAMES = Markup('<span class="quiet">In the code: {}.</span>')


def show() -> None:
    """The whole page."""
    begun()
    show_style(KIND)
    st.title("Conventions", anchor=False)
    st.markdown(
        "The same words, different masks: say what is meant, and see what each library makes of "
        "it when it is told so in its own argument, then the argument that gives what is meant."
    )
    told, intent, above = st.container(), chosen(), st.container()
    answers = [(library, library.answer(intent)) for library in LIBRARIES]
    parts = {"Libraries": lambda: show_cards(answers, intent)}
    parts |= {"Empty rows": show_empty_rows, "Shapes": show_shapes, "Arguments": show_arguments}
    tabs = st.tabs(list(parts), key="conventions", on_change="rerun", bind="query-params")
    if not tabs[-1].open:  # what arguments are called is the same whatever is meant
        with above:
            show_overview(answers, intent, linked=tabs[0].open)
    for tab, draw in zip(tabs, parts.values(), strict=True):
        with tab:
            if tab.open:
                draw()
    show_notes(ended(KINDS, ""), told)


def show_overview(answers: list[tuple[Library, Answer]], intent: Intent, linked: bool) -> None:
    """The intent as a picture, and under it the same words in every library; with the cards on the
    page it is their list of contents."""
    told = PARAGRAPH.format(f"{intent.told}.") + PARAGRAPH.format(summary(answers, intent))
    show_html(WAY.format(picture(intent.wanted, LARGE), TOLD.format(told)), KIND)
    show_html(legend() + overview(answers, intent, linked), KIND)


def summary(answers: list[tuple[Library, Answer]], intent: Intent) -> str:
    """How many libraries give what is meant when told in the same words."""
    first = [answer.words[0] for _, answer in answers if answer.words]
    right = sum(differing(spelling, intent) == 0 for spelling in first)
    read = sorted({keys_read(spelling, intent) for spelling in first} - {None})
    counts = ", ".join(map(str, read[:-1])) + f" or {read[-1]}" if len(read) > 1 else f"{read[0]}"
    return (
        f"Told in the same words, {right} of {len(answers)} libraries give it; "
        f"row {intent.interior} reads {counts} key{'' if read == [1] else 's'}."
    )


def show_cards(answers: list[tuple[Library, Answer]], intent: Intent) -> None:
    """A card for each library, two beside each other on a wide page."""
    for start in range(0, len(answers), 2):
        columns = st.columns(2)
        for column, (library, answer) in zip(columns, answers[start : start + 2], strict=False):
            with column.container(border=True):
                show_card(library, answer, intent)


def show_card(library: Library, answer: Answer, intent: Intent) -> None:
    """The library's facts, then each way to say it, with its code to copy."""
    show_html(facts(library), KIND)
    for place, spelling in enumerate(answer.words):
        right = differing(spelling, intent) == 0
        first = "The same words give what is meant" if right else "The same words"
        heading = first if place == 0 else "This gives what is meant" if right else "Or"
        show_way(f"{library.slug}_{place}", heading, spelling, intent)
    if answer.exact:
        right = differing(answer.exact, intent) == 0
        heading = "To get what is meant" if right else "The nearest"
        show_way(f"{library.slug}_exact", heading, answer.exact, intent)
    if answer.cannot:
        show_html(PARAGRAPH.format(answer.cannot), KIND)
    show_html(NAMES.format(library.names), KIND)


def show_way(name: str, heading: str, spelling: Spelling, intent: Intent) -> None:
    """A spelling's picture, and beside it what it reads and its code to copy."""
    with st.container(horizontal=True):
        if spelling.cells is not None:
            show_html(picture(spelling.cells, LARGE, intent.wanted), KIND, width=LARGE)
        with st.container(gap="xsmall", key=f"convention_{name}"):
            show_html(way_told(heading, spelling, intent), KIND)
            st.code(spelling.code, language="python", wrap_lines=True)


def show_empty_rows() -> None:
    st.header("A row with nothing to read: what each gives", anchor=False)
    st.markdown("Four keys with the scores 2, 1, 0 and −1, all of them blocked for this query.")
    show_html(tables.empty_rows_table(empty_row_answers()), KIND)


def show_shapes() -> None:
    st.header("Shapes as they broadcast", anchor=False)
    show_told(
        "A mask is laid on the scores (B, H, q, k) from the right. A missing axis and an axis of "
        "size 1 are repeated; nothing looks at what an axis means.",
        "shapes",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sizes = Sizes(*(number(key) for key in SHAPE))
        if sizes.batch != sizes.queries > 1:
            st.button(f"Set B to {sizes.queries}, as many as queries", on_click=agree)
    show_html(tables.shapes_table(sizes) + tables.chance_pictures(sizes), KIND)


def show_arguments() -> None:
    st.header("Arguments: which scores, which shape, what True means", anchor=False)
    show_told(
        "B samples, H heads, L queries, S keys; in nn.Transformer the source has L tokens and the "
        "target T.",
        "arguments",
    )
    show_html(tables.arguments_table(ARGUMENTS), KIND)


def agree() -> None:
    """As many samples as queries: a padding mask (B, k) then passes for (q, k)."""
    st.session_state["shape_b"] = st.session_state["shape_q"]
