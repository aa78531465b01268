"""Before the first visitor: do what every visit waits for, then say where the app is."""

import gc
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import streamlit as st
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from maskviz.models.memory import give_back_memory
from maskviz.server.guard import guard
from maskviz.server.housekeeping import housekeeping
from maskviz.server.locks import unlock
from maskviz.server.rehearsal import rehearse


def lan_address() -> str | None:
    """This machine's address for others in the same network; None when it has none.

    A datagram socket is pointed at a reserved test address: that picks the route, sends nothing.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        try:
            s.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return s.getsockname()[0]


def addresses(host: str, port: int, lan: Callable[[], str | None] = lan_address) -> list[str]:
    """What to print for a server that listens on host and port."""
    if host not in ("0.0.0.0", "::", ""):
        return [f"  http://{f'[{host}]' if ':' in host else host}:{port}"]
    room = lan()
    lines = [f"  on this machine  http://127.0.0.1:{port}"]
    return [*lines, f"  for the class    http://{room}:{port}"] if room else lines


def warmed(
    warm_up: Callable[[], None], pages: Iterable[str] = ()
) -> Callable[[st.App], AbstractAsyncContextManager]:
    """A lifespan for `st.App`: warm up, open each page once, then print the address.

    The server answers only after it, so the first visitor waits for none of it, and an address
    that is on the screen is one that can be opened.
    """

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        # Until st.navigation has run once, Streamlit takes the folder pages/ for pages of the old
        # kind, and the first visitor of a deep link is told that the page does not exist.
        PagesManager.uses_pages_directory = False
        guard()
        warm_up()
        runtime = st.runtime.get_instance()
        await rehearse(runtime, pages)
        unlock("maskviz")
        gc.collect()
        gc.freeze()  # what is loaded now stays, and no collection looks at it again
        host, port = config.get_option("server.address"), config.get_option("server.port")
        lines = ["", "maskviz is ready:", *addresses(host or "", port), "Ctrl+C stops it.", ""]
        print("\n".join(lines), flush=True)
        async with housekeeping(runtime, give_back_memory):
            yield

    return lifespan
