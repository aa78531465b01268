"""A running server and a browser that sends what no browser sends."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.browser.server import ROOT

UNTOUCHED = [3, 4, "five", False, None, "x", False]
RIGHT = {
    "slider": ("double_array_value", [7.0]),
    "number": ("int_value", 8),
    "text": ("string_value", "said"),
    "box": ("bool_value", True),
    "pills": ("string_array_value", ["b"]),
    "select": ("string_value", "y"),
    "button": ("trigger_value", True),
}
ANY = {
    "trigger_value": True,
    "bool_value": True,
    "double_value": float("nan"),
    "int_value": 2**62,
    "string_value": "SECRET",
    "double_array_value": [1.5, float("inf")],
    "int_array_value": [-1, 99],
    "string_array_value": ["SECRET", "b"],
    "json_value": "{",
    "json_trigger_value": '[{"event":"SECRET"}]',
    "bytes_value": b"\xff",
}


def test_the_first_visitor_finds_everything_loaded(served):
    """Each page was opened once before the server answered; an address without a page too."""
    first = served[1]
    assert first.said("values") == UNTOUCHED
    assert "loaded anew" not in first.texts
    assert first.said("told")["runs"] == 1


def test_what_a_hand_does_arrives(visit):
    client = visit()
    assert client.said("values") == UNTOUCHED
    client.rerun(*(client.state(key, *value) for key, value in RIGHT.items()))
    assert client.said("values") == [7, 8, "said", True, "b", "y", True]
    assert client.said("told") == {"runs": 2, "slid": 1, "clicked": 1, "heads": 0, "rows": 0}


@pytest.mark.parametrize("kind", ANY)
def test_no_type_of_value_ends_the_page_and_the_next_change_arrives(visit, kind):
    client = visit()
    client.rerun(*(client.state(key, kind, ANY[kind]) for key in RIGHT))
    assert not client.errors
    assert client.said("told")["runs"] == 2
    client.rerun(client.state("slider", "double_array_value", [7.0]))
    assert not client.errors
    assert client.said("values")[0] == 7


def test_a_wrong_type_leaves_the_widget_as_it_was(visit):
    client = visit()
    client.rerun(client.state("slider", "double_array_value", [7.0]))
    client.rerun(client.state("slider", "string_value", "9"))
    assert client.said("values") == [7, *UNTOUCHED[1:]]
    assert client.said("told")["slid"] == 1


def test_a_value_that_the_widget_refuses_leaves_it_as_it_was(visit):
    client = visit()
    client.rerun(client.state("number", "int_value", 8))
    client.rerun(client.state("number", "double_value", float("nan")))
    assert client.said("values")[1] == 8


def test_a_fault_of_the_page_tells_the_log_where_and_not_what(visit, little):
    client = visit("fail=SECRETCELL")
    assert client.errors and "SECRET" not in client.errors[0]
    client.rerun(client.state("slider", "string_value", "SECRETCELL"))
    log = (ROOT / f"build/server-{little.rsplit(':', 1)[1]}.log").read_text()
    assert "ValueError, by way of" in log and "SECRET" not in log


def test_widgets_that_are_not_there_are_dropped(visit):
    client = visit()
    client.rerun(*(WidgetState(id=f"$$ID-{i}-slot", string_value="x" * 40) for i in range(5_000)))
    assert not client.errors
    assert client.said("values") == UNTOUCHED


def test_a_browser_that_comes_back_to_a_new_server_keeps_what_fits(visit):
    """Its first message tells of widgets that this session has not drawn yet."""
    before = visit()
    told = [before.state("slider", "double_array_value", [7.0])]
    told += [before.state(key, "string_value", "9") for key in ("number", "box", "pills")]
    client = visit(first=told)
    assert not client.errors
    assert client.said("values") == [7, *UNTOUCHED[1:]]


def test_a_list_of_events_is_answered_once_for_each_kind(visit):
    client = visit()
    events = [{"event": "head", "value": i} for i in range(20_000)] + [{"event": "row", "value": 1}]
    name = f"$$STREAMLIT_INTERNAL_KEY_{client.ids['picture']}__events"
    client.rerun(client.state(name, "json_trigger_value", json.dumps(events)))
    told = client.said("told")
    assert (told["heads"], told["rows"]) == (1, 1)
    client.rerun()
    assert client.said("told") == {**told, "runs": told["runs"] + 1}


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(set_run_on_save=True),
        BackMsg(),
    ],
)
def test_what_no_visitor_may_ask_for_is_not_obeyed(visit, message):
    visit()
    client = visit()
    client.send(message)
    client.rerun()
    assert "loaded anew" not in client.texts
    assert not client.errors
    other = visit()
    assert "loaded anew" not in other.texts
    assert other.said("told")["runs"] == 1


def test_a_flood_of_reruns_is_put_together_and_the_last_change_arrives(visit):
    client = visit()
    for i in range(400):
        client.ask(client.state("slider", "double_array_value", [float(i % 10)]))
    client.ask(client.state("button", "trigger_value", True))
    client.ask(client.state("slider", "double_array_value", [5.0]))
    client.quiet(1.0)
    assert client.said("values")[0] == 5
    told = client.said("told")
    assert told["clicked"] == 1
    assert told["runs"] < 60
