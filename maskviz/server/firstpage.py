"""A first visit: the page says at once whose it is and what it needs, and nothing comes twice."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.file_util import get_static_dir

from maskviz.server.page import needed, rewritten
from maskviz.server.sheet import own_files
from maskviz.server.whole import collect

STATIC = Path(get_static_dir())
FOREVER = "public, immutable, max-age=31536000"  # for addresses that name their content
A_DAY = "public, max-age=86400"
PAGES = {"", ".html"}  # how the address of a page ends

Hints = Mapping[str, Sequence[str]]


class FirstPage:
    """Middleware: Streamlit's page with our name, icon, style sheet and hints.

    `hints` names, for the page of an address, the kinds of elements on it, by the names of
    Streamlit's scripts, and the files of components; what stands under "" is for all other pages.
    An address that is none of `pages`, below `base`, is answered 404, with a page that says so.
    """

    def __init__(
        self, app: ASGIApp, icon: Path, hints: Hints, pages: Sequence[str], base: str = ""
    ) -> None:
        self.app, self.hints = app, hints
        self.pages = {"", "index.html", *pages}
        self.base = f"/{base.strip('/')}".rstrip("/")
        own, old, new, script = own_files(STATIC)
        self.sheet, self.script = (old, new), f"./static/js/{script}"
        self.files = {path: (*file, FOREVER) for path, file in own.items()}
        self.files["/favicon.png"] = icon.read_bytes(), "image/svg+xml", A_DAY
        self.made = lru_cache(maxsize=32)(self.make)

    def make(self, page: str, name: str) -> bytes:
        """The page for an address that ends with this name."""
        addresses = []
        for kind in self.hints[name]:
            if kind.startswith("maskviz."):
                addresses.append(f"./_stcore/bidi-components/{kind}")
            else:
                files = needed(kind, STATIC / "static/js")
                addresses += [f"./static/js/{file}" for file in files]
        light, dark = (
            config.get_option(f"theme.{side}.backgroundColor") for side in ("light", "dark")
        )
        return (
            rewritten(page, name, self.script, addresses, (light, dark))
            .replace(*self.sheet)
            .encode()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        path = PurePosixPath(scope["path"])
        for address, (body, kind, kept) in self.files.items():
            if scope["path"].endswith(address):
                file = Response(body, 200, {"Cache-Control": kept}, kind)
                return await file(scope, receive, send)
        if path.suffix not in PAGES or "_stcore" in path.parts or "media" in path.parts:
            return await self.app(scope, receive, send)
        if whole := await collect(self.app, scope, receive, send, is_page):
            name = path.name if path.name in self.hints else ""
            body = self.made(whole.body.decode(), name)
            known = scope["path"].removeprefix(self.base).strip("/") in self.pages
            headers = {"Cache-Control": "no-cache"}
            page = Response(body, 200 if known else 404, headers, "text/html")
            await page(scope, receive, send)


def is_page(status: int, headers: Headers) -> bool:
    return status == 200 and headers.get("content-type", "").startswith("text/html")
