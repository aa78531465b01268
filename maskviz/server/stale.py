"""What a browser still says of a widget that the server has set meanwhile takes nothing back.

A message says what every widget of its page shows. One that is sent before the last change was
answered says of a control that this change has set what it showed before: on a busy server a stroke
of paint was taken back by the next press of a slider. Which widgets a hand has not moved travels
with the message, as the value of a widget that no page has.
"""

import json
from collections.abc import Mapping

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.state.session_state import SessionState

UNMOVED = "unmoved"
NOTHING = object()


def mark(sent: WidgetStates, before: Mapping[str, bytes]) -> None:
    """Add which widgets say what they said in the message before, by their ids.

    Where all do, a hand has chosen again what the server had replaced, and none is named.
    """
    given = [widget for widget in sent.widgets if widget.id != UNMOVED]
    same = {w.id for w in given if before.get(w.id) == w.SerializeToString(deterministic=True)}
    same -= {w.id for w in given if "trigger" in (w.WhichOneof("value") or "")}  # pressed again
    write(sent, same if len(same) < len(given) else set())


def write(sent: WidgetStates, names: set[str]) -> None:
    take_out(sent)
    if names:
        sent.widgets.add(id=UNMOVED, string_value=json.dumps(sorted(names)))


def take_out(sent: WidgetStates) -> str:
    """Take the mark out of a message, whoever put it there."""
    text = ""
    for at in reversed(range(len(sent.widgets))):
        if sent.widgets[at].id == UNMOVED:
            text = sent.widgets[at].string_value
            del sent.widgets[at]
    return text


def read(sent: WidgetStates) -> set[str]:
    """Take out of a message which widgets were not moved."""
    return set(json.loads(take_out(sent) or "[]"))


def keep_moved(waiting: WidgetStates, newer: WidgetStates) -> None:
    """What was moved in a message that still waits was not left alone in the newer one."""
    write(newer, read(waiting) & read(newer))


def drop_stale(state: SessionState, unmoved: set[str]) -> None:
    """Forget what a hand has not moved and the server has set since, where the hand moved others.

    What it moved differs from what the server knows; what the browser has taken over from it does
    not.
    """
    said, known = state._new_widget_state, state._old_state
    drawn = [name for name in said if name in said.widget_metadata]
    news = {name for name in drawn if said[name] != known.get(name, NOTHING)}
    if news - unmoved:
        for name in news & unmoved:
            del said[name]
