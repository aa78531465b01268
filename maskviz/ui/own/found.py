"""The known masks a matrix comes closest to: which, what differs and where, and ways to open it."""

from functools import lru_cache
from zlib import crc32

import numpy as np
import streamlit as st

from maskviz.masks.call import CATALOGUE
from maskviz.matrices.closest import EXCLUDED, Find, closest, differing
from maskviz.settings.declared import Settings
from maskviz.ui.kit.bigmask import show_big
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.found import SIDE, named
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import plain
from maskviz.ui.own.links import show_links

SHOWN = 3  # masks
LISTED = 10  # cells
SMALL = 64  # more cells a side are drawn by the viewer that zooms
TOKENS = 64  # of which facts are shown


# Streamlit's own cache holds a lock while it calculates, and this lets others go first meanwhile.
@lru_cache(maxsize=32)
def finds(bits: bytes, queries: int, keys: int) -> tuple[Find, ...]:
    """The closest masks of a matrix packed into bits; they depend on nothing else."""
    flat = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=queries * keys)
    return closest(flat.astype(bool).reshape(queries, keys), most=SHOWN)


def compare(cells: np.ndarray, settings: Settings) -> None:
    """Choose one of the closest masks; the picture marks the cells that differ from it."""
    bits = np.packbits(cells).tobytes()
    with st.spinner("Looking for the closest mask"):
        found = finds(bits, *cells.shape)
    at = st.radio(
        "The closest known masks",
        range(len(found)),
        format_func=lambda i: named(found[i]),
        key=f"own_closest_{crc32(bits):x}_{len(cells)}",  # another matrix starts at its closest
    )
    chosen = found[at]
    apart = differing(chosen, cells)
    draw(cells, chosen, apart)
    st.markdown(sentence(chosen, apart, cells))
    show_facts(chosen)
    show_links(cells, chosen, found, settings)
    with st.expander("Masks that are not looked for"):
        for name, why in EXCLUDED.items():
            st.markdown(f"**{plain(CATALOGUE[name].title)}**: {plain(why)}")
        st.markdown("What is composed, typed or painted has no numbers that could be fitted.")


def draw(cells: np.ndarray, find: Find, apart: np.ndarray) -> None:
    """The matrix with its differing cells outlined; a large one, or what differs, to zoom."""
    if max(cells.shape) <= SMALL:
        show_html(picture(cells, SIDE, find.cells(*cells.shape)))
        if len(apart):
            st.caption("Outlined: the cells that differ.")
        return
    wanted = st.segmented_control(
        "Shown",
        ["Your matrix", "The known mask", "Where they differ"],
        default="Your matrix",
        required=True,
        key="own_shown",
    )
    if wanted == "The known mask":
        cells = find.cells(*cells.shape)
    elif wanted == "Where they differ":
        cells = find.cells(*cells.shape) != cells
    show_big(cells, "own_matrix", wanted)


def sentence(find: Find, apart: np.ndarray, cells: np.ndarray) -> str:
    """What the mask is, and the cells that differ one by one."""
    lines = [f"{plain(find.call.mask.sentence)} `{find.call.mask.inequality}`"]
    for row, key in apart[:LISTED]:
        yours, known = ("may be read", "blocked") if cells[row, key] else ("blocked", "may be read")
        lines.append(f"- row {row}, key {key}: {yours} in yours, {known} in the known mask")
    if len(apart) > LISTED:
        lines.append(f"- and {len(apart) - LISTED:,} more")
    return "\n".join([lines[0], "", *lines[1:]])


def show_facts(find: Find) -> None:
    """What each token would have to be."""
    for name, values in find.facts.items():
        more = " …" if len(values) > TOKENS else ""
        st.caption(f"{plain(name)} of each token, from the first on, as the matrix suggests:")
        show_code(" ".join(map(str, values[:TOKENS])) + more)
