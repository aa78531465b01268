"""Which messages of a browser are obeyed, and how many of them in a second."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import _coalesce_widget_states

from maskviz.server.alone import Heard, begin_with_part
from maskviz.server.events import keep_waiting
from maskviz.server.notes import note
from maskviz.server.stale import mark
from maskviz.server.uploads import takes_files

OBEYED = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
OPERATIONS = {"deferred_file", "dataframe_chunk"}
RATE = 10.0  # reruns a second that a session may ask for; a slider dragged by hand makes five
BURST = 20.0  # and at once
OTHERS = 20.0  # other messages a second

Obey = Callable[[AppSession, BackMsg], None]


@dataclass
class Bucket:
    """What a session may still send: it fills with time and never holds more than a burst."""

    rate: float
    full: float
    left: float = field(init=False)
    at: float = -1e9

    def __post_init__(self) -> None:
        self.left = self.full

    def wait(self, now: float) -> float:
        """Take one; 0 when there was one, else the seconds until there will be one."""
        self.left = min(self.full, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left >= 1:
            self.left -= 1
            return 0.0
        return (1 - self.left) / self.rate


@dataclass(eq=False)
class Pace:
    """How fast a session sends, and the change that waits because it sent too fast."""

    reruns: Bucket = field(default_factory=lambda: Bucket(RATE, BURST))
    others: Bucket = field(default_factory=lambda: Bucket(OTHERS, 2 * OTHERS))
    waiting: BackMsg | None = None
    heard: Heard = field(default_factory=Heard)


def merge(waiting: BackMsg, newer: BackMsg) -> BackMsg:
    """One message for two: the newer one, with the events and clicks that only the older has."""
    old, new = waiting.rerun_script, newer.rerun_script
    keep_waiting(old.widget_states, new.widget_states)
    states = _coalesce_widget_states(old.widget_states, new.widget_states)
    if states is not None and states is not new.widget_states:
        new.widget_states.CopyFrom(states)
    if old.fragment_id != new.fragment_id:
        new.fragment_id = ""  # two parts of the page: all of it
    return newer


class Doorkeeper:
    """Stands before `AppSession.handle_backmsg`: lets through what a visitor may ask for."""

    def __init__(
        self,
        obey: Obey,
        now: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], object] | None = None,
    ):
        self._obey, self._now = obey, now
        self._later = later or (lambda wait, do: asyncio.get_running_loop().call_later(wait, do))
        self._paces: WeakKeyDictionary[AppSession, Pace] = WeakKeyDictionary()

    def handle(self, session: AppSession, message: BackMsg) -> None:
        """In place of `AppSession.handle_backmsg`."""
        kind = message.WhichOneof("type")
        pace = self._paces.setdefault(session, Pace())
        if kind == "rerun_script":
            before = pace.heard.said
            begin_with_part(session, message.rerun_script, pace.heard)
            mark(message.rerun_script.widget_states, before)
            self._rerun(session, message, pace)
        elif not obeyed(session, message):
            note(f"A browser asked for what no visitor may: {kind if kind in KNOWN else 'nothing'}")
        elif pace.others.wait(self._now()):
            note("A browser sends too many messages a second: dropped")
        else:
            self._obey(session, message)

    def _rerun(self, session: AppSession, message: BackMsg, pace: Pace) -> None:
        if pace.waiting is not None:
            pace.waiting = merge(pace.waiting, message)
        elif wait := pace.reruns.wait(self._now()):
            note("A browser asks for more reruns a second than are carried out: put together")
            pace.waiting = message
            self._later(wait, lambda: self._deliver(session, pace))
        else:
            self._obey(session, message)

    def _deliver(self, session: AppSession, pace: Pace) -> None:
        message, pace.waiting = pace.waiting, None
        pace.reruns.wait(self._now())
        if message is not None:
            self._obey(session, message)


KNOWN = {f.name for f in BackMsg.DESCRIPTOR.fields}


def obeyed(session: AppSession, message: BackMsg) -> bool:
    """Whether a visitor may ask for it; caches, git and files of the server are not his."""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    if kind == "file_urls_request":
        return takes_files(session)
    return kind in OBEYED
