"""One session that means harm, beside twenty that do not; all of it is legal on the wire."""

import asyncio
import http.client
import json
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from functools import partial

from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.visitors import PAGE, link, picture_of
from benchmarks.wire.dial import XSRF, host_and_port
from benchmarks.wire.tab import EVENTS, Tab, Unanswered, opened
from benchmarks.wire.texts import texts_of
from benchmarks.wire.widgets import said
from maskviz.masks.compose import Join, Term, typed
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link

RULES = 12  # under one `and`, as many as the limit of nodes allows
EVENTS_AT_ONCE = 20_000
FILES = 300  # of 1 MB
Act = Callable[[Tab, asyncio.Event], Awaitable[int]]


def heaviest() -> str:
    """The link of the heaviest legal state: 256 tokens, every head of every layer a mask of twelve
    rules of its own."""
    start = Settings.of(text=texts_of(256)[0], each=True, each_layer=True, mask="composed")
    slots = {
        start.slot_at(part, head, layer): composed(layer * 6 + head)
        for part in [start.attention.name]
        for head in range(6)
        for layer in range(4)
    }
    first = slots[start.slot]
    return f"p={make_link(start.but(slots=slots, composition=first))}"


def composed(number: int) -> Term:
    rules = (f"(q * {number + 2} + k * {i + 3}) % 61 != {i}" for i in range(RULES))
    return Join("and", tuple(typed(rule) for rule in rules))


async def waiting(tab: Tab, stop: asyncio.Event, texts: list[str]) -> int:
    """The next change right after each answer."""
    done = 0
    while not stop.is_set():
        node = tab.tree.find("text")
        await tab.change(node, texts[done % len(texts)])
        done += 1
    return done


async def flood(tab: Tab, stop: asyncio.Event, texts: list[str], rate: float = 20) -> int:
    """So many changes a second, whatever comes back."""
    done, begun = 0, time.monotonic()
    node = tab.tree.find("text")
    while not stop.is_set():
        tab.states[node.id] = said(node.id, "string_value", texts[done % len(texts)])
        await tab.ask()
        done += 1
        await asyncio.sleep(max(0.0, begun + done / rate - time.monotonic()))
    return done


async def clear(tab: Tab, stop: asyncio.Event, rate: float = 10) -> int:
    """Ask to clear everybody's caches, so many times a second."""
    done = 0
    while not stop.is_set():
        await tab.send(BackMsg(clear_cache=True))
        done += 1
        await asyncio.sleep(1 / rate)
    return done


async def events(tab: Tab, stop: asyncio.Event) -> int:
    """Twenty thousand events of one component in one message, right after each answer."""
    done = 0
    while not stop.is_set():
        node = tab.tree.find(picture_of(tab))
        told = [{"count": done + 1, "presses": [["head", i % 6]]} for i in range(EVENTS_AT_ONCE)]
        listed = json.dumps([{"event": "told", "value": each} for each in told])
        state = said(EVENTS.format(node.id), "json_trigger_value", listed)
        await tab.ask(node.fragment, [state])
        await tab.wait(600)
        done += 1
    return done


def put(tab: Tab) -> int:
    """Send 1 MB as a browser uploads a file; the status of the answer."""
    edge, name = "----edge", uuid.uuid4()
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="a.npy"\r\n'
    body = f"{head}Content-Type: application/octet-stream\r\n\r\n".encode()
    body += random.randbytes(10**6) + f"\r\n--{edge}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "X-Xsrftoken": tab.token}
    headers |= {"Cookie": f"{XSRF}={tab.token}", "Origin": tab.url}
    connection = http.client.HTTPConnection(*host_and_port(tab.url), timeout=60)
    try:
        path = f"/_stcore/upload_file/{tab.screen.session}/{name}"
        connection.request("PUT", path, body, headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


async def uploads(tab: Tab, stop: asyncio.Event, taken: list[int]) -> int:
    """Files of 1 MB, one after the other, on a page that asks for none."""
    done = 0
    while not stop.is_set() and done < FILES:
        taken.append(await asyncio.to_thread(put, tab))
        done += 1
    await stop.wait()
    return done


async def attack(
    url: str, stop: asyncio.Event, told: list[str], act: Act, query: Callable[[], str]
) -> None:
    """Do it until it is time to go; who is thrown out comes again."""
    done, thrown = 0, 0
    while not stop.is_set():
        try:
            async with opened(url, PAGE, query()) as tab:
                await tab.rerun()
                done += await act(tab, stop)
        except (Unanswered, OSError, LookupError) as reason:
            thrown += 1
            told.append(f"the hostile session: {reason}")
            await asyncio.sleep(0.2)
    told.append(f"the hostile session acted {done} times, and was thrown out {thrown} times")


def kinds() -> dict[str, Callable]:
    """Name of an attack -> what does it, given a server, the end and where to tell of it."""
    small = lambda: link(texts_of(64)[0])  # noqa: E731
    taken: list[int] = []

    async def upload(url: str, stop: asyncio.Event, told: list[str]) -> None:
        await attack(url, stop, told, partial(uploads, taken=taken), small)
        told.append(f"of {len(taken)} files {taken.count(204)} were taken")

    def of(act: Act, query: Callable[[], str] = small) -> Callable:
        return partial(attack, act=act, query=query)

    large, little = texts_of(256), texts_of(64)
    return {
        "the heaviest state after each answer": of(partial(waiting, texts=large), heaviest),
        "64 tokens, 20 a second": of(partial(flood, texts=little)),
        "the heaviest state, 20 a second": of(partial(flood, texts=large), heaviest),
        "clear_cache, 10 a second": of(clear),
        "20,000 events in a message": of(events),
        "300 files of 1 MB": upload,
    }
