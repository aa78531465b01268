"""What the board of the playground was sent, as a browser would have it on the screen."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.stage.pack import unpack

NAME = "maskviz.board"


def plain(rich: Iterable[str | Mapping[str, str]]) -> str:
    """A sentence without what is bold in it."""
    return "".join(piece if isinstance(piece, str) else "".join(piece.values()) for piece in rich)


@dataclass(frozen=True)
class Board:
    """One drawing of the board.

    parts  name -> body, in the order of drawing; also of those that were not sent again
    sent   the names of the parts that came with this message
    header the message's, without its parts
    """

    parts: Mapping[str, bytes]
    sent: frozenset[str]
    header: Mapping[str, Any]

    def json(self, part: str) -> Any:
        return json.loads(self.parts[part])

    def unpacked(self, part: str) -> tuple[dict, dict[str, np.ndarray]]:
        """Header and arrays of the parts `stage`, `flow` and `row`."""
        return unpack(self.parts[part])

    @property
    def title(self) -> str:
        return self.json("words")["title"]

    @property
    def lines(self) -> list[str]:
        """The sentences under the title."""
        return [plain(line) for line in self.json("words")["lines"]]

    @property
    def labs(self) -> dict[str, str]:
        """The questions that arise, by the address of the lab that answers them."""
        return {lab["address"]: lab["question"] for lab in self.json("words")["labs"]}

    @property
    def notes(self) -> list[str]:
        if "words" not in self.parts:  # of a page that says its notes itself
            return []
        return [plain(note) for note in self.json("words")["notes"]]

    @property
    def chips(self) -> dict[str, dict[str, Any]]:
        return {chip["key"]: chip for chip in self.json("words")["chips"]}

    @property
    def link(self) -> str | None:
        return self.json("words")["link"]

    @property
    def picks(self) -> dict[str, dict[str, Any]]:
        return {row["name"]: row for row in self.json("picks")}

    @property
    def figures(self) -> dict[str, str]:
        return dict(self.json("figures"))

    @property
    def hand(self) -> dict[str, Any]:
        return self.json("hand")

    def blocks(self, kind: str) -> list[dict[str, Any]]:
        return [block for block in self.json("answers")["blocks"] if block["kind"] == kind]

    @property
    def answers(self) -> list[str]:
        """The sentences under "What it does to the model"."""
        blocks = self.json("answers")["blocks"]
        return [plain(block["text"]) for block in blocks if "text" in block]

    @property
    def guesses(self) -> dict[str, list[tuple[str, float, str]]]:
        """Title of a list -> label, share and percentage of each token in it."""
        lists = [found for block in self.blocks("bars") for found in block["lists"]]
        return {found["title"]: [tuple(bar) for bar in found["bars"]] for found in lists}

    @property
    def tokens(self) -> dict[str, list[tuple[int, str]]]:
        """Label -> the tokens that can be written into the text, each as id and label."""
        return {b["label"]: [tuple(o) for o in b["options"]] for b in self.blocks("tokens")}

    @property
    def panels(self) -> dict[str, dict[str, Any]]:
        return {panel["name"]: panel for panel in self.json("panels")}

    @property
    def said(self) -> str:
        """All sentences of the board."""
        return " ".join([*self.lines, *self.notes, *self.answers])

    @property
    def address(self) -> dict[str, Any] | None:
        return self.header.get("address")


def decoded(message: bytes, before: Mapping[str, tuple[str, bytes]]) -> Board:
    """A message and what a browser kept of those before it: name -> digest and body.

    A part that is neither sent nor kept, or was kept with another digest, fails the test.
    """
    end = 4 + int.from_bytes(message[:4], "little")
    header, parts, sent = json.loads(message[4:end]), {}, set()
    bodies = zlib.decompress(message[end:], -zlib.MAX_WBITS) if header["packed"] else message[end:]
    for entry in header.pop("parts"):
        name = entry["name"]
        if "at" in entry:
            parts[name] = bodies[entry["at"] : entry["at"] + entry["size"]]
            assert len(parts[name]) == entry["size"] and entry["at"] % 4 == 0
            sent.add(name)
        else:
            digest, parts[name] = before[name]
            assert digest == entry["digest"], f"{name} was kept with another digest"
    return Board(parts, frozenset(sent), header)


def kept(message: bytes, board: Board) -> dict[str, tuple[str, bytes]]:
    """What a browser keeps of a drawing."""
    end = 4 + int.from_bytes(message[:4], "little")
    listed = json.loads(message[4:end])["parts"]
    return {entry["name"]: (entry["digest"], board.parts[entry["name"]]) for entry in listed}


def strings(value: Any) -> list[str]:
    """Every text in a body of JSON."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value
    return [s for item in inside for s in strings(item)] if isinstance(value, dict | list) else []
