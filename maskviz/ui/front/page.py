"""The first page: what each word of a short sentence may read, and where to go on."""

from typing import Any

import streamlit as st

from maskviz.masks.kinds import Flag, Int
from maskviz.settings.kinds import Choice, Text
from maskviz.stage.front import front
from maskviz.teaching.findable import find_any, looked
from maskviz.teaching.front.pictures import FIRST, LAST, MASKS, OPENING, ROW, Picture, pictures
from maskviz.teaching.words import catalogue
from maskviz.ui.front.message import (
    CHANGES,
    DOORS,
    STAGES,
    WITH_STATE,
    covered,
    message,
    revealed,
    state_of,
)
from maskviz.ui.kit.findings import show_findings
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.taken import taken, taking
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import ROOT, SCRIPTS, shipped
from maskviz.ui.state.hidden import is_fixed
from maskviz.ui.state.page import begun, ended, known_value, own_value, page_control, set_value
from maskviz.ui.state.seen import seen, seen_words

KEY = "front"  # of the component
MASK, PLACE, OPEN = "start.mask", "start.row", "start.open"  # keys in the address
KINDS = {
    MASK: (Choice(tuple(MASKS)), OPENING),
    PLACE: (Int(FIRST, LAST, "The row that is told in words; 0 is the mark before it."), ROW),
    OPEN: (Flag("The next word is revealed."), 0),
}
FIND, LONGEST = "start_find", 100  # its key, characters
GUESSED, DOOR = "front_guessed", "front_door"


def show() -> None:
    """The whole page; embedded in another it is the picture under its title."""
    said, alone = catalogue("start"), seen().alone
    show_style("front")
    st.title(said["title"], anchor=False)
    if not alone:
        show_told(said["sentences"], "start")
    show_picture()
    if not alone:
        show_search()


@st.fragment
def show_picture() -> None:
    """What a tap draws again."""
    if (model := shipped("gpt")) is None:
        return
    begun(KINDS)
    told = st.container()
    name, row, is_open = (own_value(key, *kind) for key, kind in KINDS.items())
    drawn = pictures(model)
    show_notes(ended({}, "start.", quiet=False), told)
    if asked := st.session_state.pop(DOOR, None):
        go(asked, drawn[name], row)
    content = message(drawn, name, row, shown(), alone=seen().alone)
    if "next" in content["shown"]:
        guessed, found = st.session_state.get(GUESSED), drawn[name].next
        content["next"] = revealed(found, guessed) if is_open else covered(found)
    fixed = [key.partition(".")[2] for key in KINDS if is_fixed(key)]
    content |= {"taken": taken(KEY), "type": seen().type, "fixed": fixed}
    takes = {"look": look, "reveal": reveal, "door": leave}
    front(content, key=KEY, told=taking(KEY, takes))


@st.fragment
def show_search() -> None:
    """What was looked for, as links to its pages."""
    said = catalogue("start")["find"]
    begun()
    options = {"placeholder": said["placeholder"], "max_chars": LONGEST, "width": 420}
    text = page_control(st.text_input, said["label"], Text(LONGEST), "", key=FIND, **options)
    show_notes(ended({}, FIND, quiet=False))
    if found := find_any(text):
        show_findings(found)
    elif text.strip():
        st.markdown(plain(said["nothing"].format(text=text, looked=looked())))


def shown() -> list[str]:
    """The stages that the link lets be seen."""
    now = seen()
    found = [stage for stage in STAGES if stage in now.stages]
    return found + ["next"] * (not now.hides("prediction"))


def look(asked: Any) -> None:
    """Another picture or another row; another picture covers its next word again."""
    if not isinstance(asked, dict):
        return
    before = st.session_state.get(MASK)
    for key, value in ((MASK, asked.get("picture")), (PLACE, asked.get("row"))):
        if not KINDS[key][0].problem(value) and not is_fixed(key):
            set_value(key, value)
    if st.session_state.get(MASK) != before:
        set_value(OPEN, 0)
        st.session_state.pop(GUESSED, None)


def reveal(asked: Any) -> None:
    """The next word under the picture that is open is uncovered, after a guess or without one."""
    if is_fixed(OPEN) or not isinstance(asked, dict):
        return
    if asked.get("picture") != known_value(MASK, OPENING):
        return  # pressed under a picture that is gone
    guess = asked.get("guess")
    st.session_state[GUESSED] = guess if isinstance(guess, str) else None
    set_value(OPEN, 1)


def leave(asked: Any) -> None:
    """A door: the page is changed when it is next drawn."""
    st.session_state[DOOR] = asked


def go(name: object, picture: Picture, row: int) -> None:
    """To another page without loading the app again."""
    query = state_of(picture, row) if name in WITH_STATE else {}
    if name in (*DOORS, CHANGES) and name in SCRIPTS:
        st.switch_page(ROOT / SCRIPTS[name], query_params=query | seen_words())
