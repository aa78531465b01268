"""An old address leads on: whoever asks for it is sent to where its page is now."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# The playground was the bare address, and links of all versions were given out for it. Without
# anything asked it is the first page's now. A rule and a matrix had a page each.
MOVED = {"/": "playground", "/rule": "check", "/own": "check"}
BARE = {**MOVED, "/": "start"}


class Moved:
    """Middleware: a redirect before anything is loaded, with all that the address asks.

    It is relative, so that it holds behind a proxy too, and not kept by the browser, because
    another page may come to the old address. `base` is the path that the app is served under.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, f"/{base.strip('/')}".rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        moved = MOVED if scope.get("query_string") else BARE
        page = moved.get(scope.get("path", "").removeprefix(self.base))
        if not page or scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        asked = scope["query_string"].decode("latin-1")
        answer = RedirectResponse(f"./{page}{asked and '?'}{asked}", 307)
        answer.headers["Cache-Control"] = "no-store"
        await answer(scope, receive, send)
