"""What a link lets be seen, beside the state: `hide=`, `show=`, `stage=` and `type=`.

It holds for the session: a change of page and a state that is written anew keep it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from maskviz.settings.query import SEEN
from maskviz.stage.address import quiet_address
from maskviz.stage.rings import STAGES
from maskviz.ui.state import forget_widgets, note_ignored
from maskviz.ui.state.hidden import LINKED, NAMES, PLACES, hidden_by

TYPES = ("large",)
READ, KEPT, NOW = "seen_read", "seen_words", "seen_now"  # as it was read, as it is kept, what it is
ALONE = hidden_by((*PLACES, "controls"))  # what an embedded picture stands without


@dataclass(frozen=True)
class Seen:
    """What is seen of a page.

    hide   names of PLACES, of GROUPS and keys of settings
    show   the stages that are drawn, all where there are none
    stage  the one that is drawn large, or nothing
    type   "large" or nothing
    alone  whether the picture stands alone, embedded in a page that is not ours
    """

    hide: frozenset[str] = frozenset()
    show: tuple[str, ...] = ()
    stage: str = ""
    type: str = ""
    alone: bool = False

    def without(self, *names: str) -> "Seen":
        """The same with more hidden."""
        return replace(self, hide=self.hide | set(names))

    @property
    def hidden(self) -> frozenset[str]:
        """What `hide` stands for, name by name."""
        return hidden_by(self.hide) | (ALONE if self.alone else frozenset())

    def hides(self, place: str) -> bool:
        return place in self.hidden

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that are drawn, in their order; the large one among them."""
        shown = {*self.show, self.stage} if self.show else {*STAGES}
        return tuple(stage for stage in STAGES if stage in shown)

    @property
    def words(self) -> dict[str, list[str]]:
        """As an address has it."""
        said = {"hide": ",".join(sorted(self.hide)), "show": ",".join(self.show)}
        said |= {"stage": self.stage, "type": self.type}
        return {key: [word] for key, word in said.items() if word}


def read_seen(
    words: Mapping[str, Sequence[str]], pages: Collection[str] = ()
) -> tuple[Seen, list[str]]:
    """What the parameters of an address ask for, and a sentence for each that was ignored.

    pages  addresses of pages, whose own settings are called `page.name`
    """
    ignored: list[str] = []

    def listed(key: str, known: Sequence[str], noun: str) -> list[str]:
        asked = [word for said in words.get(key, ()) for word in split(said)]
        found = [w for w in asked if w in known or (key == "hide" and of_page(w, pages))]
        wrong = [word for word in asked if word not in found]
        ignored.extend(f"{key}: “{word[:40]}” is no {noun}" for word in wrong)
        return [*dict.fromkeys(found)]

    hide = listed("hide", NAMES, "part of the page and no control")
    show = listed("show", STAGES, "picture of the board")
    stage = listed("stage", STAGES, "picture of the board")
    size = listed("type", TYPES, "size of type")
    return Seen(frozenset(hide), tuple(show), *[(w or [""])[-1] for w in (stage, size)]), ignored


def split(said: str) -> list[str]:
    """The words of a list with commas; blanks around them are none of theirs."""
    return [word for part in said.split(",") if (word := part.strip())]


def of_page(word: str, pages: Collection[str]) -> bool:
    """Whether a word may be a setting of a page's own."""
    page, dot, name = word.partition(".")
    return bool(dot and name) and page in pages


def begin_seen(pages: Collection[str]) -> Seen:
    """Call at the beginning of a full run: the address is read where it says something new, and
    what it said before holds where it says nothing, as after a change of page."""
    state = st.session_state
    words = {key: st.query_params.get_all(key) for key in SEEN if key in st.query_params}
    if words and words not in (state.get(READ), state.get(KEPT)):
        found, ignored = read_seen(words, pages)
        note_ignored("the address", ignored)
        true = {key: said for key, said in words.items() if any(said)}  # stays as it was written
        state[KEPT], state[NOW] = found.words if ignored else true, found
        forget_widgets()
    state[READ] = words or state.get(READ)
    now = seen()
    state[LINKED] = now.hidden
    return now


def seen() -> Seen:
    """What is seen in this session."""
    found = st.session_state.get(NOW, Seen())
    return replace(found, alone=True) if st.context.is_embedded else found


def seen_words() -> dict[str, list[str]]:
    """The parameters that every address of this session carries beside its state."""
    return st.session_state.get(KEPT, {})


def write_seen() -> None:
    """Write it into the address of a page that has it otherwise, as after a change of page."""
    missing = {k: said for k, said in seen_words().items() if st.query_params.get_all(k) != said}
    if missing:
        st.query_params.update(missing)  # in one message: of two the browser may lose one
        quiet_address("seen_address")
