"""The frame of a lab: what the playground has set, a line that says what to look at, and the lab's
own settings in the link."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from maskviz.analysis.view import View
from maskviz.settings.declared import Settings
from maskviz.settings.kinds import Kind
from maskviz.teaching.lessons.fitting import of_page
from maskviz.ui import state
from maskviz.ui.board.labs import FORETELLING
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.learn import learn_this
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import KIT, show_style
from maskviz.ui.looking import looked_at
from maskviz.ui.shell import PAGES, ROOT, script_of, shipped
from maskviz.ui.sidebar.model import take_model
from maskviz.ui.sidebar.sidebar import model_alone, sidebar
from maskviz.ui.state.address import read_news, words_now
from maskviz.ui.state.asking import BOARD, begin_page, board_drawn, has_board
from maskviz.ui.state.hidden import is_fixed, is_hidden
from maskviz.ui.state.page import begun, ended, wait
from maskviz.ui.state.writing import NO_LINK, put_address

GROUP = "Play"
OPENED = "labs_opened"  # addresses
COVERED = "This page would show what the model predicts, and the link hides that."
PLAYGROUND = ROOT / script_of(GROUP, "playground")


def lab(
    address: str,
    show: Callable[[View], None],
    *,
    look: str,
    known: Mapping[str, Kind] | None = None,
    opening: Mapping[str, Any] | None = None,
) -> None:
    """The whole page of a lab.

    address  of the page; its own settings are `page_control`s under keys `address.name`
    show     draws what the lab is for
    look     one line: what to look at
    known    settings of the lab that may wait in the address until their control is drawn, by name
    opening  what a visitor meets who has set nothing yet, neither here nor in the playground
    """
    begin_page()
    read_news()
    if opening:
        open_with(address, opening)
    st.title(PAGES[GROUP][address], anchor=False)
    show_style(KIT, "lab")
    show_told(look, "look")
    if lesson := of_page(address):
        show_html(learn_this(lesson), "learn-this")
    draw(address, show, {key_of(address, name): kind for name, kind in (known or {}).items()})
    if has_board() and (model := shipped(state.kept("model"))):
        sidebar(model)
    else:
        model_alone()


@st.fragment(key=BOARD)
def draw(address: str, show: Callable[[View], None], known: Mapping[str, Kind]) -> None:
    """What a change draws again; where the sidebar stays as it is, it alone."""
    if (view := looked_at()) is None:
        return
    if address in FORETELLING and is_hidden("prediction"):
        st.info(COVERED)
        board_drawn()
        return
    begun()
    told = st.container()
    show(view)
    ignored = ended(known, key_of(address, ""))
    problem = put_address(view.settings)
    unsaid = [NO_LINK.format(problem)] if problem else []
    show_notes([*state.notes(), *view.batch.notes, *ignored, *unsaid], told)
    st.page_link(PLAYGROUND, label="Open this state in the playground")
    board_drawn()


def open_with(address: str, opening: Mapping[str, Any]) -> None:
    """Take settings over at the first visit, where all is as it was at the beginning."""
    opened = st.session_state.setdefault(OPENED, set())
    if address not in opened and not words_now() and state.settings().bare:
        state.load(Settings.of(**opening), linked=True)
    opened.add(address)


def key_of(address: str, name: str) -> str:
    """What a setting of a lab is called in the link."""
    return f"{address}.{name}"


def offer_model(name: str, why: str) -> None:
    """Say in one sentence why the lab cannot run with this model, and offer the one that can.

    What the address asks of the lab waits for that model.
    """
    wait()
    st.info(why)
    if not is_fixed("model"):
        st.button(f"Take {name}", on_click=take_model, args=(name,))
