"""Every page is opened once before the first visitor opens it."""

import asyncio
from collections.abc import Iterable

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

PATIENCE = 60.0  # seconds for one page; one that hangs does not keep the server from starting


class Nobody(SessionClient):
    """A browser without a screen: all it takes in is that a run has ended."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished":
            self.ended.set()

    @property
    def client_context(self) -> ClientContext | None:
        return None


async def rehearse(runtime: Runtime, pages: Iterable[str]) -> None:
    """Open each page as a visitor would: what it imports and loads stays with the process.

    Without it the first visitor waits for pandas, plotly and the figures of the pages.
    """
    client = Nobody()
    session = runtime.connect_session(client, {})
    try:
        for page in pages:
            message = BackMsg()
            message.rerun_script.page_name = page
            client.ended.clear()
            runtime.handle_backmsg(session, message)
            try:
                await asyncio.wait_for(client.ended.wait(), PATIENCE)
            except TimeoutError:
                print(f"The page {page!r} has not opened within {PATIENCE:.0f} s.", flush=True)
    finally:
        runtime.close_session(session)
