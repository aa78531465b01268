"""Papers: made behind the gate, in a thread, one at a time, under any base."""

import threading

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from maskviz.server.compressed import Compressed
from maskviz.server.headers import SafeHeaders
from maskviz.server.papers import Papers
from maskviz.server.runs import GATE
from maskviz.turns import step
from tests.server.asking import ask

LONG = "<p>paper</p>" * 100


def served(paper, base: str = ""):
    papers = Middleware(Papers, papers={"handout": paper}, base=base)
    middleware = [Middleware(SafeHeaders), Middleware(Compressed), papers]
    return Starlette(
        routes=[Route("/{rest:path}", lambda request: PlainTextResponse("the app"))],
        middleware=middleware,
    )


@pytest.mark.parametrize(("base", "path"), [("", "/handout"), ("masks", "/masks/handout")])
def test_it_is_a_page_with_safe_headers_compressed_and_asked_again(base, path):
    app = served(lambda asked: f"{LONG}{asked}", base)
    plain = ask(app, f"{path}?lesson=causal&x=1")
    assert plain.body.decode() == f"{LONG}causal"
    assert plain.headers["content-type"].startswith("text/html")
    assert "frame-ancestors 'self'" in plain.headers["content-security-policy"]
    assert plain.headers["cache-control"] == "no-cache"
    packed = ask(app, path, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and len(packed.body) < len(LONG) / 5
    again = ask(app, path, accept_encoding="gzip", if_none_match=packed.headers["etag"])
    assert again.status == 304 and not again.body


@pytest.mark.parametrize("path", ["/", "/handouts", "/handout/", "/masks/handout", "/playground"])
def test_other_addresses_are_the_apps(path):
    assert ask(served(lambda asked: LONG), path).body == b"the app"


def test_it_is_made_in_a_thread_behind_the_gate_and_gives_way():
    threads, inside = [], []

    def paper(asked: str) -> str:
        threads.append(threading.current_thread())
        inside.append({turn.who for turn in GATE._running})
        step()
        return LONG

    ask(served(paper), "/handout")
    assert threads[0] is not threading.main_thread() and inside == [{"papers"}]
    assert not GATE._running


def test_a_fault_in_the_making_frees_the_gate():
    def paper(asked: str) -> str:
        raise ValueError("no paper")

    with pytest.raises(ValueError, match="no paper"):
        ask(served(paper), "/handout")
    assert not GATE._running


def test_a_class_that_asks_together_makes_it_once_at_a_time():
    now, most = [0], [0]

    def paper(asked: str) -> str:
        now[0] += 1
        most[0] = max(most[0], now[0])
        threading.Event().wait(0.01)
        now[0] -= 1
        return LONG

    app = Papers(None, {"handout": paper})
    sent: list[dict] = []

    async def one() -> None:
        async def send(message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/handout", "query_string": b""}
        await app(scope, anyio.sleep_forever, send)

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(one)

    anyio.run(all_of_them)
    assert most == [1] and sum(m["type"] == "http.response.start" for m in sent) == 8
