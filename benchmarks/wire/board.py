"""The parts of the picture that arrive in one message; those that did not change are not sent."""

import json
import zlib
from dataclasses import dataclass, field

BOARD = "board"


@dataclass
class Board:
    """What the board's script keeps in a tab: the last body of each part, by its digest.

    parts    name of each part that is drawn now -> its body
    address  the query that the script has written into the address bar; None when it wrote none
    """

    store: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    address: str | None = None

    def take(self, message: bytes) -> list[str]:
        """Read a message; the names of the parts that were not sent and are not kept."""
        start = 4 + int.from_bytes(message[:4], "little")
        header, bodies = json.loads(message[4:start]), message[start:]
        if header.get("packed"):
            bodies = zlib.decompressobj(-15).decompress(bodies)
        lacks, self.parts = [], {}
        for part in header["parts"]:
            name, digest = part["name"], part["digest"]
            if "at" in part:
                body = bodies[part["at"] : part["at"] + part["size"]]
                self.store[name] = digest, body
            if self.store.get(name, ("",))[0] == digest:
                self.parts[name] = self.store[name][1]
            else:
                lacks.append(name)
        if "address" in header:
            self.address = header["address"]["query"].lstrip("?")
        return lacks
