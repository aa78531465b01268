"""What a browser says of its widgets is taken when it fits the widgets that were drawn."""

from collections.abc import Callable

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import Serialized, SessionState, WStates

from maskviz.server.events import collapse
from maskviz.server.notes import note
from maskviz.server.stale import drop_stale, read

KIN = {"double_value": ("int_value",)}  # declared -> what the browser may send in its place


def fits(widget: WidgetState, drawn: WidgetMetadata | None, first: bool) -> bool:
    """Whether a value has the type of the widget that was drawn; a cleared one has none.

    A widget that was never drawn is taken in a session's first run alone: a browser that comes
    back to a restarted server still shows it.
    """
    if drawn is None:
        return first
    kind = widget.WhichOneof("value")
    return kind is None or kind == drawn.value_type or kind in KIN.get(drawn.value_type, ())


def fitting(sent: WidgetStates, drawn: dict[str, WidgetMetadata]) -> WidgetStates:
    """Those of the widgets that fit, their events collapsed."""
    kept = WidgetStates()
    for widget in sent.widgets:
        if fits(widget, drawn.get(widget.id), not drawn):
            kept.widgets.append(widget)
            collapse(kept.widgets[-1])
    if len(kept.widgets) < len(sent.widgets):
        note("A value was sent of a widget that is not there, or of another type: dropped")
    return kept


def settle(states: WStates, name: str) -> None:
    """Read a value that was sent, now; one that its widget refuses is forgotten."""
    drawn = states.widget_metadata.get(name)
    waiting = states.states.get(name)
    if drawn is None or not isinstance(waiting, Serialized):
        return
    try:
        if not fits(waiting.value, drawn, False):
            raise ValueError("another type")
        states[name]
    except Exception:
        note("A value was sent that its widget refuses: dropped")
        states.states.pop(name, None)
    states.widget_metadata[name] = drawn  # reading may have changed the type it declares


def take(
    state: SessionState, sent: WidgetStates, set_all: Callable[[SessionState, WidgetStates], None]
) -> None:
    """In place of `SessionState.set_widgets_from_proto`, which is `set_all`."""
    states, unmoved = state._new_widget_state, read(sent)
    kept = fitting(sent, states.widget_metadata)
    set_all(state, kept)
    for widget in kept.widgets:
        settle(states, widget.id)
    drop_stale(state, unmoved)


def draw(
    state: SessionState,
    widget: WidgetMetadata,
    set_one: Callable[[SessionState, WidgetMetadata], None],
) -> None:
    """In place of `SessionState._set_widget_metadata`, which is `set_one`."""
    set_one(state, widget)
    settle(state._new_widget_state, widget.id)
