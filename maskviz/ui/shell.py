"""What all pages share: the model, the page frame, and starting warm."""

import gc
from pathlib import Path

import streamlit as st
import torch

from maskviz.models import PLANS, Shipped, WeightsError, load
from maskviz.models.memory import keep_freed_memory
from maskviz.ui.kit.style import show_style
from maskviz.ui.state import arrive

PAGES = {  # title -> script and address
    "Playground": ("pages/play/playground.py", ""),
    "All masks": ("pages/masks/atlas.py", "atlas"),
    "Type a rule": ("pages/masks/rule.py", "rule"),
    "Your matrix": ("pages/masks/own.py", "own"),
    "Conventions": ("pages/masks/conventions.py", "conventions"),
    "Does it cheat?": ("pages/measure/cheat.py", "cheat"),
    "What a mask costs": ("pages/measure/costs.py", "costs"),
    "Storage": ("pages/measure/storage.py", "storage"),
    "The models": ("pages/about/model.py", "model"),
}


ICON = Path(__file__).parent / "icon.svg"
DEVICE = "device"  # of this server, so not part of a link


# A spinner belongs to a visitor's run, and these are loaded before there is one.
@st.cache_resource(max_entries=3 * len(PLANS), show_spinner=False)
def model(name: str = "gpt", device: str = "cpu") -> Shipped:
    """One model of a name for all visitors; reading does not change it."""
    return load(name, device)


def warm_up() -> None:
    """Do before the first visitor comes what he would wait for."""
    from maskviz.analysis.view import make_view
    from maskviz.libraries.conventions import LIBRARIES, Intent
    from maskviz.settings.declared import Settings

    keep_freed_memory()
    torch.set_num_threads(1)  # many visitors share the cores; one thread each is fastest together
    for name, plan in PLANS.items():
        try:
            make_view(Settings.of(**plan.opening, model=name), model(name))
        except WeightsError as error:
            print(f"{name} cannot be loaded: {error}.", flush=True)
    for library in LIBRARIES:
        library.answer(Intent("window", 9, 9, 3))  # torch's own take a second the first time
    gc.collect()
    gc.freeze()


def run() -> None:
    """Draw the frame, then the page that was asked for."""
    torch.set_num_threads(1)
    st.set_page_config(page_title="maskviz", page_icon=ICON, layout="wide")
    show_style()
    pages = [
        st.Page(path, title=title, url_path=url, default=not url)
        for title, (path, url) in PAGES.items()
    ]
    page = st.navigation(pages, position="hidden" if len(pages) == 1 else "top")
    arrive(page.url_path)
    page.run()


def shipped(name: str) -> Shipped | None:
    """The model of that name, or one clear sentence in its place."""
    try:
        return model(name, st.session_state.setdefault(DEVICE, "cpu"))
    except WeightsError as error:
        st.error(f"{name} cannot be loaded: {error}. The other models can still be chosen.")
        return None
