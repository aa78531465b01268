"""Events, paces and notes by themselves: what is kept of a list, when a message waits."""

import json

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from maskviz.server.events import KINDS, collapse, once, read
from maskviz.server.messages import Bucket, merge
from maskviz.server.notes import Notes


def event(name, value=None):
    return {"event": name, "value": value}


def message(fragment="", **events):
    told = BackMsg()
    told.rerun_script.fragment_id = fragment
    for name, value in events.items():
        told.rerun_script.widget_states.widgets.add(id=name, json_trigger_value=json.dumps(value))
    return told


def told(msg):
    return {w.id: json.loads(w.json_trigger_value) for w in msg.rerun_script.widget_states.widgets}


def test_the_last_event_of_each_kind_is_kept_in_order():
    events = [event("a", 1), event("b", 2), event("a", 3)]
    assert once(events) == [event("b", 2), event("a", 3)]
    assert once([]) == []


def test_only_the_last_few_kinds_are_kept():
    events = [event(f"e{i}") for i in range(1_000)]
    assert once(events) == events[-KINDS:]


def test_what_is_no_event_is_left_out():
    assert read('[1, null, {"event": 2}, {"event": "a"}, "x"]') == [{"event": "a"}]
    assert read("{") == read("[" * 100_000) == read("3") == []
    assert read('{"event": "a"}') == [{"event": "a"}]


def test_a_list_without_an_event_is_no_trigger():
    widget = WidgetState(id="x", json_trigger_value="[1, 2]")
    collapse(widget)
    assert widget.json_trigger_value == ""


def test_a_message_that_waited_gives_its_events_to_the_newer_one():
    both = merge(
        message(one=[event("lock", 1)], two=[event("x")]), message(one=[event("paint", 2)])
    )
    assert told(both) == {"one": [event("lock", 1), event("paint", 2)], "two": [event("x")]}


def test_two_parts_of_the_page_become_all_of_it():
    assert merge(message("a"), message("a")).rerun_script.fragment_id == "a"
    assert merge(message("a"), message("b")).rerun_script.fragment_id == ""
    assert merge(message(""), message("b")).rerun_script.fragment_id == ""


def test_a_bucket_fills_with_time():
    bucket = Bucket(rate=8, full=2)
    assert bucket.wait(5.0) == bucket.wait(5.0) == 0
    assert bucket.wait(5.0) == 0.125
    assert bucket.wait(5.125) == 0
    assert bucket.wait(5.125) > 0


def test_a_kind_is_written_once_a_minute():
    now, lines = [0.0], []
    notes = Notes(lines.append, lambda: now[0])
    for _ in range(1_500):
        notes.note("refused")
    notes.note("other")
    assert lines == ["refused", "other"]
    now[0] = 61.0
    notes.note("refused")
    assert lines[2:] == ["refused (1,499 more since the last line)"]
