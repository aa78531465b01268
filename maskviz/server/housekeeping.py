"""What the server does by itself, beside what visitors ask for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from maskviz.server.runs import GATE

RELIEVED = 0.1  # seconds between two looks at who holds the gate too long


async def relieve() -> None:
    while True:
        await asyncio.sleep(RELIEVED)
        GATE.relieve()


@asynccontextmanager
async def housekeeping() -> AsyncIterator[None]:
    """As long as the server runs: let the next one in when a run makes no steps."""
    task = asyncio.create_task(relieve())
    try:
        yield
    finally:
        task.cancel()
