"""Taking it with you: the link, the code, the files."""

import streamlit as st

from maskviz.analysis.view import View
from maskviz.libraries.export import EXPORTS, Head, NotExpressible, to_docstring, to_pytest
from maskviz.masks.compose import differs_by_head
from maskviz.settings.link import FILE_LIMIT, LinkError, read_file, to_file
from maskviz.ui import state
from maskviz.ui.kit.link import query
from maskviz.ui.kit.words import plain
from maskviz.ui.playground.downloads import cells_csv, head_of, npz

FORMS = ("Program", "Tests", "Docstring")
TEST = "test_mymask.py"


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
    """The masks on the page as a program for a library, as tests, as a docstring."""
    if view.mask.gate:
        st.info(
            f"{plain(view.mask.title)} needs the scores, and no program of positions makes it. "
            "This is what it chooses among; its own code is shown further up."
        )
    form = st.segmented_control("Form", FORMS, default=FORMS[0], required=True, key="code_form")
    asked = masks_of(view), *sizes_of(view)
    if form == FORMS[2]:
        st.code(to_docstring(*asked), language="python")
    elif form == FORMS[1]:
        show_test(to_pytest(*asked))
    else:
        export = EXPORTS[st.selectbox("Library", list(EXPORTS), key="code_library")]
        try:
            st.code(export(*asked), language="python")
        except NotExpressible as reason:
            st.info(plain(str(reason)))


def show_test(text: str) -> None:
    st.caption(
        f"Write `allowed_mask` in a file `mymask.py`, save this as `{TEST}` beside it, and run "
        "`pytest`. It tries your mask from outside: what moves when a token changes?"
    )
    st.download_button("Save the file", text, TEST, "text/x-python", on_click="ignore")
    st.code(text, language="python")


def masks_of(view: View) -> Head | list[Head]:
    """The mask of all heads; where they differ, or may, a list with that of each."""
    heads = [head_of(mask, view.region) for mask in view.shown]
    own = any(differs_by_head(term) for head in heads for term in head.all)
    return heads if view.settings.each or own else heads[0]


def sizes_of(view: View) -> tuple:
    region = view.region
    return region.queries, region.keys, region.facts, region.offset


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
