"""A component is sent as one script and one style sheet, though its sources are many small ones."""

from functools import lru_cache

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from maskviz.stage.inline import ASSETS, join

SERVED = "/_stcore/bidi-components/maskviz."  # then name/path, the path as it lies in ASSETS
TYPES = {".js": "text/javascript", ".css": "text/css"}
ENTRY = "export default"  # what Streamlit asks a component's script for; other modules have none


def file_of(path: str) -> str | None:
    """The script or style of ours that an address asks for, relative to ASSETS."""
    _, found, rest = path.partition(SERVED)
    name = rest.partition("/")[2]
    file = ASSETS / name
    if not found or file.suffix not in TYPES or ".." in name.split("/") or not file.is_file():
        return None
    return name


@lru_cache(maxsize=32)
def bundle(name: str, _changed: int) -> bytes | None:
    """An entry and all it imports as one text; None when it is no entry."""
    if name.endswith(".js") and ENTRY not in (ASSETS / name).read_text("utf-8"):
        return None
    return join(name).encode()


def changed() -> int:
    """When a source was last touched, so that an author sees his change after a reload."""
    return max(file.stat().st_mtime_ns for file in ASSETS.glob("*/*"))


class Bundles:
    """Middleware: one answer in place of Streamlit's sixty, for the entries of our components."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer, name = self.app, None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            name = file_of(scope["path"])
        if name and (body := bundle(name, changed())):
            kind = TYPES[name[name.rindex(".") :]]
            answer = Response(body, 200, {"Cache-Control": "no-cache"}, kind)
        await answer(scope, receive, send)
