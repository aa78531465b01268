"""A full server says so, and has a seat again when somebody leaves."""

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from maskviz.server.seats import BUSY, SEATS, STREAM, USUAL, Seats
from tests.server.asking import ask

APP = Starlette(
    routes=[Route("/{path:path}", lambda request: PlainTextResponse("inside"))],
)


class Tab:
    """A websocket that stays until the test lets it go."""

    def __init__(self, seats: Seats):
        self.seats, self.leave, self.sent = seats, anyio.Event(), []

    async def open(self) -> None:
        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            self.sent.append(message)

        await self.seats({"type": "websocket", "path": STREAM, "tab": self}, receive, send)


async def stay(scope, receive, send):
    await scope["tab"].leave.wait()


async def opened(group, *tabs: Tab) -> None:
    for tab in tabs:
        group.start_soon(tab.open)
    await anyio.wait_all_tasks_blocked()


def test_more_tabs_than_seats_are_sent_away_until_one_leaves():
    async def day():
        seats = Seats(stay, 2)
        tabs = [Tab(seats) for _ in range(4)]
        async with anyio.create_task_group() as group:
            await opened(group, *tabs[:3])
            assert [tab.sent for tab in tabs[:3]] == [
                [],
                [],
                [{"type": "websocket.close", "code": BUSY}],
            ]
            tabs[0].leave.set()
            await anyio.wait_all_tasks_blocked()
            await opened(group, tabs[3])
            assert tabs[3].sent == [] and seats.taken == 2
            tabs[1].leave.set()
            tabs[3].leave.set()
        assert seats.taken == 0

    anyio.run(day)


@pytest.mark.parametrize("path", ["/", "/playground?mask=causal", "/deep/own"])
def test_a_page_says_that_the_server_is_full(path):
    answer = ask(Seats(APP, 0), path)
    assert answer.status == 503 and answer.headers["retry-after"] == "20"
    assert b"0 tabs are open here, as many as this server takes" in answer.body


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/a.js", "/media/x", "/robots.txt"])
def test_what_is_no_page_is_answered_in_any_case(path):
    assert ask(Seats(APP, 0), path).status == 200


def test_with_a_seat_left_the_page_opens():
    assert ask(Seats(APP, 1), "/").body == b"inside"


def test_the_host_says_how_many(monkeypatch):
    assert Seats(APP).seats == USUAL == 200
    monkeypatch.setenv(SEATS, "30")
    assert Seats(APP).seats == 30
