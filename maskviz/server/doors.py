"""Addresses that are no pages: what a search engine may read, and figures that are not for all."""

import os

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Set to 1, the figures of the process (modules, sessions, caches) are open to whoever asks.
METRICS = "MASKVIZ_METRICS"

ROBOTS = "User-agent: *\nDisallow: /_stcore/\nDisallow: /media/\nDisallow: /*?\n"  # no states


class Doors:
    """Middleware: answers /robots.txt, and 404 for the metrics unless the host opened them."""

    def __init__(self, app: ASGIApp, metrics: bool | None = None) -> None:
        self.app = app
        self.metrics = os.environ.get(METRICS) == "1" if metrics is None else metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer, path = self.app, scope.get("path", "").rstrip("/")
        if scope["type"] == "http" and path.endswith("/robots.txt"):
            answer = PlainTextResponse(ROBOTS, headers={"Cache-Control": "max-age=3600"})
        elif scope["type"] == "http" and not self.metrics and path.endswith("/_stcore/metrics"):
            answer = PlainTextResponse("Not Found", 404)
        await answer(scope, receive, send)
