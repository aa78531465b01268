"""A server takes so many visitors at a time; who comes then is told so."""

import os
from pathlib import PurePosixPath

from markupsafe import Markup
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SEATS = "MASKVIZ_SEATS"  # in the environment: how many tabs may be open at once
USUAL = 200
AGAIN = 20  # seconds until the page that says so asks again by itself
BUSY = 1013  # of a websocket: try again later
STREAM = "/_stcore/stream"

FULL = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>maskviz</title>'
    '<meta name="viewport" content="width=device-width">'
    '<meta http-equiv="refresh" content="{again}"></head><body><h1>maskviz</h1>'
    "<p>{seats} tabs are open here, as many as this server takes. This page asks again in {again} "
    "seconds; the address keeps what you wanted to see.</p></body></html>"
)


class Seats:
    """Middleware: counts the tabs that are connected, and lets no more in than there are seats."""

    def __init__(self, app: ASGIApp, seats: int | None = None) -> None:
        self.app = app
        self.seats = int(os.environ.get(SEATS, USUAL)) if seats is None else seats
        self.taken = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        full = self.taken >= self.seats
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            if full:
                await receive()  # the browser's wish to connect
                await send({"type": "websocket.close", "code": BUSY})
            else:
                await self._seat(scope, receive, send)
        elif full and is_page(scope):
            told = FULL.format(seats=f"{self.seats:,}", again=AGAIN)
            headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
            await HTMLResponse(told, 503, headers)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _seat(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.taken += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.taken -= 1


def is_page(scope: Scope) -> bool:
    """Whether somebody opens a page; scripts, pictures and health are answered in any case."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path = PurePosixPath(scope["path"])
    return not path.suffix and not {"_stcore", "media", "component", "static"} & set(path.parts)
