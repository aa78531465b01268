"""One row of `make load`: visitors come, change things for a while, and leave."""

import asyncio
import http.client
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from benchmarks.process import Used, busy, used
from benchmarks.visitors import PAUSE, Log, visit
from benchmarks.wire.dial import host_and_port
from benchmarks.wire.texts import texts_of
from tests.browser.server import Server

IDLE = 5.0  # seconds in which nobody does anything
FILLING = 8, 20.0, 30.0  # visitors, seconds they stay, seconds until they are forgotten
PROBES = 0.2  # seconds between two questions whether the server is alive
Attack = Callable[[str, asyncio.Event, list[str]], Awaitable[None]]


@dataclass
class Crowd:
    """What one row measured."""

    name: str
    visitors: int
    window: float
    log: Log
    idle: float = 0.0  # seconds of processor time a second
    spent: float = 0.0  # seconds of processor time in the window
    before: Used | None = None
    during: Used | None = None
    after: Used | None = None
    health: float = 0.0
    ours: float = 0.0  # seconds of processor time of the visitors' own work in the window
    others: float = 0.0  # and of everybody else on the machine
    told: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        return percentile([1e3 * answer.seconds for answer in self.log.answers], share)

    def first_percentile(self, share: float) -> float:
        return percentile([1e3 * answer.seconds for answer in self.log.first], share)

    @property
    def rate(self) -> float:
        return len(self.log.answers) / self.window

    @property
    def offered(self) -> float:
        return self.visitors / (sum(PAUSE) / 2)

    @property
    def cpu(self) -> float:
        """Milliseconds of the server's processor time a change."""
        return 1e3 * (self.spent - self.idle * self.window) / max(1, len(self.log.answers))

    @property
    def memory(self) -> float:
        return (self.during.rss - self.before.rss) / self.visitors

    @property
    def given_back(self) -> float:
        return (self.during.rss - self.after.rss) / max(1e-9, self.during.rss - self.before.rss)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so large a share does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def healthy(url: str) -> float:
    """Milliseconds to the answer of the health check; a minute when there is none."""
    begun = time.perf_counter()
    link = http.client.HTTPConnection(*host_and_port(url), timeout=60)
    try:
        link.request("GET", "/_stcore/health")
        alive = link.getresponse().status == 200
    except OSError:
        alive = False
    finally:
        link.close()
    return 1e3 * (time.perf_counter() - begun) if alive else 60e3


@contextmanager
def watched(url: str):
    """Ask for the health all the time; the list of milliseconds."""
    found: list[float] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(PROBES):
            found.append(healthy(url))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    yield found
    stop.set()
    thread.join(70)


@asynccontextmanager
async def visitors(url: str, many: int, arrive: float, texts: list[str]):
    """So many normal visitors, the last of them here; they leave at the end."""
    log, stop = Log(), asyncio.Event()
    coming = [visit(url, i, arrive * i / many, log, stop, texts) for i in range(many)]
    tasks = [asyncio.create_task(one) for one in coming]
    patience = time.monotonic() + arrive + 120
    while log.open + len(log.failures) < many and time.monotonic() < patience:
        await asyncio.sleep(0.1)
    try:
        yield log
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def crowd(
    server: Server,
    many: int,
    window: float,
    rest: float,
    arrive: float,
    attack: Attack | None = None,
) -> Crowd:
    """Measure one row on a young server."""
    texts = texts_of(64)
    few, stay, forgotten = FILLING if rest else (1, 4.0, 2.0)
    async with visitors(server.url, few, 0, texts):
        await asyncio.sleep(stay)  # they pay for what is imported late, and fill the caches
    await asyncio.sleep(forgotten)
    begun = used(server.pid)
    await asyncio.sleep(IDLE)
    before = used(server.pid)
    found = Crowd("", many, window, Log(), (before.cpu - begun.cpu) / IDLE, before=before)
    stop = asyncio.Event()
    with watched(server.url) as health:
        async with visitors(server.url, many, arrive, texts) as log:
            found.log = log
            attacking = (
                [asyncio.create_task(attack(server.url, stop, found.told))] if attack else []
            )
            await asyncio.sleep(4 if attack else 0)
            log.clear()
            start, clock, mine, all_of = (
                used(server.pid),
                time.monotonic(),
                time.process_time(),
                busy(),
            )
            await asyncio.sleep(window)
            found.window = time.monotonic() - clock
            found.during = used(server.pid)
            found.spent = found.during.cpu - start.cpu
            found.ours = time.process_time() - mine
            found.others = busy() - all_of - found.ours - found.spent
            counted = list(log.answers), list(log.failures)
            found.health = max(health, default=0.0)
            stop.set()
            await asyncio.gather(*attacking)
    log.answers, log.failures = counted
    if rest:
        await asyncio.sleep(rest)
        found.after = used(server.pid)
    return found
