"""The board: everything that changes with a key press, as one component and one message.

Layout of the message: uint32 length of the header, the header as JSON padded with spaces to a
multiple of 4, then the bodies of the parts that are sent, each at a multiple of 4; together they
are deflated (RFC 1951) when the header says `"packed": true`.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from maskviz.stage.component import nothing, register
from maskviz.stage.pack import framed, padded

WORTH_PACKING = 4_096  # bytes: less is sent as it is, and drawn without waiting
Rich = Sequence[str | Mapping[str, str]]  # text, with {"b": …} in bold


@dataclass(frozen=True)
class Address:
    """What the address bar is to say: the query with its `?`, or nothing.

    push     whether one would want to come back to what stood there until now
    problem  why there is no link of this state; nothing when there is
    asked    the query that the session began with, in its first message: where the browser has
             another one it says so, with `arrived`
    """

    query: str
    push: bool = False
    problem: str = ""
    asked: str | None = None


def bold(text: str) -> Mapping[str, str]:
    return {"b": text}


def digests(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name -> what tells one body of a part from another."""
    return {name: blake2b(body, digest_size=8).hexdigest() for name, body in parts.items()}


def board_message(
    parts: Mapping[str, bytes],
    held: Mapping[str, str],
    address: Address | None,
    page: str,
    taken: int = 0,
) -> tuple[bytes, dict[str, str]]:
    """The parts as the bytes that the browser draws, in the order of drawing, and what it then has.

    held  what the browser has, as `digests` gave it: such a part is named and not sent
    page  the title of the browser's window
    taken how many presses were
    """
    listed, bodies, at = [], [], 0
    now = digests(parts)
    for name, digest in now.items():
        entry: dict[str, Any] = {"name": name, "digest": digest}
        if held.get(name) != digest:
            body = padded(parts[name])
            entry |= {"at": at, "size": len(parts[name])}
            bodies.append(body)
            at += len(body)
        listed.append(entry)
    header: dict[str, Any] = {"parts": listed, "page": page, "taken": taken}
    if address is not None:
        header["address"] = {"query": address.query, "push": address.push}
        if address.asked is not None:
            header["address"]["asked"] = address.asked
    body = b"".join(bodies)
    if header.setdefault("packed", len(body) >= WORTH_PACKING):
        deflate = zlib.compressobj(level=1, wbits=-zlib.MAX_WBITS)
        body = deflate.compress(body) + deflate.flush()
    return framed(header) + body, now


canvas = register("board", "board/board.js", "board/board.css")


def board(
    message: bytes, *, key: str = "board", told: Mapping[str, Callable[[], None]] | None = None
) -> Mapping[str, Any]:
    """Draw the board (see `board_message`) and tell what was done to it.

    told  name -> what to call: the states `locked`, {"q": int, "k": int} in absolute positions or
          None, and `paint`, the book {slot: {"base": str, "flips": [q * 2048 + k, …]}}, with
          painted biases also "biases": [[bias, [cell, …]], …], slots with neither left out; the
          trigger `told` with its presses (see `ui/kit/taken.py`): `head` and `layer` int, `chip`
          and `panel` name, `token` id, `pick` {"name": str, "on": [int]}, `lacks` [names of parts
          that the browser does not have] and `arrived` the browser's own query
    """
    given = told or {}
    names = ("locked", "paint", "told")
    calls = {f"on_{name}_change": given.get(name, nothing) for name in names}
    return canvas(key=key, data=message, default={"locked": None, "paint": {}}, **calls)
