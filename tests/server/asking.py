"""Ask an ASGI application as a browser would, without a network; gives what a server would send."""

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message


class Answer:
    def __init__(self, messages: list[Message]) -> None:
        starts = [m for m in messages if m["type"] == "http.response.start"]
        assert len(starts) == 1, f"an answer begins once, not {len(starts)} times"
        self.status = starts[0]["status"]
        self.headers = Headers(raw=list(starts[0]["headers"]))
        self.body = b"".join(m.get("body", b"") for m in messages)


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request; the name of a header is written with underscores."""
    path, _, query = path.partition("?")
    named = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8501"), *named],
        "server": ("127.0.0.1", 8501),
        "client": ("127.0.0.1", 4000),
    }
    sent: list[Message] = []

    waiting = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in waiting:
            return message
        await anyio.sleep_forever()

    async def send(message: Message) -> None:
        sent.append(message)

    async def whole() -> None:
        await app(scope, receive, send)

    anyio.run(whole)
    return Answer(sent)
