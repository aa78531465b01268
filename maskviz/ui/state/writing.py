"""What the address bar is told, so that reload, back, forward and a restarted server restore it; on
the playground the board's script writes it there."""

import streamlit as st

from maskviz.masks.kinds import Int
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.kinds import RuleText, Text
from maskviz.settings.query import make_words, written
from maskviz.settings.slots import controls_of
from maskviz.settings.versions import LinkError
from maskviz.stage.address import quiet_address
from maskviz.stage.board import Address
from maskviz.ui.state.address import of_page, words_now, wrote
from maskviz.ui.state.seen import seen_words

STEPWISE = {key for key, c in CONTROLS.items() if isinstance(c.kind, Int | Text | RuleText)} | {
    "book",
    "picks",
}
NO_LINK = "This state has no link: {}. A state file keeps it; in the playground it is under Files."
LOOKS = {"row", "layer", "head", "output", "locked"}  # where one looks; nobody goes back to that


def address_of(settings: Settings) -> Address:
    """What the board's script is to write into the address bar for these settings.

    A control that is moved or typed into step by step makes one entry of the browser's history.
    """
    words, problem = words_of(settings)
    before, last = st.session_state.get("addressed", (settings, set()))
    changed = differing(before, settings) - LOOKS
    st.session_state["addressed"] = settings, changed or last
    push = bool(changed) and not (changed == last and changed <= STEPWISE)
    return Address(
        written(words | seen_words()), push, problem, st.session_state.pop("asked", None)
    )


def write_address(settings: Settings) -> None:
    """Write the whole state into the address bar, on a page that has no board to do it."""
    put_address(settings)
    quiet_address()


def put_address(settings: Settings) -> str:
    """The same on a page whose own settings stand beside it and make no entry of the history; why
    the state cannot stand there, if it cannot."""
    words, problem = words_of(settings)
    if written(words) != written(words_now()):
        own = {key: st.query_params.get_all(key) for key in st.query_params if of_page(key)}
        st.query_params.from_dict(words | own | seen_words())
    return problem


def words_of(settings: Settings) -> tuple[dict[str, list[str]], str]:
    """The parameters that say these settings, and why there are none where there can be none."""
    words: dict[str, list[str]] = {}
    problem = ""
    try:
        words = make_words(settings, st.session_state.get("raw"))
    except LinkError as error:
        problem = str(error)
    wrote(words)
    return words, problem


def differing(before: Settings, after: Settings) -> set[str]:
    """The settings in which two states differ; paint, picks and the masks out of sight too.

    Who looks at another head or layer finds its mask in the controls: a look, and no other mask.
    """
    if before is after:
        return set()
    found = {key for key in CONTROLS if before[key] != after[key]}
    if before.slot != after.slot:
        found -= {key for each in (before, after) for key in controls_of(each.mask_of(each.slot))}
    aside = {before.slot, after.slot}
    others = [{s: m for s, m in each.slots.items() if s not in aside} for each in (before, after)]
    pairs = {
        "book": (before.book, after.book),
        "picks": (before.picks, after.picks),
        "vectors": (before.vectors, after.vectors),
        "locked": (before.locked, after.locked),
        "slots": tuple(others),
    }
    return found | {name for name, (old, new) in pairs.items() if old != new}
