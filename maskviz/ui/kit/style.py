"""Style sheets: the kit's, which the shell sends to every page, and that of a page's folder."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

from maskviz.ui.kit.palette import properties

FOLDER = Path(__file__).parent.parent
KIT = "kit"
NEEDLESS = re.compile(r"/\*.*?\*/|\s+", re.DOTALL)  # between two words a blank does


def show_style(folder: str = KIT, name: str = "") -> None:
    """Send a style sheet of a folder of ui/, unless told the one that is called like the folder; it
    takes no room on the page."""
    st.html(f"<style>{sheet(folder, name)}</style>")


@cache
def sheet(folder: str, name: str = "") -> str:
    """What stands in `folder/name.css`; before the kit's own the colours of the theme.

    It is sent with every run of the whole page, so comments and line ends stay here.
    """
    written = (FOLDER / folder / f"{name or folder}.css").read_text("utf-8")
    before = "" if name or folder != KIT else f"{properties()}\n"
    return NEEDLESS.sub(" ", before + written)
