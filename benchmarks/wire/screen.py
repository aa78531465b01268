"""What one tab of a browser shows and keeps, made from the messages that the server sends."""

import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire.board import BOARD, Board
from benchmarks.wire.cache import Cache
from benchmarks.wire.tree import Node, Tree
from benchmarks.wire.widgets import TRIGGERS, field_of, said, shown

PICTURES = (BOARD, "stage")  # keys of the component that draws
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Answer:
    """What came back for a change.

    asked     when it was sent
    seconds   from sending to the end of the run
    picture   from sending to the picture's message; None when none came
    runs      that were begun, those that made way for the next included
    """

    asked: float
    seconds: float = 0.0
    picture: float | None = None
    messages: int = 0
    bytes: int = 0
    runs: int = 0
    status: int = -1


@dataclass(eq=False)
class Screen:
    """A page as one visitor has it before him.

    query      what the address bar holds after the "?"
    pinned     the query that Streamlit's own script remembers: what the tab was opened with, until
               the server writes another; what a component writes into the address bar it never sees
    states     what the widgets say, by their ids
    fragments  the parts that the present run draws; none when it draws all
    lacks      parts of the board that were neither sent nor kept
    files      answers to questions where to put files, by their names
    """

    query: str = ""
    pinned: str = ""
    tree: Tree = field(default_factory=Tree)
    cache: Cache = field(default_factory=Cache)
    board: Board = field(default_factory=Board)
    states: dict[str, WidgetState] = field(default_factory=dict)
    page_hash: str = ""
    session: str = ""
    run: str = ""
    fragments: list[str] = field(default_factory=list)
    oldest: int = 2  # runs for which a large message is kept
    answer: Answer = field(default_factory=lambda: Answer(0.0))
    lacks: list[str] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=dict)

    def read(self, data: bytes) -> bool:
        """Take in one message; True when it ends the answer that is waited for."""
        message = ForwardMsg()
        message.ParseFromString(data)
        message = self.cache.whole(message)
        self.answer.messages += 1
        self.answer.bytes += len(data)
        match message.WhichOneof("type"):
            case "new_session":
                self.began(message)
            case "delta":
                node = self.tree.apply(message.delta, message.metadata.delta_path, self.run)
                if node.kind == "bidi_component":
                    self.drew(node)
            case "script_finished":
                return self.ended(message.script_finished)
            case "page_info_changed":
                self.query = self.pinned = message.page_info_changed.query_string
            case "navigation":
                self.page_hash = message.navigation.page_script_hash or self.page_hash
            case "file_urls_response":
                self.files[message.file_urls_response.response_id] = message.file_urls_response
        return False

    def began(self, message: ForwardMsg) -> None:
        new = message.new_session
        self.run = message.metadata.run.script_run_id
        self.fragments = list(message.metadata.run.fragment_ids)
        self.answer.runs += 1
        if new.HasField("initialize"):
            self.session = new.initialize.session_id or self.session
            self.oldest = new.config.max_cached_message_age
        if not self.fragments:
            if self.page_hash and new.page_script_hash != self.page_hash:
                self.tree = Tree()
            self.page_hash = new.page_script_hash

    def drew(self, node: Node) -> None:
        if node.key in PICTURES:
            self.answer.picture = time.perf_counter() - self.answer.asked
        if node.key == BOARD:
            self.lacks = self.board.take(node.body.bytes)
            if self.board.address is not None:
                self.query = self.board.address

    def ended(self, status: int) -> bool:
        if status in DONE:
            self.tree.ended(self.run, self.fragments)
            self.mount()
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        self.cache.ended(self.oldest, self.fragments)
        if not self.answer.runs:  # the end of what ran before
            return False
        self.answer.status = status
        self.answer.seconds = time.perf_counter() - self.answer.asked
        return True

    def mount(self) -> None:
        """Take in what was drawn: new widgets say their value, those that went say nothing."""
        there = set()
        for node in self.tree.all():
            if not node.id:
                continue
            there.add(node.id)
            field = field_of(node)
            given = node.fresh and getattr(node.body, "set_value", False)
            if field and field not in TRIGGERS and (given or node.id not in self.states):
                self.states[node.id] = said(node.id, field, shown(node))
            node.fresh = False
        for name in set(self.states) - there:
            del self.states[name]

    def errors(self) -> list[str]:
        """Streamlit's own boxes for a run that ended in an exception."""
        found = [node.body for node in self.tree.all() if node.kind == "exception"]
        return [f"{body.type}: {body.message}" for body in found]
