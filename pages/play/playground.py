"""Playground: a text, a mask, and what the model does with it."""

import streamlit as st

from maskviz.analysis.view import make_view
from maskviz.ui.playground.page import show
from maskviz.ui.shell import shipped
from maskviz.ui.sidebar.model import choose_model
from maskviz.ui.sidebar.sidebar import sidebar
from maskviz.ui.state.address import begin, fitted

settings = begin()
model = shipped(settings.model)
if model:
    show(make_view(fitted(settings, model), model))
    sidebar(model)  # after the picture, which is what one waits for
else:
    with st.sidebar:
        choose_model()
