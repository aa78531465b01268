"""A file is compressed once, for all visitors, and what was compressed longest ago is let go."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from anyio import Lock, to_thread

LEVEL = 9  # each file once a process, so the slowest level costs nothing
ROOM = 24 << 20  # bytes of all of them, packed; the files of all pages together are 7 MB


@dataclass(frozen=True)
class Packed:
    """A file as it travels: its bytes under gzip, its headers, and the tag of just this form."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    tag: bytes
    lasting: bool  # the address names the content, so that it need not be asked for again


class Shelf:
    """What was compressed, by address, as long as there is room."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.size = 0
        self.kept: OrderedDict[str, Packed] = OrderedDict()
        self.one_at_a_time = Lock()

    def get(self, path: str) -> Packed | None:
        if path in self.kept:
            self.kept.move_to_end(path)
        return self.kept.get(path)

    def put(self, path: str, packed: Packed) -> None:
        if old := self.kept.pop(path, None):
            self.size -= len(old.body)
        self.kept[path] = packed
        self.size += len(packed.body)
        while self.size > self.room and len(self.kept) > 1:
            _, old = self.kept.popitem(last=False)
            self.size -= len(old.body)

    async def pack(
        self, path: str, body: bytes, headers: tuple[tuple[bytes, bytes], ...]
    ) -> Packed:
        """The body under gzip: the one on the shelf if it was made from the same bytes.

        A page answers under any address, so what does not last lies there under its own tag.
        """
        tag = b'"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'-gzip"'
        lasting = b"immutable" in dict(headers).get(b"cache-control", b"")
        name = path if lasting else tag.decode()
        async with self.one_at_a_time:  # ten visitors who arrive together wait for one compression
            found = self.get(name)
            if found is None or found.tag != tag or found.headers != headers:
                small = await to_thread.run_sync(lambda: gzip.compress(body, LEVEL, mtime=0))
                self.put(name, found := Packed(small, headers, tag, lasting))
        return found
