"""Where a step opens cells, the order of the steps decides: both orders side by side."""

import numpy as np
import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.compose import Term
from maskviz.masks.compose.words import other_order, title
from maskviz.masks.matrix import counted
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import plain

SIDE = 220  # pixels of a picture


def both_orders(view: View) -> tuple[Term, Term] | None:
    """The mask as it is, and with its last two steps the other way round; None where it is one."""
    term = view.mask.term
    other = None if view.mask.fault else other_order(term)
    return None if other is None else (term, other)


def orders_title(view: View) -> str:
    if (both := both_orders(view)) is None:
        return ""
    here, there = (view.region.cells(each, view.head) for each in both)
    differ = counted(int((here != there).sum()))
    return f"The order of the last two steps: {differ} would differ"


def show_orders(view: View) -> None:
    """Both orders side by side, and the first cell in which they differ."""
    if (both := both_orders(view)) is None:
        return
    here, there = (view.region.cells(each, view.head) for each in both)
    names = ("As it is", "The other way round")
    for place, name, term, found in zip(st.columns(2), names, both, (here, there), strict=True):
        place.markdown(f"**{name}:** {plain(title(term))}")
        with place:
            show_html(picture(found, SIDE))
    differ = here != there
    if differ.any():
        row, k = (int(n) for n in np.argwhere(differ)[0])
        q = row + view.region.offset
        reads = "may read" if here[row, k] else "may not read"
        st.caption(
            plain(
                f"The first that differs: query {q} “{view.asking[q]}” {reads} key {k} "
                f"“{view.tokens[k]}” as it is."
            )
        )
