"""Bytes that come from the server to a page, as Chromium's network panel counts them."""

import base64
from dataclasses import dataclass, field

from playwright.sync_api import Page

BINARY = 2  # opcode of a websocket frame whose payload Chromium reports in base64


@dataclass
class Traffic:
    """Running totals; `messages` counts websocket frames in either direction.

    `largest` is the largest frame received; the stage's, on the playground. `asked` are the
    addresses of the files that were asked for, in order.
    """

    files: int = 0
    socket: int = 0
    messages: int = 0
    largest: int = 0
    asked: list[str] = field(default_factory=list)

    def requested(self, event: dict) -> None:
        address = event["request"]["url"]
        if not address.startswith(("data:", "blob:")):
            self.asked.append(address)

    def loaded(self, event: dict) -> None:
        self.files += int(event["encodedDataLength"])

    def received(self, event: dict) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        size = len(base64.b64decode(text)) if frame["opcode"] == BINARY else len(text.encode())
        self.socket += size
        self.largest = max(self.largest, size)
        self.messages += 1

    def sent(self, event: dict) -> None:
        self.messages += 1


def count(page: Page) -> Traffic:
    """Start counting; to be called before the page is opened."""
    traffic, session = Traffic(), page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", traffic.requested)
    session.on("Network.loadingFinished", traffic.loaded)
    session.on("Network.webSocketFrameReceived", traffic.received)
    session.on("Network.webSocketFrameSent", traffic.sent)
    return traffic
