"""One tab of a browser: it sends changes as a browser does and knows when they are answered."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from benchmarks.wire.board import BOARD
from benchmarks.wire.dial import dial
from benchmarks.wire.screen import Answer, Screen
from benchmarks.wire.tree import Node, Tree
from benchmarks.wire.widgets import TRIGGERS, field_of, said

PATIENCE = 60.0  # seconds for one answer
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


class Unanswered(Exception):
    """A change that was not answered: nothing came for a minute, or the server hung up."""


@dataclass(eq=False)
class Tab:
    """A page as one visitor has it open."""

    socket: ClientConnection
    url: str
    token: str
    page: str
    screen: Screen
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False
    presses: int = 0

    @property
    def tree(self) -> Tree:
        return self.screen.tree

    @property
    def states(self) -> dict[str, WidgetState]:
        return self.screen.states

    async def send(self, message: BackMsg) -> None:
        try:
            await self.socket.send(message.SerializeToString())
        except ConnectionClosed as reason:
            raise Unanswered(f"the server hung up: {reason}") from None

    async def ask(self, fragment: str = "", extra: Iterable[WidgetState] = ()) -> None:
        """Ask for a run with all that the page's widgets say, and do not wait for it."""
        message, screen = BackMsg(), self.screen
        rerun = message.rerun_script
        rerun.query_string = screen.pinned or screen.query
        rerun.page_script_hash = screen.page_hash
        rerun.page_name = "" if screen.page_hash else self.page
        rerun.fragment_id = fragment
        rerun.widget_states.widgets.extend([*screen.states.values(), *extra])
        rerun.cached_message_hashes.extend(screen.cache.hashes)
        rerun.context_info.timezone = "Europe/Berlin"
        rerun.context_info.locale = "en-US"
        rerun.context_info.url = f"{self.url}/{self.page}"
        rerun.context_info.color_scheme = "light"
        screen.answer = Answer(perf_counter())
        self.answered.clear()
        await self.send(message)
        for name in [n for n, s in self.states.items() if s.WhichOneof("value") in TRIGGERS]:
            del self.states[name]

    async def wait(self, patience: float = PATIENCE) -> Answer:
        """The answer to the last change."""
        try:
            await asyncio.wait_for(self.answered.wait(), patience)
        except TimeoutError:
            raise Unanswered(f"no answer within {patience:g} s") from None
        if self.closed:
            raise Unanswered("the server hung up")
        answer = self.screen.answer
        if lacks := self.screen.lacks:
            self.screen.lacks = []
            await self.report(BOARD, "lacks", lacks)
        return answer

    async def rerun(self) -> Answer:
        await self.ask()
        return await self.wait()

    async def set(self, key: str, value: Any = True) -> Answer:
        """Set a widget as a hand does: a value, the label of an option, True for a button."""
        return await self.change(self.tree.find(key), value)

    async def change(self, node: Node, value: Any) -> Answer:
        self.states[node.id] = said(node.id, field_of(node), value)
        await self.ask(node.fragment)
        return await self.wait()

    def hold(self, key: str, **state: Any) -> Node:
        """Give a component a state, as its script does, and send nothing yet."""
        node = self.tree.find(key)
        before = self.states.get(node.id)
        now = {**(json.loads(before.json_value) if before is not None else {}), **state}
        self.states[node.id] = said(node.id, "json_value", json.dumps(now))
        return node

    async def keep(self, key: str, **state: Any) -> Answer:
        """Change the state of a component."""
        await self.ask(self.hold(key, **state).fragment)
        return await self.wait()

    def event(self, node: Node, name: str, value: Any) -> WidgetState:
        """A press on a component, as it stands among the states."""
        self.presses += 1
        told = {"count": self.presses, "presses": [[name, value]]}
        events = json.dumps([{"event": "told", "value": told}])
        return said(EVENTS.format(node.id), "json_trigger_value", events)

    async def report(self, key: str, name: str, value: Any) -> Answer:
        """Let a component report a press."""
        node = self.tree.find(key)
        await self.ask(node.fragment, [self.event(node, name, value)])
        return await self.wait()

    async def listen(self) -> None:
        try:
            async for data in self.socket:
                if self.screen.read(data):
                    self.answered.set()
        except ConnectionClosed:
            pass
        finally:
            self.closed = True
            self.answered.set()


@asynccontextmanager
async def opened(url: str, page: str = "", query: str = "") -> AsyncIterator[Tab]:
    """A new visitor's tab; nothing was asked yet."""
    socket, token = await dial(url)
    tab = Tab(socket, url, token, page, Screen(query, query))
    listening = asyncio.create_task(tab.listen())
    try:
        yield tab
    finally:
        await socket.close()
        listening.cancel()
