"""Taking it with you: the link, the state file, the arrays, the code."""

import csv
import io

import numpy as np
import streamlit as st

from maskviz.analysis.headmask import HeadMask, Sight
from maskviz.analysis.view import View
from maskviz.export import Head, to_numpy, to_torch
from maskviz.link import FILE_LIMIT, LinkError, make_link, read_file, to_file
from maskviz.painting import POSITIONS
from maskviz.ui import state
from maskviz.ui.address import LINK
from maskviz.ui.picture import outputs, scene_of
from maskviz.use import read_use

EXPORTS = {"PyTorch": to_torch, "NumPy": to_numpy}
DANGER = tuple("=+-@\t\r")  # a spreadsheet takes such a cell for a formula


def arrays(view: View) -> dict[str, np.ndarray]:
    """Everything in the view by its name; matrices (query, key), heads (head, query, key)."""
    scene = scene_of(view)
    return {
        "tokens": np.array(view.tokens),
        "queries": np.arange(view.sight.offset, view.sight.keys),
        "allowed": scene.allowed,
        "raw": scene.raw,
        "masked": scene.masked,
        "weights": scene.weights,
        "output": outputs(view),
        "heads_allowed": scene.head_allowed,
        "heads_weights": scene.head_weights,
    }


def npz(view: View) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays(view))
    return file.getvalue()


def cell(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(DANGER) else text


def weights_csv(view: View) -> bytes:
    """One line for each cell of the head looked at."""
    scene = scene_of(view)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(
        ["query", "query token", "key", "key token", "allowed", "raw", "masked", "weight"]
    )
    for row, column in np.ndindex(scene.raw.shape):
        q = row + scene.offset
        places = [q, cell(view.tokens[q]), column, cell(view.tokens[column])]
        found = [a[row, column] for a in (scene.raw, scene.masked, scene.weights)]
        writer.writerow([*places, int(scene.allowed[row, column]), *(f"{x:.6g}" for x in found)])
    return file.getvalue().encode()


def show_share(view: View) -> None:
    """Code, link and files; each is made only when its panel is open."""
    st.subheader("Take it with you", anchor=False)
    panels = {"Copy link": show_link, "Code": show_export, "Files": show_files}
    for (title, show), column in zip(panels.items(), st.columns(len(panels)), strict=True):
        panel = column.expander(title, key=f"share_{title}", on_change="rerun")
        if panel.open:
            with panel:
                show(view)


def head_of(mask: HeadMask, sight: Sight) -> Head:
    """A head's mask as the exporters take it: uses, painted cells (row, key), the rules added."""
    if not mask.painted:
        return Head(tuple(rule.use for rule in mask.rules))
    cells = [(*divmod(flip, POSITIONS),) for flip in mask.flips]
    inside = [(q - sight.offset, k) for q, k in cells if q >= sight.offset]
    fits = tuple((row, k) for row, k in inside if row < sight.queries and k < sight.keys)
    return Head((read_use(mask.base)[0],), fits, tuple(rule.use for rule in mask.rules[1:]))


def show_export(view: View) -> None:
    """The masks on the page as a program; with a mask for each head, all heads stacked."""
    masks = view.shown if view.settings["each"] else view.shown[:1]
    heads = [head_of(mask, view.sight) for mask in masks]
    target = st.segmented_control("Library", list(EXPORTS), default="PyTorch", required=True)
    chosen = heads if view.settings["each"] else heads[0]
    sight = view.sight
    st.code(EXPORTS[target](chosen, sight.queries, sight.keys, sight.facts))


def address() -> str:
    return (st.context.url or "").split("?")[0]


def show_link(view: View) -> None:
    try:
        packed = make_link(view.settings)
    except LinkError as error:
        st.warning(f"No link: {error}. The state file is under Files.")
        return
    st.code(f"{address()}?{LINK}={packed}", language=None, wrap_lines=True)
    st.caption(
        "It opens exactly this: text, batch, every head's mask, paint, layer, head, locked cell."
    )


def show_files(view: View) -> None:
    name = "maskviz"
    st.download_button("Arrays (.npz)", lambda: npz(view), f"{name}.npz", on_click="ignore")
    st.download_button("Cells (.csv)", lambda: weights_csv(view), f"{name}.csv", on_click="ignore")
    st.download_button(
        "State file (.json)", to_file(view.settings), f"{name}.json", on_click="ignore"
    )
    st.caption("The picture (PNG) is saved from the button on the picture itself.")
    st.file_uploader(
        f"Open a state file (at most {FILE_LIMIT // 1_000_000} MB)",
        type="json",
        key="upload",
        on_change=open_upload,
    )


def open_upload() -> None:
    state.acted()
    file = st.session_state["upload"]
    if file is None:
        return
    try:
        found, ignored = read_file(file.getvalue())
    except LinkError as error:
        state.note(f"The file was not opened: {error}. Nothing has changed.")
        return
    state.load(found)
    state.note_ignored("the file", ignored)
