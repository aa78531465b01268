"""The stage for those who have no pointer, hear it, or see no colours."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.stage import scenes
from tests.stage.test_painting import book

PADDED = "kind=padding"
LEAST = 4.5  # to 1, of text and its ground
NUMBER = "−?[.0-9]+"

WRITTEN = """async (root) => {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const found = [], kind = CanvasRenderingContext2D.prototype, plain = kind.fillText;
  kind.fillText = function (text, x, y) { // what stands there just before it is written
    const at = this.getTransform().transformPoint(new DOMPoint(x, y));
    const [left, top] = [Math.round(at.x), Math.round(at.y)];
    const ground = [...this.getImageData(left, top, 1, 1).data.slice(0, 3)];
    found.push([text, this.font.startsWith("italic"), rgb(this.fillStyle), ground]);
    return plain.apply(this, arguments);
  };
  root.style.width = "1700px"; // drawn anew at another width
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  kind.fillText = plain;
  return found;
}"""


def luminance(colour) -> float:
    """As WCAG 2 counts it, of 0 to 255 for red, green and blue."""
    share = np.asarray(colour[:3], float) / 255
    line = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(line @ [0.2126, 0.7152, 0.0722])


def contrast(one, other) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def spoken(stage):
    return stage.root.locator("[aria-live=polite]")


def keys(stage, *pressed, stage_name="mask"):
    stage.root.locator(f"canvas[data-overlay={stage_name}]").focus()
    for key in pressed:
        stage.page.keyboard.press(key)


def test_each_cell_that_is_reached_is_said_and_a_new_row_with_what_it_reads(open_stage):
    stage = open_stage()
    stage.click("weights", 3, 1)
    expect(spoken(stage)).to_contain_text(". query 3 ‘sat’ reads keys 0 to 3; 4 to 6 blocked")
    keys(stage, "ArrowRight", stage_name="raw")
    said = f"^query 3 ‘sat’, key 2 ‘cat’: may read, score {NUMBER}, weight {NUMBER}$"
    expect(spoken(stage)).to_have_text(re.compile(said))
    keys(stage, "ArrowRight", "ArrowRight", stage_name="raw")
    said = f"^query 3 ‘sat’, key 4 ‘on’: blocked by causal, score {NUMBER}, weight 0.000$"
    expect(spoken(stage)).to_have_text(re.compile(said))
    scene = scenes.example()
    assert f"score {scene.raw[3, 4]:.3f}".replace("-", "−") in spoken(stage).inner_text()


def test_of_a_key_held_down_only_the_last_cell_is_said(open_stage):
    stage = open_stage()
    stage.click("weights", 3, 0)
    expect(spoken(stage)).to_contain_text("key 0 ‘<s>’")
    stage.root.evaluate(
        """root => {
          root.said = 0;
          const live = root.querySelector("[aria-live=polite]");
          new MutationObserver(() => root.said++).observe(live, { childList: true, subtree: true });
        }"""
    )
    keys(stage, *["ArrowRight"] * 5)
    expect(spoken(stage)).to_contain_text("key 5 ‘the’: blocked by causal")
    stage.told(locked={"k": 5, "q": 3})  # and Python's answer, which changes nothing, is not said
    stage.page.wait_for_timeout(400)  # nor is it later
    assert stage.root.evaluate("root => root.said") == 1


def test_space_paints_the_chosen_cell_and_takes_it_back(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    ink = stage.colour("mask", 3, 3)
    canvas = stage.root.locator("canvas[data-overlay=mask]")
    assert "Space paints it" in canvas.get_attribute("aria-label")
    stage.click("raw", 1, 6)
    keys(stage, "Space")
    assert stage.colour("mask", 1, 6) == ink
    stage.told(locked={"k": 6, "q": 1}, paint=book((1, 6)))
    expect(spoken(stage)).to_contain_text("query 1 ‘The’, key 6 ‘mat’: may read")
    keys(stage, "Enter")
    stage.told(locked={"k": 6, "q": 1}, paint={})
    assert stage.root.locator(".mv-large").count() == 0


def test_shift_with_arrows_paints_along_in_one_stroke(open_stage):
    stage = open_stage()
    stage.button("Paint").click()
    stage.click("raw", 0, 2)
    stage.root.locator("canvas[data-overlay=mask]").focus()
    stage.page.keyboard.down("Shift")
    for _ in range(3):
        stage.page.keyboard.press("ArrowDown")  # (0, 2) and (1, 2) are blocked, 2 and 3 read it
    stage.page.mouse.move(*stage.spot("mask", 6, 6))  # a pointer that passes by paints nothing
    stage.page.keyboard.up("Shift")
    stage.told(locked={"k": 2, "q": 3}, paint=book((0, 2), (1, 2)))
    stage.button("Undo").click()
    stage.told(locked={"k": 2, "q": 3}, paint={})


@pytest.mark.parametrize("dark", [False, True])
def test_without_colour_a_line_tells_what_is_below_zero(open_stage, dark):
    """The same size above and below zero: as grey as each other, and yet not the same picture."""
    stage, scene = open_stage("n=32", width=1100, dark=dark), scenes.example(32)
    values = scene.raw.astype(float)
    size = np.abs(values)
    clear = (size > 2) & (size < 3)
    grey = {}
    for sign in (-1, 1):
        q, k = np.argwhere(clear & (np.sign(values) == sign))[3]
        grey[sign] = np.array([luminance(p) for p in stage.pixels("raw", int(q), int(k))])
    ground, line = grey[-1].max(), grey[-1].min()
    assert abs(grey[1].max() - ground) < 0.1  # the grounds do not tell them apart
    assert np.ptp(grey[1]) < 0.02  # above zero the cell is of one grey
    assert (ground + 0.05) / (line + 0.05) > 3


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_written_on_the_pictures_can_be_read(open_stage, dark):
    """Every label, number and word of the colour keys against the ground that it stands on."""
    stage = open_stage(PADDED, width=1900, dark=dark)
    written = stage.root.evaluate(WRITTEN)
    assert any(leans for _, leans, *_ in written)  # the labels of padding are among them
    assert len(written) > 150
    faint = [(text, round(contrast(ink, ground), 2)) for text, _, ink, ground in written]
    assert [found for found in faint if found[1] < LEAST] == []
