"""What a painted mask nearly is: the closest masks of the catalogue, cell by cell."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.matrices.closest import closest, differing
from maskviz.ui.kit.found import SIDE, named
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import plain

SHOWN, SMALL = 3, 64  # masks; more tokens than that are not drawn cell by cell


def closest_title(view: View) -> str:
    return "Closest known mask" if view.mask.painted else ""


def show_closest(view: View) -> None:
    cells, offset = view.mask.rules[0].cells, view.region.offset
    found = closest(cells, offset, SHOWN)
    best, apart = found[0], differing(found[0], cells)
    mine = "your matrix" if view.mask.own else "what is painted"
    st.markdown(
        f"**{named(best)}** from {mine}, without what the model adds. "
        f"{plain(best.call.mask.sentence)}"
    )
    if max(cells.shape) <= SMALL:
        show_html(picture(cells, SIDE, found[0].cells(*cells.shape)))
        if len(apart):
            st.caption("Outlined: the cells that differ.")
    others = " · ".join(named(find) for find in found[1:])
    st.markdown(f"Next: {others}")
