"""An answer is collected whole where it is one to work on, and sent on as it comes where not."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range"}
LARGEST = 4 << 20  # bytes; what is larger is not collected

Wanted = Callable[[int, Headers], bool]


class Whole:
    """The `send` of an application whose answer is collected when `wanted` says so."""

    def __init__(self, send: Send, wanted: Wanted, head: bool) -> None:
        self.send, self.wanted, self.head = send, wanted, head
        self.kept, self.body = False, bytearray()
        self.headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.headers = list(message["headers"])
            found = Headers(raw=self.headers)
            known = 0 <= int(found.get("content-length", "-1")) <= LARGEST
            self.kept = known and self.wanted(message["status"], found)
        if self.kept:
            self.body += message.get("body", b"")
        elif self.head and message["type"] == "http.response.body":
            await self.send({**message, "body": b""})
        else:
            await self.send(message)


async def collect(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, wanted: Wanted
) -> Whole | None:
    """Ask for all of it, uncompressed, whatever part the browser asked for.

    None when the answer was not wanted: then it has gone out through `send`.
    """
    headers = [(k, v) for k, v in scope["headers"] if k not in ASKED]
    plain = {**scope, "method": "GET", "headers": headers, "extensions": {}}
    whole = Whole(send, wanted, head=scope["method"] == "HEAD")
    await app(plain, receive, whole)
    return whole if whole.kept else None
