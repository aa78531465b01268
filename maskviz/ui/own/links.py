"""Plain links that open a found mask, or the matrix itself as cells painted over a known mask."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import matrix
from maskviz.masks.painting import POSITIONS
from maskviz.masks.spec import Given
from maskviz.matrices.closest import Find
from maskviz.settings.declared import Settings
from maskviz.settings.link import FILE_LIMIT, LinkError, to_file
from maskviz.settings.slots import CUSTOM, PAINTED, Page, controls_of
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.markup import show_html


def show_links(cells: np.ndarray, find: Find, found: Sequence[Find], settings: Settings) -> None:
    """Both links; where a matrix fits into none, a state file or the reason why not."""
    mask = find.call.mask
    address = playground_link(alone(find.call, settings))
    show_html(link(address, f"Open {mask.title} in the playground"))
    if mask.facts:
        st.caption("There the text says what its tokens are, not your matrix.")
    if find.offset < 0:
        st.caption(
            "Your matrix has more queries than keys; the playground has none like it to paint on."
        )
        return
    whole = painted(cells, find.offset, base(found), settings)
    try:
        show_html(link(playground_link(whole), "Open your matrix in the playground"))
    except LinkError as error:
        file = to_file(whole)
        if len(file) > FILE_LIMIT:
            st.caption(
                f"Your matrix fits into no link and no state file: that has {len(file):,} bytes "
                f"and {FILE_LIMIT:,} are the limit."
            )
            return
        st.caption(f"No link to your matrix: {error}.")
        st.download_button("State file (.json)", file, "maskviz.json", on_click="ignore")
        return
    st.caption("It is painted there cell by cell; what lies beyond the text waits.")


def alone(mask_call: MaskCall, settings: Settings) -> Settings:
    """The playground with one known mask on the visitor's text."""
    return Settings.of(text=settings.text, and_causal=False, **controls_of(mask_call))


def base(found: Sequence[Find]) -> MaskCall:
    """The closest mask that is the same at any length, without facts; the full one if none is."""
    for find in found:
        if not find.call.mask.named(Given) and not find.call.mask.facts:
            return find.call
    return MaskCall("full")


def painted(cells: np.ndarray, offset: int, under: MaskCall, settings: Settings) -> Settings:
    """The playground with the matrix painted over a known mask, at the positions it stands for."""
    known = matrix(under.mask, *cells.shape, under.params, offset=offset)
    apart = np.argwhere(known != cells)
    flips = tuple(int(row + offset) * POSITIONS + int(key) for row, key in apart)
    changes = {"text": settings.text, "mask": CUSTOM, "and_causal": False}
    return Settings.of(**changes, slots={"all": PAINTED}, book={"all": Page(under, flips)})
