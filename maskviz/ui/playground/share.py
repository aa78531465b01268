"""Taking it with you: the link and the files."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.settings.link import FILE_LIMIT, LinkError, read_file, to_file
from maskviz.ui import state
from maskviz.ui.kit.link import query
from maskviz.ui.playground.downloads import cells_csv, npz
from maskviz.ui.state.asking import ask_page


def address() -> str:
    return (st.context.url or "").split("?")[0].rstrip("/") + "/"


def show_link(view: View) -> None:
    try:
        packed = query(view.settings)
    except LinkError as error:
        st.warning(f"No link: {error}. The state file is under Files.")
        return
    st.code(address() + packed, language=None, wrap_lines=True)
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
    ask_page()
