"""Streamlit's inside is as the guard found it; when one of these fails, read guard.py again."""

import inspect
from dataclasses import fields

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import _coalesce_widget_states
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import Serialized, SessionState, WStates

TAKEN = {  # what is replaced or called -> its parameters
    AppSession.handle_backmsg: ["self", "msg"],
    SessionState.set_widgets_from_proto: ["self", "widget_states"],
    SessionState._set_widget_metadata: ["self", "widget_metadata"],
    _coalesce_widget_states: ["old_states", "new_states"],
}
CALLS = {  # who calls what is replaced -> the call as it is written there
    Runtime.handle_backmsg: "session_info.session.handle_backmsg(msg)",
    SessionState.on_script_will_rerun: "self.set_widgets_from_proto(fresh_widget_states)",
    SessionState.register_widget: "self._set_widget_metadata(metadata)",
    SessionState._set_widget_metadata: ".widget_metadata[widget_id] = widget_metadata",
}


@pytest.mark.parametrize("method", TAKEN, ids=lambda m: m.__qualname__)
def test_what_is_replaced_has_these_parameters(method):
    assert list(inspect.signature(method).parameters) == TAKEN[method]


@pytest.mark.parametrize("caller", CALLS, ids=lambda m: m.__qualname__)
def test_what_is_replaced_is_called_here(caller):
    assert CALLS[caller] in inspect.getsource(caller)


def test_values_are_kept_where_they_are_looked_for():
    state = SessionState()
    assert isinstance(state._new_widget_state, WStates)
    assert state._new_widget_state.states == state._new_widget_state.widget_metadata == {}
    assert state._old_state == {}
    assert [f.name for f in fields(Serialized)] == ["value"]
    assert {"id", "value_type", "deserializer"} <= {f.name for f in fields(WidgetMetadata)}
