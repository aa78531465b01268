"""What a mask is: by every name, or what it comes closest to, where it differs, what is wrong."""

from zlib import crc32

import numpy as np
import streamlit as st
from markupsafe import Markup

from maskviz.checking import Checked, told
from maskviz.masks.call import CATALOGUE
from maskviz.matrices.closest import EXCLUDED, Find
from maskviz.ui.kit.bigmask import show_big
from maskviz.ui.kit.code import show_code
from maskviz.ui.kit.found import SIDE, named
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import plain

TITLE = Markup("<h2>What mask it is, or nearly is</h2>")
FAULTS = Markup('<ul class="faults">{}</ul>')
FAULT = Markup("<li>{}</li>")
SMALL = 64  # more cells a side are drawn by the viewer that zooms
TOKENS = 64  # of which facts are shown


def show_answer(checked: Checked) -> None:
    """Its names, the picture with the cells that differ, and what is probably wrong."""
    show_html(TITLE)
    if checked.faults:
        show_html(FAULTS.format(joined(map(FAULT.format, checked.faults))), "faults")
    with st.spinner("Looking for the closest mask"):
        found = checked.closest
    if not found:
        return
    mark = crc32(np.packbits(checked.cells).tobytes())
    at = st.radio(
        "The closest known masks",
        range(len(found)),
        format_func=lambda i: named(found[i]),
        key=f"check_closest_{mark:x}_{len(checked.cells)}",  # another matrix starts at its closest
    )
    chosen = found[at]
    draw(checked.cells, chosen)
    st.markdown(sentence(checked, chosen))
    show_facts(chosen)
    with st.expander("Masks that are not looked for"):
        for name, why in EXCLUDED.items():
            st.markdown(f"**{plain(CATALOGUE[name].title)}**: {plain(why)}")
        st.markdown("What is composed, typed or painted has no numbers that could be fitted.")


def draw(cells: np.ndarray, find: Find) -> None:
    """The matrix with its differing cells outlined; a large one, or what differs, to zoom."""
    known = find.cells(*cells.shape)
    if max(cells.shape) <= SMALL:
        show_html(picture(cells, SIDE, known))
        if find.distance:
            st.caption("Outlined: the cells that differ.")
        return
    wanted = st.segmented_control(
        "Shown",
        ["Your matrix", "The known mask", "Where they differ"],
        default="Your matrix",
        required=True,
        key="check_shown",
    )
    shown = {"The known mask": known, "Where they differ": known != cells}.get(wanted, cells)
    show_big(shown, "check_matrix", wanted)


def sentence(checked: Checked, find: Find) -> str:
    """What the mask is, its other names at this size, and the cells that differ one by one."""
    lines = [f"{plain(find.call.mask.sentence)} `{find.call.mask.inequality}`"]
    exact = checked.exact
    if exact and find is exact[0]:
        lines += filter(None, [plain(told.also(exact)), plain(told.counted_with(find))])
    if find.distance:
        cells = told.cells(checked.differing(find), checked.cells)
        lines.append("\n".join(f"- {plain(line)}" for line in cells))
    return "\n\n".join(lines)


def show_facts(find: Find) -> None:
    """What each token would have to be."""
    real = {"real": find.real} if find.real else {}
    for name, values in {**find.facts, **real}.items():
        more = " …" if len(values) > TOKENS else ""
        st.caption(f"{plain(name)} of each token, from the first on, as the matrix suggests:")
        show_code(" ".join(map(str, values[:TOKENS])) + more)
