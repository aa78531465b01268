"""What a test does to the viewer of large masks, and what it reads back."""

import numpy as np
from playwright.sync_api import expect

from maskviz.stage.big import big_message
from tests.stage.alone import draw

COLOUR = """(root, [row, column]) => {
  const canvas = root.querySelector("canvas");
  const { x, y, w, h } = root.maskviz.cell(row, column);
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const part = [x, y, Math.max(w, 1 / scale), Math.max(h, 1 / scale)];
  const { data } = canvas.getContext("2d").getImageData(...part.map((v) => Math.round(v * scale)));
  const sum = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (const c of [0, 1, 2]) sum[c] += data[i + c];
  return sum.map((value) => (4 * value) / data.length);
}"""


def window(n, width=32):
    back = np.subtract.outer(np.arange(n), np.arange(n))
    return (back >= 0) & (back < width)


def shown(page, cells):
    """The viewer of a mask, once it is drawn."""
    root = draw(page, "big", big_message(cells, "Window")).locator(".mv-big")
    expect(root).to_have_attribute("data-drawn", "1")
    return root


def blueness(root, row, column):
    """How much of the ink's colour a cell, or its block, has: blue above red."""
    red, _, blue = root.evaluate(COLOUR, [row, column])
    return blue - red


def spot(root, row, column):
    """The middle of a cell in the window."""
    box = root.evaluate("(r, [a, b]) => r.maskviz.cell(a, b)", [row, column])
    frame = root.locator("canvas").first.bounding_box()
    return frame["x"] + box["x"] + box["w"] / 2, frame["y"] + box["y"] + box["h"] / 2


def framed(root):
    return root.evaluate("(r) => r.maskviz.frame")


def settle(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def zoom_in(page, root, row, column, times=12):
    page.mouse.move(*spot(root, row, column))
    for _ in range(times):
        page.mouse.wheel(0, -250)
        settle(page)


def read(root):
    return root.locator(".readout").inner_text()
