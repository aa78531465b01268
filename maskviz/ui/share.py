"""Taking it with you: the link, the code, the files."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.export import to_numpy, to_torch
from maskviz.link import FILE_LIMIT, LinkError, make_link, read_file, to_file
from maskviz.ui import state
from maskviz.ui.address import LINK
from maskviz.ui.downloads import cells_csv, head_of, npz

EXPORTS = {"PyTorch": to_torch, "NumPy": to_numpy}


def show_share(view: View) -> None:
    """Code, link and files; each is made only when its panel is open."""
    st.subheader("Take it with you", anchor=False)
    panels = {"Copy link": show_link, "Code": show_export, "Files": show_files}
    for title, show in panels.items():
        panel = st.expander(title, key=f"share_{title}", on_change="rerun")
        if panel.open:
            with panel:
                show(view)


def show_export(view: View) -> None:
    """The masks on the page as a program; with a mask for each head, all heads stacked."""
    masks = view.shown if view.settings["each"] else view.shown[:1]
    heads = [head_of(mask, view.sight) for mask in masks]
    target = st.segmented_control("Library", list(EXPORTS), default="PyTorch", required=True)
    chosen = heads if view.settings["each"] else heads[0]
    sight = view.sight
    st.code(EXPORTS[target](chosen, sight.queries, sight.keys, sight.facts, sight.offset))


def address() -> str:
    return (st.context.url or "").split("?")[0].rstrip("/") + "/"


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
    st.download_button("Cells (.csv)", lambda: cells_csv(view), f"{name}.csv", on_click="ignore")
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
