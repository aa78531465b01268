"""Taking it with you: the link and the files."""

from collections.abc import Callable

import streamlit as st

from maskviz.analysis.covered import covered
from maskviz.analysis.view import View, make_view
from maskviz.settings.link import FILE_LIMIT, LinkError, read_file, to_file
from maskviz.settings.parameters import parameters
from maskviz.settings.query import make_words, written
from maskviz.ui import state
from maskviz.ui.board.alone import page_file
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.table import table
from maskviz.ui.playground.downloads import cells_csv, npz
from maskviz.ui.shell import model
from maskviz.ui.state.asking import ask_page
from maskviz.ui.state.hidden import is_hidden
from maskviz.ui.state.seen import seen, seen_words


def address() -> str:
    return (st.context.url or "").split("?")[0].rstrip("/")


def show_link(view: View) -> None:
    """The link of this state, and what else may be written into an address by hand."""
    try:
        words = make_words(view.settings, st.session_state.get("raw"))
    except LinkError as error:
        st.warning(f"No link: {error}. The state file is under Files.")
    else:
        query = written(words | seen_words())
        st.code(address() + query, language=None, wrap_lines=True)
        st.caption(
            "It opens exactly this: text, batch, every head's mask, paint, layer, head, locked "
            "cell. Where it begins with names, as `?mask=causal&layer=2` does, it can be written "
            "on a blackboard."
        )
    named = st.expander("What can be written into an address", key="names", on_change="rerun")
    if named.open:
        with named:
            show_html(table(("Name", "May be", "If left out"), parameters()))


def show_files(view: View) -> None:
    """Files of what is shown; the view is made again for who saves one, and not kept for it."""
    settings, device, name = view.settings, view.shipped.device, "maskviz"

    def saved(file: Callable[[View], bytes]) -> Callable[[], bytes]:
        def made() -> bytes:
            again = make_view(settings, model(settings.model, device))
            return file(covered(again) if is_hidden("prediction") else again)

        return made

    st.download_button("Arrays (.npz)", saved(npz), f"{name}.npz", on_click="ignore")
    st.download_button("Cells (.csv)", saved(cells_csv), f"{name}.csv", on_click="ignore")
    st.download_button("State file (.json)", to_file(settings), f"{name}.json", on_click="ignore")
    page, shown = "Page of its own (.html)", seen()
    file = saved(lambda view: page_file(view, shown))
    st.download_button(page, file, f"{name}.html", "text/html", on_click="ignore")
    st.caption(
        "The page of its own opens from disk without a network: its cells are locked, its heads "
        "chosen, its rows worked out as here. The picture (PNG) is saved from the button on the "
        "picture itself."
    )
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
