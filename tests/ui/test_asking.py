"""Only the board is drawn again where that is enough; where it would not be, the whole page is."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.onscreen import shown
from tests.ui.page import SCRIPTS, board, cold, healthy, opened, state_of


def little():
    import streamlit as st

    from maskviz.ui.state.asking import BOARD, ask_board, begin_page, board_drawn

    def count(name):
        st.session_state[name] = st.session_state.get(name, 0) + 1

    @st.fragment(key=BOARD)
    def part():
        count("part")
        if st.session_state.get("says"):
            board_drawn()

    begin_page()
    count("page")
    if st.session_state.get("draws"):
        part()
    st.button("Ask", on_click=ask_board)
    st.toggle("Ask too", key="too", on_change=ask_board)
    st.toggle("Something else", key="else", on_change=lambda: None)
    st.toggle("Nobody listens", key="silent")
    if st.session_state.get("interrupted"):
        raise RuntimeError("half a page")


def page_of(**state):
    page = AppTest.from_function(little)
    for name, value in state.items():
        page.session_state[name] = value
    return page.run()


def runs(page) -> tuple[int, int]:
    """How often the page was drawn, and how often the board, alone or with it."""
    state = page.session_state
    return state.get("page", 0), state.get("part", 0)


def test_the_board_alone_is_drawn_where_there_is_one():
    page = page_of(draws=True, says=True)
    assert runs(page) == (1, 1)
    assert runs(page.button[0].click().run()) == (1, 2)


@pytest.mark.parametrize("state", [{}, {"draws": True}, {"says": True}], ids=str)
def test_without_a_board_the_whole_page_is_drawn(state):
    page = page_of(**state)
    before = runs(page)[0]
    assert runs(page.button[0].click().run())[0] == before + 1
    assert page.button and not page.exception


def test_a_page_that_says_more_than_it_drew_is_drawn_again():
    """The mark is left from before: Streamlit knows no such fragment, and would draw nothing."""
    page = page_of(board_drawn=True)
    page.session_state["board_drawn"] = True
    assert runs(page.button[0].click().run()) == (2, 0) and page.button and not page.exception


@pytest.mark.parametrize("sibling", ["else", "too"])
def test_a_sibling_that_changes_something_else_draws_the_whole_page(sibling):
    page = page_of(draws=True, says=True)
    page.toggle(key=sibling).set_value(True)
    assert runs(page.button[0].click().run()) == ((2, 2) if sibling == "else" else (1, 2))


AT_ONCE = {
    "texts": lambda page: page.number_input(key="texts").set_value(3),
    "each": lambda page: page.toggle(key="each").set_value(True),
    "each_layer": lambda page: page.toggle(key="each_layer").set_value(True),
    "mask": lambda page: page.selectbox(key="mask").select("chunk"),
    "model": lambda page: page.selectbox(key="model").select("bert"),
    "bias": lambda page: page.selectbox(key="bias").select("softcap"),
    "blocking": lambda page: page.selectbox(key="blocking").select("add"),
    "pad_to": lambda page: page.number_input(key="pad_to").set_value(20),
    "layer": lambda page: page.segmented_control(key="layer").set_value(3),
}


@pytest.mark.parametrize("key", AT_ONCE)
@pytest.mark.parametrize("state", [{}, {"each": "true", "texts": "2"}], ids=str)
def test_two_controls_at_once_leave_nothing_untrue(key, state):
    """What a visitor changes while the server works comes as one change."""
    page = opened(text="The king sat.", text_2="A fox", **state)
    page.slider(key="sliding_window.window").set_value(7)
    AT_ONCE[key](page)
    healthy(page.run())
    seen, drawn = shown(page), board(page).parts
    healthy(page.run())
    assert shown(page) == seen and board(page).parts == drawn
    # another model has a mask of its own; layers that part ways begin with the mask before
    assert state_of(page)["sliding_window.window"] == 7 or key in ("model", "each_layer")


def test_another_page_than_the_playground_has_no_board_to_ask_for():
    page = opened()
    page = healthy(page.switch_page(SCRIPTS["costs"]).run())
    page.slider(key="sliding_window.window").set_value(7).run()
    assert not healthy(page).alone and page.slider(key="sliding_window.window").value == 7
    assert page.main.subheader or page.main.title
    page = cold("costs")
    page.slider(key="sliding_window.window").set_value(7).run()
    assert not healthy(page).alone and state_of(page)["sliding_window.window"] == 7
