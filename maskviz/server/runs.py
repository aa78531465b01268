"""Streamlit's runs behind the gate: one waits for its turn, and begins with the newest change."""

from typing import Any

from streamlit.runtime.scriptrunner import RerunData, ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    ScriptRequestType,
    _fragment_run_should_not_preempt_script,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ThreadState,
    get_script_run_ctx,
)

from maskviz.server.events import keep_waiting
from maskviz.server.gate import Gate, Turn
from maskviz.turns import GIVE_WAY

GATE = Gate()


class Requests(ScriptRequests):
    """What a session wants next; a newer change takes the place of one that waits."""

    def _request_rerun_locked(self, new_data: RerunData) -> bool:
        if self._state == ScriptRequestType.RERUN:
            keep_waiting(self._rerun_data.widget_states, new_data.widget_states)
        return super()._request_rerun_locked(new_data)

    @property
    def quiet(self) -> bool:
        """Whether nothing was asked for since the run began."""
        return self._state is ScriptRequestType.CONTINUE

    @property
    def stops(self) -> bool:
        """Whether a newer change, or the end, stops this run at Streamlit's next question.

        A change of one part of the page lets a run go on to its end.
        """
        if self._state == ScriptRequestType.RERUN:
            parts, own = self._rerun_data.fragment_id_queue, self._rerun_data
            return not _fragment_run_should_not_preempt_script(parts, own.is_fragment_scoped_rerun)
        return self._state == ScriptRequestType.STOP

    def newest(self, waited: RerunData) -> RerunData | None:
        """What waited, put together with what came meanwhile; None when the session is over."""
        if self._state == ScriptRequestType.CONTINUE:
            return waited
        newer = self.on_scriptrunner_ready()
        if newer.type == ScriptRequestType.STOP:
            return None
        both = Requests()
        both.request_rerun(waited)
        both.request_rerun(newer.rerun_data)
        return both.on_scriptrunner_ready().rerun_data


class Runner(ScriptRunner):
    """Streamlit's runner of one session, that waits at the gate before each run."""

    _requests: Requests

    def __init__(self, session_id: str, *args: Any, **words: Any) -> None:
        super().__init__(session_id, *args, **words)
        first = self._requests.on_scriptrunner_ready()
        self._requests = Requests()
        self._requests.request_rerun(first.rerun_data)
        self._turn = Turn(session_id)
        self._fresh = True

    def request_stop(self) -> None:
        super().request_stop()
        GATE.let_go(self._turn)

    def _run_script(self, rerun_data: RerunData) -> None:
        GIVE_WAY.set(self._maybe_handle_execution_control_request)
        try:
            if GATE.enter(self._turn) and (newest := self._requests.newest(rerun_data)):
                super()._run_script(newest)
        finally:
            GATE.leave(self._turn)

    def _install_event_loop(self) -> None:
        super()._install_event_loop()  # which Streamlit does each time a run begins
        self._fresh = True

    def _maybe_handle_execution_control_request(self) -> None:
        """Streamlit asks here, at each element, whether to stop; others may go first meanwhile.

        The first time is before the change that began this run was taken in, and a callback is in
        the middle of taking it in: stopped there, a click would be lost.
        """
        if self._is_in_script_thread() and self._execing:
            if self._requests.quiet and not GATE.due(self._turn):
                self._fresh = False
                return
            callback = ThreadState.get().run_location == RunLocation.CALLBACK
            begun = started()
            early, self._fresh = self._fresh and not begun, False
            # What a callback asks for is a part of its change: it does not queue a second time.
            GATE.step(self._turn, at_once=begun and not callback and self._requests.stops)
            if callback or early:
                return
        super()._maybe_handle_execution_control_request()


def started() -> bool:
    """Whether the page itself has begun, after the callbacks."""
    run = get_script_run_ctx(suppress_warning=True)
    return run is not None and run.has_script_started
