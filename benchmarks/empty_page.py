"""What Streamlit alone costs: the playground's sidebar and one line of text that follows it."""

import streamlit as st

from maskviz.models import load_gpt
from maskviz.ui.sidebar import sidebar

st.set_page_config(layout="wide")
shipped = st.cache_resource(load_gpt, max_entries=1)()
settings = sidebar(shipped)
window = settings["sliding_window.window"]
st.html(f'<p data-drawn="{window}">window {window}</p>')
