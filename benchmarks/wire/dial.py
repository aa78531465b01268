"""How a tab calls the server: the address, the names and the token that a browser sends."""

import asyncio
import http.client
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

LOOPBACK = ("127.0.0.1", "localhost", "::1")
XSRF = "_streamlit_xsrf"
WAIT = 60.0  # seconds for a server that has two hundred others to welcome


class NotHere(ValueError):
    """An address that is not on this machine: nobody else's server is loaded or attacked."""


def host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK or parts.port is None:
        raise NotHere(f"{url} is not http://127.0.0.1:PORT; only this machine is called")
    return parts.hostname, parts.port


def asked_token(url: str) -> str:
    """The XSRF token that the server gives with its first answers; "" when it gives none."""
    link = http.client.HTTPConnection(*host_and_port(url), timeout=WAIT)
    try:
        link.request("GET", "/_stcore/host-config")
        answer = link.getresponse()
        answer.read()
        cookie = SimpleCookie(answer.getheader("Set-Cookie") or "")
    finally:
        link.close()
    return cookie[XSRF].value if XSRF in cookie else ""


async def dial(url: str, last_session: str = "") -> tuple[ClientConnection, str]:
    """The open websocket, and the token for uploads."""
    host, port = host_and_port(url)
    token = await asyncio.to_thread(asked_token, url)
    names = ["streamlit", token or "PLACEHOLDER_AUTH_TOKEN", *filter(None, [last_session])]
    socket = await connect(
        f"ws://{host}:{port}/_stcore/stream",
        origin=url.rstrip("/"),
        additional_headers={"Cookie": f"{XSRF}={token}"} if token else {},
        subprotocols=names,
        max_size=None,
        open_timeout=WAIT,
        ping_interval=None,  # a browser sends none
        proxy=None,
    )
    return socket, token
