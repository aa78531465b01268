"""Streamlit's inside is as the guard found it; when one of these fails, read guard.py again."""

import inspect
from dataclasses import fields

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    _coalesce_widget_states,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import Serialized, SessionState, WStates

from maskviz.server.theme import put_together_once

TAKEN = {  # what is replaced or called -> its parameters
    AppSession.handle_backmsg: ["self", "msg"],
    SessionState.set_widgets_from_proto: ["self", "widget_states"],
    SessionState._set_widget_metadata: ["self", "widget_metadata"],
    _coalesce_widget_states: ["old_states", "new_states"],
    ScriptRunner._run_script: ["self", "rerun_data"],
    ScriptRunner._install_event_loop: ["self"],
    ScriptRunner._maybe_handle_execution_control_request: ["self"],
    ScriptRunner.request_stop: ["self"],
    ScriptRequests._request_rerun_locked: ["self", "new_data"],
    app_session._populate_theme_msg: ["msg", "section"],
}
CALLS = {  # who calls what is replaced -> the call as it is written there
    Runtime.handle_backmsg: "session_info.session.handle_backmsg(msg)",
    SessionState.on_script_will_rerun: "self.set_widgets_from_proto(fresh_widget_states)",
    SessionState.register_widget: "self._set_widget_metadata(metadata)",
    SessionState._set_widget_metadata: ".widget_metadata[widget_id] = widget_metadata",
    AppSession._create_scriptrunner: "ScriptRunner(\n            session_id=self.id,",
    AppSession.request_script_stop: "self._scriptrunner.request_stop()",
    AppSession._create_new_session_message: "_populate_theme_msg(msg.new_session.custom_theme)",
    ScriptRunner.__init__: "self._requests.request_rerun(initial_rerun_data)",
    ScriptRunner._run_script_thread: "self._run_script(request.rerun_data)",
    ScriptRunner._run_script: "while True:\n",
    ScriptRunner._enqueue_forward_msg: "self._maybe_handle_execution_control_request()",
    ScriptRequests.request_rerun: "self._request_rerun_locked(new_data)",
    ScriptRunContext.on_script_start: "self._has_script_started = True",
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


def test_the_theme_is_the_one_that_streamlit_puts_together():
    found, populate = [], app_session._populate_theme_msg
    for fill in (populate, put_together_once(populate)):
        for _ in range(2):  # the second time it is remembered
            theme = CustomThemeConfig()
            fill(theme, "theme")
            fill(theme.light, "theme.light")
            fill(theme.dark.sidebar, "theme.dark.sidebar")
            found.append(theme.SerializeToString(deterministic=True))
    assert len(set(found)) == 1 and CustomThemeConfig.FromString(found[0]).light.primary_color
