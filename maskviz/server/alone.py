"""A change that touches one part of the page begins there.

Streamlit would begin with the whole page, and be stopped by the control's callback that asks for
the part: two runs on the server, and two in the browser.
"""

from dataclasses import dataclass, field
from typing import Any

from streamlit.errors import StreamlitAPIException
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

ALONE = "alone_controls"  # in the session's state: keys of controls that only the part depends on
PART = "board"  # the key of its fragment


@dataclass(eq=False)
class Heard:
    """What the widgets of a page said when they were last heard, by their ids."""

    page: str = ""
    said: dict[str, bytes] = field(default_factory=dict)


def begin_with_part(session: AppSession, asked: ClientState, heard: Heard) -> None:
    """Ask for the part where all that changed since the last time are controls of it alone.

    It is a guess, and the callbacks have the last word: one that changes more asks for the page.
    """
    page, before = heard.page, heard.said
    heard.page = asked.page_script_hash
    heard.said = {
        w.id: w.SerializeToString(deterministic=True) for w in asked.widget_states.widgets
    }
    if asked.fragment_id or asked.is_history_navigation or page != heard.page:
        return
    changed = {name for name, said in heard.said.items() if before.get(name) != said}
    if (
        changed
        and before.keys() <= heard.said.keys()
        and keys_of(session, changed) <= alone(session)
    ):
        asked.fragment_id = part_of(session)


def keys_of(session: AppSession, names: set[str]) -> set[str]:
    """The keys that the page gave to widgets; the id of one without a key stands for it."""
    keys = session._session_state._key_id_mapper.id_key_mapping
    return {keys.get(name, name) for name in names}


def alone(session: AppSession) -> set[str]:
    state = session._session_state
    found: Any = state._new_session_state.get(ALONE, state._old_state.get(ALONE))
    return found or set()


def part_of(session: AppSession) -> str:
    """The id of the part as the page was last drawn; nothing when it has none, or several."""
    try:
        found = session._fragment_storage.resolve_target(PART)
    except StreamlitAPIException:
        return ""
    return found[0] if len(found) == 1 else ""
