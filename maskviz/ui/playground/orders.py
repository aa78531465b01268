"""Where a step opens cells, the order of the steps decides: both orders side by side."""

import numpy as np
import streamlit as st

from maskviz.analysis.view import View
from maskviz.masks.compose.words import other_order, title
from maskviz.masks.matrix import counted
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import plain

SIDE = 220  # pixels of a picture


def show_orders(view: View) -> None:
    """The mask and what it would be with its last two steps the other way round."""
    term = view.mask.term
    other = other_order(term)
    if other is None or view.mask.fault:
        return
    here, there = (view.region.cells(each, view.head) for each in (term, other))
    differ = here != there
    panel = st.expander(
        f"The order of the last two steps: {counted(int(differ.sum()))} would differ", key="orders"
    )
    with panel:
        for place, name, found in zip(
            st.columns(2), ("As it is", "The other way round"), (here, there), strict=True
        ):
            shown = term if found is here else other
            place.markdown(f"**{name}:** {plain(title(shown))}")
            with place:
                show_html(picture(found, SIDE))
        if differ.any():
            row, k = (int(n) for n in np.argwhere(differ)[0])
            q = row + view.region.offset
            reads = "reads" if here[row, k] else "does not read"
            st.caption(
                plain(
                    f"The first that differs: query {q} “{view.asking[q]}” {reads} key {k} "
                    f"“{view.tokens[k]}” as it is."
                )
            )
