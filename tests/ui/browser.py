"""What a browser does for the app under AppTest.

It keeps what is not drawn again, holds the parts and the state of the board, tells what was clicked
on it, and writes the address that the board asks for.
"""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner import ScriptRunnerEvent as Event
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from tests.ui.board import NAME, Board, decoded, kept

APP = Path(__file__).parents[2] / "app.py"
STATES = ("locked", "paint")  # the rest are presses


class Runner(LocalScriptRunner):
    """Streamlit's own, which is told where was clicked and what is on the screen.

    A keyed rerun sends its fragment only; what stands around it stays, as it does in a browser.
    """

    def __init__(self, *args: Any, page: "Page", **options: Any) -> None:
        super().__init__(*args, **options)
        self.page = page
        if page.pages:  # a session knows its pages; AppTest forgets them from run to run
            self._pages_manager._set_pages(page.pages)

    def request_rerun(self, rerun_data: RerunData) -> bool:
        if self.page.clicked_in:
            self._requests = ScriptRequests()  # without the full run that it begins with
        came = {"fragment_id": self.page.clicked_in, "is_history_navigation": self.page.went_back}
        return super().request_rerun(replace(rerun_data, **came))

    def forward_msgs(self) -> list[ForwardMsg]:
        self.page.pages = self._pages_manager.get_pages()
        runs = zip(self.events, self.event_data, strict=True)
        drawn = [d["fragment_ids_this_run"] for e, d in runs if e == Event.SCRIPT_STARTED][-1]
        stays = [m for m in self.page.screen if drawn and m.delta.fragment_id not in drawn]
        self.page.alone, self.page.screen = bool(drawn), [*stays, *super().forward_msgs()]
        return self.page.screen


class Page(AppTest):
    """The app in one tab."""

    def __init__(self) -> None:
        super().__init__(APP, default_timeout=60)
        self.screen: list[ForwardMsg] = []
        self.pages: dict[str, Any] = {}  # by their hashes, as the last run had them
        self.alone = False  # whether the last run drew the board and nothing else
        self.clicked_in: str | None = None
        self.reported: dict[str, Any] = {}  # the component's state
        self.triggers: list[dict[str, Any]] = []
        self.presses = 0
        self.bodies: dict[str, tuple[str, bytes]] = {}
        self.board: Board | None = None
        self.history: list[str] = [""]  # what the browser's Back would go to, and where it is
        self.went_back = False
        self.known: dict[str, Any] = {}  # the address as Streamlit knows it
        self.bar: dict[str, Any] = {}  # the one that the board has written since

    def _run(self, widget_state: WidgetStates | None = None, timeout: float | None = None):
        if self.query_params == self.bar:
            self.query_params = self.known  # it does not notice what a script writes
        states = WidgetStates() if widget_state is None else widget_state
        if mounted := self.mounted():
            if self.reported:
                states.widgets.add(id=mounted.id, json_value=json.dumps(self.reported))
            if self.triggers:
                name = _make_trigger_id(mounted.id, "events")
                states.widgets.add(id=name, json_trigger_value=json.dumps(self.triggers))
        with patch.object(app_test, "LocalScriptRunner", partial(Runner, page=self)):
            super()._run(states, timeout)
        self.triggers, self.clicked_in, self.went_back = [], None, False
        self.known = self.bar = self.query_params
        self.draw()
        return self

    def mounted(self) -> Any:
        """The message to the board that is on the screen."""
        found = [e.proto for e in self.get("bidi_component") if e.proto.component_name == NAME]
        return found[0] if found else None

    def draw(self) -> None:
        """Take what was sent, as the board's script does, and write the address."""
        if (mounted := self.mounted()) is None:
            self.board = None
            return
        self.board = decoded(mounted.bytes, self.bodies)
        self.bodies |= kept(mounted.bytes, self.board)
        if address := self.board.address:
            query = address["query"]
            if query != self.history[-1]:
                self.history[len(self.history) - (not address["push"]) :] = [query]
            self.query_params = self.bar = words_of(query)

    def back(self) -> "Page":
        """Run after the browser's button Back."""
        self.history.pop()
        self.query_params, self.went_back = words_of(self.history[-1]), True
        return self.run()

    def picked(self, name: str, position: int) -> "Page":
        """Run after a token was clicked in a row: the script tells which are on then."""
        on = {*self.board.picks[name]["on"]} ^ {position}
        return self.did("pick", {"name": name, "on": sorted(on)})

    def did(self, name: str, value: Any) -> "Page":
        """Run after this was done on the board: the name of a state or a press, and its value."""
        if name in STATES:
            self.reported[name] = value
        else:
            self.presses += 1
            told = {"count": self.presses, "presses": [[name, value]]}
            self.triggers = [{"event": "told", "value": told}]
        self.clicked_in = next(fragment for fragment in map(of_board, self.screen) if fragment)
        return self.run()


def words_of(query: str) -> dict[str, Any]:
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def of_board(message: ForwardMsg) -> str:
    """The fragment of the message that draws the board."""
    delta = message.delta
    shown = message.HasField("delta") and delta.WhichOneof("type") == "new_element"
    mine = shown and delta.new_element.bidi_component.component_name == NAME
    return delta.fragment_id if mine else ""
