"""Playground: a text, a mask, and what the model does with it."""

import streamlit as st

from maskviz.ui import state
from maskviz.ui.playground.page import show
from maskviz.ui.shell import shipped
from maskviz.ui.sidebar.sidebar import model_alone, sidebar
from maskviz.ui.state.address import read_news
from maskviz.ui.state.asking import begin_page, has_board

begin_page()
read_news()
show()
if has_board() and (model := shipped(state.kept("model"))):
    sidebar(model)  # after the picture, which is what one waits for
else:
    st.title("Playground", anchor=False)
    model_alone()
