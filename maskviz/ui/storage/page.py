"""The page "How a mask is stored": one mask, its bytes in every form, and its time from each."""

import numpy as np
import streamlit as st

from maskviz.analysis.figures.storage import byte_points, crossing_lines
from maskviz.matrices.storage import FORMS, Counts, count
from maskviz.matrices.storage.crossover import at
from maskviz.ui.kit.bigmask import show_big
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.palette import seen
from maskviz.ui.kit.words import plain
from maskviz.ui.storage.choice import Stored, choose
from maskviz.ui.storage.table import (
    LISTS,
    WHOLE,
    crossing_table,
    share_text,
    size_table,
    size_text,
)
from maskviz.ui.storage.time import show_time

POINTS = 80  # of a line


def show() -> None:
    """The whole page."""
    st.title("How a mask is stored", anchor=False)
    show_told(
        "The same mask can be kept as bytes, as bits, as numbers to add, as a list of the "
        "cells that may be read, as runs or as tiles. How many bytes each takes depends on "
        "how much may be read, and on how it lies.",
        "look",
    )
    choice = choose()
    counts = count(choice.cells, choice.tile)
    sizes = {name: form.size(counts) for name, form in FORMS.items()}
    left, right = st.columns([0.46, 0.54], gap="large")
    with left:
        show_big(choice.cells, "storage_mask", choice.call.title)
    with right:
        show_sizes(choice, counts, sizes)
    st.header("Where forms change places", anchor=False)
    show_crossings(counts)
    st.header("Every form", anchor=False)
    show_html(size_table(counts, sizes), "storage")
    values = size_text(counts.open)
    st.caption(
        "Bytes of the arrays alone, without the objects around them. The lists hold indices only: "
        f"torch.sparse and scipy keep a value beside each, as bool {values} more here. "
        "FlexAttention lists the tiles that are not empty and computes the cells of partial ones "
        "from the rule instead of keeping them."
    )
    st.header("Storage is one thing, time another", anchor=False)
    show_time(choice, sizes)


def show_sizes(choice: Stored, counts: Counts, sizes: dict[str, int]) -> None:
    least = min(sizes, key=sizes.get)
    st.markdown(
        f"**{plain(choice.call.title)}**: {counts.open:,} of {counts.cells:,} cells may be read "
        f"({share_text(counts.open, counts.cells)}), in {counts.runs:,} runs; {counts.partial:,} "
        f"of {counts.tiles:,} tiles of {counts.tile} × {counts.tile} are partial. Smallest is "
        f"**{FORMS[least].title}** with {sizes[least]:,} bytes."
    )
    st.plotly_chart(
        byte_points(
            [FORMS[name].title for name in sizes],
            list(sizes.values()),
            [size_text(size) for size in sizes.values()],
            sizes["bits"],
            seen(),
        ),
        key="storage_sizes",
    )


def show_crossings(counts: Counts) -> None:
    """The forms that depend on the number of open cells only, for every number of them."""
    st.markdown(
        "A list is smaller than a form that keeps every cell as long as few enough cells may be "
        "read, and no longer:"
    )
    show_html(crossing_table(counts), "storage")
    whole = counts.cells
    open_cells = np.unique(np.geomspace(1, whole, POINTS).round().astype(int)).tolist()
    sizes = {
        FORMS[n].title: [at(FORMS[n], counts, "open", c) for c in open_cells]
        for n in (*WHOLE, *LISTS)
    }
    shares = [cells / whole for cells in open_cells]
    figure = crossing_lines(shares, sizes, counts.open / whole, seen())
    st.plotly_chart(figure, key="storage_lines")
    st.caption(
        "For every mask of this shape; the vertical line is the mask above. Runs and block masks "
        "are not in it: they depend on how these cells lie. Their limits are in the table."
    )
