"""The page "Compare": two settings on one text, and four masks side by side."""

import streamlit as st

from maskviz.analysis.compare.four import four
from maskviz.analysis.compare.pair import Pair, comparable
from maskviz.analysis.compare.settings import read_by
from maskviz.analysis.headmask import named
from maskviz.analysis.view import View, make_view
from maskviz.settings.declared import Settings
from maskviz.ui.compare.fourtable import four_table
from maskviz.ui.compare.pictures import multiples, rows_table
from maskviz.ui.compare.sides import LINKS, drop, keep, settings_of_a, take_links
from maskviz.ui.compare.words import answers_said, row_said, whole_said, without_said
from maskviz.ui.kit.looking import row_and_head
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped

LOOK = (
    "Look at what changes from A to B. B is what the controls say; A is the model’s own mask until "
    "another is kept."
)


def show(view: View) -> None:
    """All of the lab under its first line."""
    show_style("compare")
    controls(view)
    settings, kept, said = settings_of_a(view.settings)
    a = view_of_a(settings, view)
    show_notes(said)
    if not comparable(a, view):
        st.info("A and B have no cells in common: their models or their parts have other sizes.")
    else:
        show_pair(Pair(a, view), kept)
    show_four(view)


def controls(view: View) -> None:
    """Where one looks, and what A is."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row_and_head(view, "compare_row")
        st.button("Keep this as A", on_click=keep, help="Then change the controls: that is B.")
        st.button("A is the model’s own mask", on_click=drop)
    links = st.expander("Two links", key="compare_links", on_change="rerun")
    if links.open:
        with links, st.form("compare_two", border=False):
            for key, side in zip(LINKS, "AB", strict=True):
                st.text_input(f"Link of {side}", key=key, placeholder="https://…/playground?p=…")
            st.form_submit_button("Compare these", on_click=take_links)


def view_of_a(settings: Settings, b: View) -> View:
    """A's run; its model is another one only where that reads the same tokens."""
    if settings.model == b.shipped.name:
        return make_view(settings, b.shipped)
    other = shipped(settings.model)
    if other is None or other.shape != b.shipped.shape:
        return make_view(settings.but(model=b.shipped.name), b.shipped)
    return make_view(settings, other)


def show_pair(pair: Pair, kept: Settings | None) -> None:
    """The sentence, the small multiples and the rows."""
    a, b = pair.a, pair.b
    q = b.locked[0]
    st.header(plain(f"From A to B in layer {b.settings.layer}"), anchor=False)
    names = [
        f"{v.shipped.name}, {named(v.shown, v.head)}"
        if a.shipped is not b.shipped
        else named(v.shown, v.head)
        for v in (a, b)
    ]
    own = "" if kept else " (the model’s own)"
    told = f"A: {names[0]}{own}. B: {names[1]}."
    if kept and read_by(kept) != read_by(b.settings):
        told += " A was kept with another text or batch; both are run on this one."
    st.markdown(plain(told))
    if pair.same_logits and not pair.cells.any():
        st.info("A and B are equal, bit for bit. Choose another mask for B, or keep another A.")
        return
    st.markdown(plain(row_said(pair, q, b.head)))
    st.markdown(plain(" ".join(filter(None, [whole_said(pair), answers_said(pair)]))))
    show_html(multiples(pair), "compare")
    st.header(plain(f"Every row of head {b.head}"), anchor=False)
    show_html(rows_table(pair), "compare")


def show_four(view: View) -> None:
    """None, causal, padding and both, with what breaks without each."""
    found = four(view)
    st.header("None, causal, padding, both", anchor=False)
    padded = found[0].cells.shape[1] - view.region.keys
    added = f" The text was padded by {padded} tokens for it." if padded > 0 else ""
    st.markdown(plain(without_said(found) + added))
    show_html(four_table(view, found), "compare")
    st.caption("Every cell opens its mask in the playground.")
