"""The playground: the board, and under it what was opened by hand."""

import streamlit as st

from maskviz.analysis.covered import covered
from maskviz.ui.board.board import show_board
from maskviz.ui.looking import looked_at
from maskviz.ui.playground.panels import buttons, show_panels
from maskviz.ui.state.asking import BOARD, board_drawn
from maskviz.ui.state.hidden import is_hidden


@st.fragment(key=BOARD)
def show() -> None:
    """All that changes with a key press; it is drawn again alone where that is enough.

    Nothing of a view outlives the run: what a click needs is worked out when it comes.
    """
    if (view := looked_at()) is None:
        return
    show_board(view, buttons(view))
    show_panels(covered(view) if is_hidden("prediction") else view)
    board_drawn()
