"""What Streamlit alone costs: the playground's sidebar and one line of text for its picture."""

import streamlit as st

from maskviz.models import load
from maskviz.ui.sidebar.sidebar import sidebar
from maskviz.ui.state.address import begin

st.set_page_config(layout="wide")
shipped = st.cache_resource(load, max_entries=1)()
window = begin()["sliding_window.window"]
st.html(f'<p data-drawn="{window}">window {window}</p>')
sidebar(shipped)
