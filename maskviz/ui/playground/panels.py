"""What is opened by hand under the board; it is worked out when it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from maskviz.analysis.view import View
from maskviz.ui.board.opened import opened
from maskviz.ui.kit.words import plain
from maskviz.ui.playground.code import show_code
from maskviz.ui.playground.copier import copies_title, show_copies
from maskviz.ui.playground.emptyrows import empty_rows_title, show_empty_rows
from maskviz.ui.playground.entropy import show_entropy
from maskviz.ui.playground.generator import generator_title, show_generator
from maskviz.ui.playground.orders import orders_title, show_orders
from maskviz.ui.playground.paintedas import closest_title, show_closest
from maskviz.ui.playground.share import show_files, show_link
from maskviz.ui.playground.siblings import show_siblings, siblings_title
from maskviz.ui.state.hidden import is_hidden


@dataclass(frozen=True)
class Panel:
    """A part of the page with a button.

    title  what its button says, or says of a view; nothing where the view has no such panel
    foretells  whether it shows how well the model predicts
    """

    title: str | Callable[[View], str]
    show: Callable[[View], None]
    foretells: bool = False

    def of(self, view: View) -> str:
        if is_hidden("panels") or (self.foretells and is_hidden("prediction")):
            return ""
        return self.title if isinstance(self.title, str) else self.title(view)


PANELS = {
    "closest": Panel(closest_title, show_closest),
    "generator": Panel(generator_title, show_generator),
    "orders": Panel(orders_title, show_orders),
    "empty": Panel(empty_rows_title, show_empty_rows),
    "copies": Panel(copies_title, show_copies, foretells=True),
    "siblings": Panel(siblings_title, show_siblings, foretells=True),
    "entropy": Panel("Entropy of each head", show_entropy),
    "code": Panel("Code", show_code),
    "link": Panel("Link", show_link),
    "files": Panel("Files", show_files),
}


def buttons(view: View) -> list[dict[str, Any]]:
    """The part `panels` of the board."""
    titles = {name: panel.of(view) for name, panel in PANELS.items()}
    now = opened()
    return [
        {"name": name, "title": title, "open": name in now}
        for name, title in titles.items()
        if title
    ]


def show_panels(view: View) -> None:
    """The panels that are open, one under the other."""
    now = opened()
    for name, panel in PANELS.items():
        if name in now and (title := panel.of(view)):
            with st.container(border=True, key=f"panel_{name}"):
                st.markdown(f"### {plain(title)}")
                panel.show(view)
