"""Pages to be printed: plain HTML, made behind the same gate as the runs of the app."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from anyio import Lock, to_thread
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from maskviz.server.gate import Turn
from maskviz.server.runs import GATE
from maskviz.turns import GIVE_WAY

Paper = Callable[[str], str]  # what the address asks for -> HTML; it remembers what it made
ASKED = "lesson"  # the parameter that says which part is wanted, all where there is none


class Papers:
    """Middleware: answers the addresses of papers, below `base`."""

    def __init__(self, app: ASGIApp, papers: Mapping[str, Paper], base: str = "") -> None:
        self.app = app
        root = f"/{base.strip('/')}".rstrip("/")
        self.papers = {f"{root}/{address}": paper for address, paper in papers.items()}
        self.one_at_a_time = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        paper = self.papers.get(scope.get("path", ""))
        if not paper or scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        asked = (parse_qs(scope["query_string"].decode("latin-1")).get(ASKED) or [""])[-1]
        async with self.one_at_a_time:  # a class that asks together waits for one making
            page = await to_thread.run_sync(made, paper, asked)
        answer = HTMLResponse(page, headers={"Cache-Control": "no-cache"})
        await answer(scope, receive, send)


def made(paper: Paper, asked: str) -> str:
    """Make a paper in a thread of its own, in its turn."""
    turn = Turn("papers")
    GIVE_WAY.set(lambda: GATE.step(turn) if GATE.due(turn) else None)
    try:
        GATE.enter(turn)
        return paper(asked)
    finally:
        GATE.leave(turn)
