"""What all pages share: the model, the page frame, and starting warm."""

import gc

import streamlit as st
import torch

from maskviz.models import Shipped, WeightsError, load_gpt
from maskviz.ui.modelcontrols import DEVICE
from maskviz.ui.style import STYLE

PAGES = {  # title -> script and address
    "Playground": ("pages/play/playground.py", ""),
    "The model": ("pages/about/model.py", "model"),
}


@st.cache_resource(max_entries=4, show_spinner="Loading the model")
def model(device: str = "cpu") -> Shipped:
    """One model for all visitors; reading does not change it."""
    return load_gpt(device)


def warm_up() -> None:
    """Do before the first visitor comes what he would wait for."""
    from maskviz.analysis.view import make_view
    from maskviz.settings import DEFAULTS, Settings

    torch.set_num_threads(1)  # many visitors share the cores; one thread each is fastest together
    make_view(Settings(DEFAULTS), model())
    gc.collect()
    gc.freeze()


def run() -> None:
    """Draw the frame, then the page that was asked for."""
    torch.set_num_threads(1)
    st.set_page_config(page_title="maskviz", page_icon="▦", layout="wide")
    st.html(STYLE)
    pages = [
        st.Page(path, title=title, url_path=url, default=not url)
        for title, (path, url) in PAGES.items()
    ]
    st.navigation(pages, position="hidden" if len(pages) == 1 else "top").run()


def shipped() -> Shipped:
    """The model, or one clear sentence and the end of the page."""
    try:
        return model(st.session_state.setdefault(DEVICE, "cpu"))
    except WeightsError as error:
        st.error(f"The model cannot be loaded: {error}.")
        st.stop()
