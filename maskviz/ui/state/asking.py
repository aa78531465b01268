"""What is drawn again after a change: the board alone, or the whole page."""

import streamlit as st
from streamlit.errors import StreamlitAPIException

BOARD = "board"  # the key of the fragment and of the component in it
DRAWN = "board_drawn"


def begin_page() -> None:
    """Call at the beginning of every full run: the page has no board until it draws one."""
    st.session_state[DRAWN] = False


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
    if not has_board():
        return
    try:
        st.rerun(BOARD)
    except StreamlitAPIException:  # the fragment is not known: the page was interrupted
        return


def draw_page() -> None:
    """What a widget of the sidebar calls that has nothing else to do and changes more than the
    board: Streamlit draws the page after any callback that returns. Without one it is overruled by
    a callback that came with it and asks for the board."""


def ask_page() -> None:
    """Call last in a callback of something inside the board that changes the sidebar too."""
    st.rerun()
