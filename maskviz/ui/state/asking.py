"""What is drawn again after a change: the board alone, or the whole page."""

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from maskviz.server.alone import ALONE, PART
from maskviz.ui.state.hidden import BOARD as HIDDEN

BOARD = PART  # the key of the fragment and of the component in it
DRAWN = "board_drawn"


def begin_page() -> None:
    """Call at the beginning of every full run: the page has no board until it draws one."""
    st.session_state[DRAWN] = False
    st.session_state[ALONE] = set()
    st.session_state[HIDDEN] = frozenset()


def board_drawn() -> None:
    st.session_state[DRAWN] = True


def has_board() -> bool:
    """Whether the page, as it was last drawn, has a board."""
    return st.session_state.get(DRAWN, False)


def ask_board() -> None:
    """Call last in a callback that changes nothing in the sidebar: only the board is drawn again.

    It does not return. Where the last page had no board it returns, and the page is drawn again:
    Streamlit would draw nothing at all.
    """
    if not has_board() or only_board():
        return
    try:
        st.rerun(BOARD)
    except StreamlitAPIException:  # the fragment is not known: the page was interrupted
        return


def only_board() -> bool:
    """Whether this run draws the board alone anyway."""
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def draw_page() -> None:
    """What a widget of the sidebar calls that has nothing else to do and changes more than the
    board. Streamlit draws the page after any callback that returns, in a run of the page; without
    one it is overruled by a callback that came with it and asks for the board."""
    if only_board():
        ask_page()


def ask_page() -> None:
    """Call last in a callback of something inside the board that changes the sidebar too."""
    st.rerun()
