"""What a link lets be seen, beside the state: `hide=`, `show=`, `stage=` and `type=`.

It holds for the session: a change of page and a state that is written anew keep it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from maskviz.settings.declared import CONTROLS
from maskviz.settings.query import SEEN
from maskviz.stage.rings import STAGES
from maskviz.ui.state import note_ignored

PLACES = {  # what can be hidden besides controls -> what it is called
    "sidebar": "the sidebar",
    "bar": "the bar of pages",
    "flow": "the flow of the model",
    "figures": "the line of figures",
    "heads": "the heads as thumbnails",
    "row": "the locked row, number by number",
    "prediction": "what the model predicts",
    "tools": "the tools above the pictures",
    "labs": "the questions that lead to labs",
    "panels": "the buttons under the board",
}
TYPES = ("large",)
KEPT = "seen_words"  # as they stand in the address


@dataclass(frozen=True)
class Seen:
    """What is seen of a page.

    hide   names of PLACES and keys of settings
    show   the stages that are drawn, all where there are none
    stage  the one that is drawn large, or nothing
    type   "large" or nothing
    """

    hide: frozenset[str] = frozenset()
    show: tuple[str, ...] = ()
    stage: str = ""
    type: str = ""

    def without(self, *names: str) -> "Seen":
        """The same with more hidden."""
        return replace(self, hide=self.hide | set(names))

    @property
    def words(self) -> dict[str, list[str]]:
        """As an address has it."""
        said = {"hide": ",".join(sorted(self.hide)), "show": ",".join(self.show)}
        said |= {"stage": self.stage, "type": self.type}
        return {key: [word] for key, word in said.items() if word}


def read_seen(words: Mapping[str, Sequence[str]]) -> tuple[Seen, list[str]]:
    """What the parameters of an address ask for, and a sentence for each that was ignored."""
    ignored: list[str] = []

    def listed(key: str, known: Sequence[str], noun: str) -> list[str]:
        asked = [word for said in words.get(key, ()) for word in said.split(",") if word]
        wrong = [word for word in asked if word not in known]
        ignored.extend(f"{key}: “{word[:40]}” is no {noun}" for word in wrong)
        return [word for word in dict.fromkeys(asked) if word in known]

    hide = listed("hide", (*PLACES, *CONTROLS), "part of the page and no control")
    show = listed("show", STAGES, "picture of the board")
    stage = listed("stage", STAGES, "picture of the board")
    size = listed("type", TYPES, "size of type")
    return Seen(frozenset(hide), tuple(show), *[(w or [""])[-1] for w in (stage, size)]), ignored


def begin_seen() -> Seen:
    """Call at the beginning of a full run: the address is read where it says something, and what it
    said before holds where it says nothing, as after a change of page."""
    words = {key: st.query_params.get_all(key) for key in SEEN if key in st.query_params}
    before = st.session_state.get(KEPT, {})
    if words and words != before:
        found, ignored = read_seen(words)
        note_ignored("the address", ignored)
        st.session_state[KEPT] = found.words
    return seen()


def seen() -> Seen:
    """What is seen in this session."""
    return read_seen(seen_words())[0]


def seen_words() -> dict[str, list[str]]:
    """The parameters that every address of this session carries beside its state."""
    return st.session_state.get(KEPT, {})
