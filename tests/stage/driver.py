"""What a test does to a stage in a browser, and what it reads back from the pixels."""

import json
from functools import cached_property

from playwright.sync_api import Locator, Page, expect

STAGES = ("mask", "raw", "masked", "weights", "output")

CELL = """(root, [stage, q, k]) => {
  const canvas = root.querySelector(`canvas[data-stage=${stage}]`);
  const box = root.maskviz.cell(stage, q, k);
  const frame = canvas.getBoundingClientRect();
  return [frame.x + box.x + box.w / 2, frame.y + box.y + box.h / 2];
}"""
PIXELS = """(root, [layer, stage, q, k]) => {
  const canvas = root.querySelector(`canvas[data-${layer}=${stage}]`);
  const { x, y, w, h } = root.maskviz.cell(stage, q, k);
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const part = [x + 1, y + 1, w - 2, h - 2].map((value) => Math.round(value * scale));
  const { data } = canvas.getContext("2d").getImageData(...part);
  return Array.from({ length: data.length / 4 }, (_, i) => [...data.slice(4 * i, 4 * i + 4)]);
}"""


class Driver:
    """One open stage; q and k are absolute positions, as everywhere."""

    def __init__(self, page: Page):
        self.page = page
        expect(self.root).to_have_attribute("data-drawn", "1")

    @cached_property
    def root(self) -> Locator:
        return self.page.locator(".mv-stage")

    def spot(self, stage: str, q: int, k: int) -> tuple[float, float]:
        """The middle of a cell in the window."""
        return tuple(self.root.evaluate(CELL, [stage, q, k]))

    def shown(self) -> None:
        """Wait for the frame in which what a hand just did is shown."""
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def point(self, stage: str, q: int, k: int) -> None:
        self.page.mouse.move(*self.spot(stage, q, k))
        self.shown()

    def leave(self) -> None:
        """Take the pointer off the pictures."""
        self.page.mouse.move(0, 0)
        self.shown()

    def click(self, stage: str, q: int, k: int) -> None:
        self.page.mouse.click(*self.spot(stage, q, k))
        self.shown()

    def drag(self, stage: str, *cells: tuple[int, int]) -> None:
        self.page.mouse.move(*self.spot(stage, *cells[0]))
        self.page.mouse.down()
        for cell in cells[1:]:
            self.point(stage, *cell)

    def pixels(self, stage: str, q: int, k: int, layer: str = "stage") -> list[tuple[int, ...]]:
        """The colours inside a cell, without its edge; layer "overlay" is what moves."""
        found = self.root.evaluate(PIXELS, [layer, stage, q, k])
        return [tuple(colour) for colour in found]

    def colour(self, stage: str, q: int, k: int) -> tuple[int, ...]:
        """The commonest colour of a cell: its ground, not the number written on it."""
        found = self.pixels(stage, q, k)
        return max(set(found), key=found.count)

    def hatched(self, stage: str, q: int, k: int) -> bool:
        """Whether lines cross the cell: no single colour fills it."""
        found = self.pixels(stage, q, k)
        return max(map(found.count, set(found))) < 0.9 * len(found)

    def value(self, name: str) -> str:
        """A field of the readout: query, key, raw, masked, weight or because."""
        return self.root.locator(f".mv-readout .mv-{name} .mv-value").inner_text()

    def text(self, part: str) -> str:
        return self.root.locator(part).inner_text()

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def told(self, **wanted) -> None:
        """Wait until Python has been told exactly this."""
        expected = {"locked": None, "paint": {}, "head": None, **wanted}
        text = json.dumps(expected, sort_keys=True, ensure_ascii=False)
        expect(self.page.locator("code").last).to_have_text(text)
