"""What is done to a component is taken once and in its order, however much comes at a time.

Of the messages that come while a page is drawn Streamlit keeps the newest alone. So each says all
that had no answer yet (assets/shared/teller.js), and how much of it was taken goes with the answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

TOLD = "told"  # the trigger: {"count": of all presses so far, "presses": [[name, value], …]}
TAKEN = "told_taken"  # key of a component -> how many of its presses
MOST = 100  # presses of one message
Take = Callable[[Any], None]


def taken(key: str) -> int:
    """How many presses of a component were taken in this session, for its message."""
    return st.session_state.get(TAKEN, {}).get(key, 0)


def taking(key: str, told: Mapping[str, Take]) -> Callable[[], None]:
    """What a component calls when something was done to it.

    told  name -> what to call with the value
    """

    def answer() -> None:
        take_all(fresh(key, st.session_state[key][TOLD]), told)

    return answer


def fresh(key: str, said: Any) -> list[Any]:
    """The presses of a message that were not taken yet; they count as taken now."""
    if not isinstance(said, Mapping):
        return []
    count, presses = said.get("count"), said.get("presses")
    before = taken(key)
    if type(count) is not int or not isinstance(presses, list) or not before < count < 2**53:
        return []
    st.session_state.setdefault(TAKEN, {})[key] = count
    return presses[-min(count - before, MOST) :]


def take_all(presses: Sequence[Any], told: Mapping[str, Take]) -> None:
    """Take each, then ask for what they ask to be drawn: the page if one does, a part if all do."""
    wishes = [*wishes_of(presses, told)]
    page = [wish for wish in wishes if wish and not wish.rerun_data.fragment_id_queue]
    if page or (wishes and all(wishes)):
        raise (page or [wish for wish in wishes if wish])[-1]


def wishes_of(presses: Sequence[Any], told: Mapping[str, Take]) -> Iterator[RerunException | None]:
    for press in presses:
        match press:
            case [str() as name, value] if name in told:
                try:
                    told[name](value)
                except RerunException as wish:
                    yield wish
                else:
                    yield None
