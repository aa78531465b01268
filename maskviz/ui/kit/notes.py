"""What a page has to say about an address, a text or a link, in a place that is there without."""

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from maskviz.ui.kit.words import plain


def show_notes(sentences: Iterable[str], place: DeltaGenerator | None = None) -> None:
    """Each sentence in a box of its own, in `place`, a container, or else here.

    A place without sentences is drawn too, and takes no room: Streamlit counts its blocks, and one
    that moved up when a sentence went would be built anew, without its focus and deaf meanwhile.
    """
    told = st.container() if place is None else place
    for sentence in sentences:
        told.info(plain(sentence))
