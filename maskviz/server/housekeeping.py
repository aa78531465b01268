"""What the server does by itself, beside what visitors ask for."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from typing import Any, cast

from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from maskviz.server.runs import GATE

RELIEVED = 0.1  # seconds between two looks at who holds the gate too long
SWEPT = 10.0  # seconds between two looks at who has left
TRIMMED = 60.0  # seconds at least between two times that memory is given back
GROWN = 64 << 20  # bytes that the process has grown by when it is worth it
STATM = Path("/proc/self/statm")  # on Linux


@dataclass
class Trim:
    """When memory is given back: the process has grown, and it was not just done."""

    give_back: Callable[[], object]
    resident: Callable[[], int]
    now: Callable[[], float] = time.monotonic
    last: float = float("-inf")
    size: int = 0  # bytes after the last time

    def due(self) -> bool:
        self.size = min(self.size, self.resident()) if self.size else self.resident()
        return self.resident() - self.size >= GROWN and self.now() - self.last >= TRIMMED

    def run(self) -> None:
        self.give_back()
        self.last, self.size = self.now(), self.resident()


def resident() -> int:
    """Bytes of memory that the process has; 0 where the system does not say."""
    return int(STATM.read_text().split()[1]) * getpagesize() if STATM.exists() else 0


def sweep(storage: MemorySessionStorage) -> int:
    """Forget those who left and did not come back in time; how many.

    Streamlit does so when the next one leaves, and after the last class of a day nobody does.
    """
    left = cast(TTLCache, storage._cache)
    before = len(left._data)
    left.expire()
    return before - len(left._data)


async def relieve() -> None:
    while True:
        await asyncio.sleep(RELIEVED)
        GATE.relieve()


async def tidy(runtime: Runtime, trim: Trim) -> None:
    while True:
        await asyncio.sleep(SWEPT)
        if sweep(cast(Any, runtime)._session_mgr._session_storage):
            gc.collect()  # a session is a circle of objects
        if trim.due():
            await asyncio.to_thread(trim.run)


@asynccontextmanager
async def housekeeping(runtime: Runtime, give_back: Callable[[], object]) -> AsyncIterator[None]:
    """As long as the server runs: nobody keeps the gate, and who left leaves no memory behind."""
    tasks = [
        asyncio.create_task(relieve()),
        asyncio.create_task(tidy(runtime, Trim(give_back, resident))),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
