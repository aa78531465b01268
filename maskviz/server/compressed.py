"""Scripts, styles and pages travel compressed; every file is compressed once and kept."""

from pathlib import PurePosixPath

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from maskviz.server.shelf import Packed, Shelf
from maskviz.server.whole import collect

SMALLEST = 500  # bytes; below it the header of gzip eats what is won
TYPES = ("text/", "application/javascript", "application/json", "image/svg+xml")
SUFFIXES = {"", ".html", ".js", ".css", ".svg", ".json", ".txt"}  # "" is the address of a page
NOT_FILES = ("/_stcore/", "/media/", "/component/")  # answers of the moment, or packed already
FILES = "/_stcore/bidi-components/"
OF_THE_BODY = {b"content-length", b"etag", b"last-modified", b"accept-ranges", b"vary"}


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header lets the answer be gzip; `gzip;q=0` forbids it."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        try:
            weights[name.strip()] = float(weight.partition("=")[2] or 1)
        except ValueError:
            weights[name.strip()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def is_file(path: str) -> bool:
    """Whether an address may be answered by a file worth compressing."""
    if any(part in path for part in NOT_FILES) and FILES not in path:
        return False
    return PurePosixPath(path).suffix in SUFFIXES


class Compressed:
    """Middleware: answers for files come compressed from the shelf, all else passes untouched."""

    def __init__(self, app: ASGIApp, shelf: Shelf | None = None) -> None:
        self.app = app
        self.shelf = shelf or Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        asked, path = Headers(scope=scope), scope["path"]
        if not is_file(path):
            return await self.app(scope, receive, send)
        if "range" in asked or not takes_gzip(asked.get("accept-encoding", "")):
            return await self.app(scope, receive, varying(send))
        packed = self.shelf.get(path)
        if packed is None or not packed.lasting:
            packed = await self.fetched(scope, receive, send)
        if packed:
            await answer(packed, asked, send, head=scope["method"] == "HEAD")

    async def fetched(self, scope: Scope, receive: Receive, send: Send) -> Packed | None:
        """Ask the app for the whole file and pack it; None when the answer went out untouched."""
        whole = await collect(self.app, scope, receive, varying(send), worth_it)
        if whole is None:
            return None
        kept = [(k, v) for k, v in whole.headers if k not in OF_THE_BODY]
        return await self.shelf.pack(scope["path"], bytes(whole.body), tuple(kept))


def worth_it(status: int, headers: Headers) -> bool:
    """A text, not too short, that nobody has compressed yet and that is the same for all."""
    return (
        status == 200
        and int(headers["content-length"]) >= SMALLEST
        and "content-encoding" not in headers
        and "set-cookie" not in headers
        and headers.get("content-type", "").startswith(TYPES)
    )


def varying(send: Send) -> Send:
    """The same answer, saying that it would be another one for who takes gzip."""

    async def said(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return said


async def answer(packed: Packed, asked: Headers, send: Send, head: bool) -> None:
    """Send what is on the shelf, or say that the browser's copy is still the same."""
    wanted = [tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")]
    fresh = packed.tag.decode() in wanted or "*" in wanted
    headers = [*packed.headers, (b"etag", packed.tag), (b"vary", b"Accept-Encoding")]
    if fresh:
        headers = [(k, v) for k, v in headers if k != b"content-type"]
    else:
        size = str(len(packed.body)).encode()
        headers += [(b"content-encoding", b"gzip"), (b"content-length", size)]
    status = 304 if fresh else 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if fresh or head else packed.body})
