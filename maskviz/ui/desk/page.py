"""The page "Teacher's desk": one link, its code to scan and its frame, for what a class sees."""

from dataclasses import replace

import streamlit as st

from maskviz.settings.declared import Settings
from maskviz.ui import state
from maskviz.ui.desk.aim import AimError
from maskviz.ui.desk.choices import together
from maskviz.ui.desk.classlink import ClassLink, base_of
from maskviz.ui.desk.controls import WAITING, what_is_seen, what_opens
from maskviz.ui.desk.handing import show_link, show_preview
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.state.page import begun, ended
from maskviz.ui.state.seen import read_seen
from maskviz.ui.state.writing import NO_LINK, put_address


def show(settings: Settings) -> None:
    """The whole page."""
    show_style("desk")
    st.title("Teacher's desk", anchor=False)
    st.markdown(
        "What your class opens is what you choose here: one link for the board, a code to scan, a "
        "frame for a course's page. Nothing is stored; the link says it all."
    )
    begun()
    told = st.container()
    left, right = st.columns([0.45, 0.55], gap="large")
    with left:
        link, ignored = chosen(settings)
    ignored += ended(WAITING, "desk.")
    if problem := put_address(settings):
        ignored.append(NO_LINK.format(problem))
    show_notes([*state.notes(), *ignored], told)
    if link:
        with right:
            show_link(link)
        show_preview(link)


def chosen(settings: Settings) -> tuple[ClassLink | None, list[str]]:
    """The link that the controls make, and what has to be said; none where they make none."""
    st.header("What opens", anchor=False)
    aim, told = None, []
    try:
        aim = what_opens(settings)
    except AimError as error:
        told.append(str(error))
    st.header("What is seen", anchor=False)
    seen = what_is_seen(aim.settings if aim else None)
    if aim is None:
        return None, told
    before, wrong = read_seen(aim.seen)
    if missed := [*aim.ignored, *wrong]:
        told.append(state.said_ignored("the pasted link", missed))
    link = ClassLink(base_of(st.context.url), aim, together(seen, before))
    if aim.host and aim.host not in link.base:
        told.append(f"The pasted link is of {aim.host}; the one made here opens on this server.")
    return replace(link, aim=replace(aim, seen={})), told
