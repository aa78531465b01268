"""What the mask allows: who can depend on whom after so many layers."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.analysis.moves.reach import powers, readable
from maskviz.analysis.view import View
from maskviz.masks.kinds import Int
from maskviz.ui.kit.distances import listed
from maskviz.ui.kit.heat import heat
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.state.page import page_control

DEPTH = "moves.depth"
SIDE, SHOWN = 260, 64  # pixels of the picture, and the tokens that it shows with a grid
REACHED = Markup('<div class="reached">{}<p>{}</p></div>')


def show_reach(view: View, place: int) -> None:
    """A slider over the layers, and the matrix of reach after them."""
    layers = readable(view)
    every = powers(layers)
    depth = page_control(
        st.slider,
        "Reach after so many layers",
        Int(0, len(layers), "Layers that the news has passed."),
        1,
        min_value=0,
        max_value=len(layers),
        key=DEPTH,
        width=320,
    )
    found, told = every[depth], said(view, every[depth], place, depth)
    small = len(found) <= SHOWN
    drawn = picture(found, SIDE) if small else heat(found.astype(float), 1, "Reach", SIDE)
    show_html(REACHED.format(drawn, told), "moves")


def said(view: View, found: np.ndarray, place: int, depth: int) -> str:
    """The matrix in words, and the column of the token."""
    rows = listed(np.flatnonzero(found[:, place]).tolist())
    layers = f"{depth} layer{'' if depth == 1 else 's'}"
    return (
        f"Row q, column k: whether q can depend on k after {layers}. {int(found.sum()):,} of "
        f"{found.size:,} pairs do; what “{view.words[place]}” ({place}) says can be in {rows}."
    )
