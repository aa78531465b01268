"""The events of a component that come in one message: each kind is answered once."""

import json

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from maskviz.server.stale import keep_moved

TRIGGER = "json_trigger_value"
KINDS = 8  # kinds of events in one message; a hand makes one or two
MERGED = 64 << 10  # characters; a longer text replaces the waiting one instead of being read


def read(text: str) -> list[dict]:
    """The events of a message in their order; what is none is left out."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = found if isinstance(found, list) else [found]
    return [e for e in found if isinstance(e, dict) and isinstance(e.get("event"), str)]


def once(events: list[dict]) -> list[dict]:
    """The last event of each kind, in the order of these last ones, and the last few of them.

    Nothing is lost by it: Streamlit shows a page only the last value of each kind, and calls the
    page's function for every entry of the list, so that a list of thousands costs a minute.
    """
    last: dict[str, dict] = {}
    for event in events:
        last.pop(event["event"], None)
        last[event["event"]] = event
    return list(last.values())[-KINDS:]


def collapse(widget: WidgetState) -> None:
    """Leave of a widget's events the last of each kind."""
    if widget.WhichOneof("value") == TRIGGER and widget.json_trigger_value:
        widget.json_trigger_value = written(read(widget.json_trigger_value))


def written(events: list[dict]) -> str:
    kept = once(events)
    return json.dumps(kept) if kept else ""


def keep_waiting(waiting: WidgetStates | None, newer: WidgetStates | None) -> None:
    """Put what a message that still waits has moved, and its events, before the newer's."""
    if waiting is None or newer is None:
        return
    keep_moved(waiting, newer)
    texts = {w.id: w.json_trigger_value for w in waiting.widgets if w.json_trigger_value}
    for widget in newer.widgets:
        text = widget.json_trigger_value
        before = texts.get(widget.id, "")
        if text and before and len(text) + len(before) <= MERGED:
            widget.json_trigger_value = written(read(before) + read(text))
