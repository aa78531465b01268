"""A browser's side of Streamlit's websocket: sends what it likes, reads what comes back."""

import ast
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30.0  # seconds for one run on a busy machine


def dial(url: str) -> connect:
    """Where a tab of the app calls; to be entered."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None)


@dataclass
class Client:
    """One tab: its connection, the ids of what was drawn by key, and the last texts."""

    socket: ClientConnection
    query: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    finished: int = 0
    session: str = ""

    def send(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())

    def ask(self, *states: WidgetState) -> None:
        """Ask for a run and do not wait for it."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.widget_states.widgets.extend(states)
        self.send(message)

    def rerun(self, *states: WidgetState) -> None:
        """Ask for a run and read all of it."""
        seen = self.finished
        self.ask(*states)
        while self.finished == seen:
            self.read()

    def read(self, patience: float = PATIENCE) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self.socket.recv(patience))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.texts, self.errors = [], []
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "script_finished":
            # A run that made way for a newer one is not the answer that was waited for.
            self.finished += message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.drawn(message.delta.new_element)
        return message

    def drawn(self, element) -> None:
        name = element.WhichOneof("type")
        body = getattr(element, name)
        if name == "markdown":
            self.texts.append(body.body)
        elif name == "exception":
            self.errors.append(body.message)
        elif identity := getattr(body, "id", ""):
            self.ids[identity.rsplit("-", 1)[-1]] = identity

    def quiet(self, seconds: float) -> None:
        """Read whatever comes until nothing has come for so long."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self.read(seconds)
            except TimeoutError:
                return

    def said(self, word: str):
        """What the page says after a word, as Python's own value."""
        text = next(t for t in self.texts if t.startswith(word + " "))
        return ast.literal_eval(text.removeprefix(word + " "))

    def state(self, key: str, kind: str, value) -> WidgetState:
        """A widget's value of any type, right or wrong."""
        state = WidgetState(id=self.ids.get(key, key))
        target = getattr(state, kind)
        if hasattr(target, "data") and isinstance(value, list):
            target.data.extend(value)
        else:
            setattr(state, kind, value)
        return state
