"""The board on an empty page, as Streamlit would mount it, and what it reported."""

import base64
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from maskviz.stage.board import Address, board_message
from maskviz.stage.inline import joined
from maskviz.stage.pack import as_json

ADDRESS = "http://board.test/playground"
LIVE = """
window.told = [];
let heard = 0;
const calls = new WeakMap();
window.show = (text, place) => {
  const parentElement = document.getElementById(place).shadowRoot;
  const end = mount({
    data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
    parentElement,
    setStateValue: (name, value) => window.told.push([name, value]),
    setTriggerValue: (name, { count, presses }) => {
      if (count > heard) window.told.push(presses.at(-1)); // else it is said again
      heard = Math.max(heard, count);
    },
  });
  if (!calls.has(parentElement)) calls.set(parentElement, end);
};
window.place = (name) => {
  const host = document.createElement("div");
  host.id = name;
  const style = document.createElement("style");
  style.textContent = STYLE;
  host.attachShadow({ mode: "open" }).append(style);
  document.body.append(host);
};
"""


class Board:
    """One page with a board; what Python believes the browser to hold is `held`."""

    def __init__(self, page: Page):
        self.page, self.held, self.place = page, {}, "here"
        page.route(ADDRESS + "**", lambda route: route.fulfill(body=" ", content_type="text/html"))
        page.goto(ADDRESS)
        script = joined("board/board.js").replace("export default function board", "function mount")
        style = as_json(joined("board/board.css")).decode()
        page.set_content("<!doctype html><title>before</title><body></body>")
        page.evaluate("document.body.style.setProperty('--st-background-color', '#ffffff')")
        page.evaluate("document.body.style.setProperty('--st-font', 'sans-serif')")
        whole = (script + LIVE.replace("STYLE", style)).replace("</", "<\\/")
        page.add_script_tag(content=whole, type="module")
        page.wait_for_function("Boolean(window.show)")
        self.mount("here")

    @property
    def root(self) -> Locator:
        return self.page.locator(f"#{self.place} .mv-page")

    def mount(self, place: str) -> None:
        """A new place, as after a remount; the one before goes."""
        if place != self.place:
            self.page.evaluate("(id) => document.getElementById(id).remove()", self.place)
        self.place = place
        self.page.evaluate("(name) => window.place(name)", place)

    def show(
        self,
        parts: Mapping[str, bytes],
        *,
        address: Address | None = None,
        title: str = "Causal – maskviz",
        lost: bool = False,
    ) -> bytes:
        """Send a message; `lost` is one that never arrives. Returns its bytes."""
        message, self.held = board_message(parts, self.held, address, title)
        if lost:
            return message
        before = int(self.root.get_attribute("data-whole") or 0) if self.root.count() else 0
        encoded = base64.b64encode(message).decode()
        self.page.evaluate("([text, place]) => window.show(text, place)", [encoded, self.place])
        expect(self.root).to_have_attribute("data-whole", str(before + 1))
        return message

    def told(self) -> list:
        """What was reported since the last time."""
        return self.page.evaluate("window.told.splice(0)")

    def part(self, name: str) -> Locator:
        return self.root.locator(f"[data-part={name}]")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)
