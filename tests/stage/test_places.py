"""Large, small, light, dark, and the picture to take away."""

import re

import pytest
from playwright.sync_api import expect

from tests.stage.driver import STAGES

WIDTHS = "(root) => [root.scrollWidth, root.clientWidth, document.documentElement.scrollWidth]"


def plots(stage, n=8):
    """Place and size of the matrix of each stage in the window."""
    script = """(root, [names, last]) => names.map((name) => {
      const frame = root.querySelector(`canvas[data-stage=${name}]`).getBoundingClientRect();
      const first = root.maskviz.cell(name, 0, 0);
      const end = root.maskviz.cell(name, last, name === "output" ? 31 : last);
      const size = [end.x + end.w - first.x, end.y + end.h - first.y];
      return [frame.y + first.y, ...size].map(Math.round);
    })"""
    return stage.root.evaluate(script, [list(STAGES), n - 1])


@pytest.mark.parametrize("width", [1000, 1400, 1920])
def test_five_stages_stand_in_a_row_aligned_and_equal(open_stage, width):
    stage = open_stage(width=width)
    assert len(set(map(tuple, plots(stage)))) == 1
    wide, inner, document = stage.root.evaluate(WIDTHS)
    assert wide == inner
    assert document <= width


def test_a_phone_gets_a_strip_one_wide_with_room_for_a_thumb(open_stage):
    stage = open_stage("n=24", width=360, height=780)
    wide, inner, document = stage.root.evaluate(WIDTHS)
    assert (wide, document) == (inner, 360)
    for name in ("Mask", "Raw", "Weights", "Output"):
        stage.root.locator(".mv-jumps button", has_text=re.compile(f"^{name}$")).click()
        figure = stage.root.locator(f"canvas[data-stage={name.lower()}]")
        expect(figure).to_be_in_viewport(ratio=0.9)
        assert figure.bounding_box()["width"] > 250
    for control in stage.root.locator("button:visible, select:visible, summary:visible").all():
        assert control.bounding_box()["height"] >= 43.5, control.inner_text()


def test_a_stage_opens_large_with_the_others_beside_it(open_stage):
    stage = open_stage("n=24")
    small = stage.root.locator("canvas[data-stage=weights]").bounding_box()["width"]
    stage.button("Weights: show large").click()
    large = stage.root.locator("canvas[data-stage=weights]")
    assert large.bounding_box()["width"] > 2 * small
    expect(stage.root.locator(".mv-thumb")).to_have_count(4)
    stage.root.locator("canvas[data-overlay=raw]").click()
    expect(stage.root.locator(".mv-large")).to_have_attribute("data-figure", "raw")
    stage.page.keyboard.press("Escape")
    expect(stage.root.locator(".mv-large")).to_have_count(0)
    assert len(set(map(tuple, plots(stage, 24)))) == 1


def test_numbers_are_written_in_cells_that_have_room(open_stage):
    stage = open_stage("n=24")
    assert len(set(stage.pixels("raw", 3, 3))) == 1
    stage.button("Raw scores: show large").click()
    assert len(set(stage.pixels("raw", 3, 3))) > 5


def test_dark_is_dark_and_a_change_of_theme_is_drawn(open_stage):
    stage = open_stage()
    corner = """(root) => {
      const context = root.querySelector("canvas[data-stage=raw]").getContext("2d");
      return [...context.getImageData(2, 2, 1, 1).data];
    }"""
    assert min(stage.root.evaluate(corner)[:3]) > 240
    stage.page.emulate_media(color_scheme="dark")
    expect(stage.root).not_to_have_attribute("data-drawn", "1")
    assert max(stage.root.evaluate(corner)[:3]) < 60


@pytest.mark.parametrize(
    ("notation", "open_text"), [("blocked", 0), ("digits", 1), ("added", 1), ("read", 0)]
)
def test_the_mask_can_be_written_four_ways(open_stage, notation, open_text):
    stage = open_stage()
    stage.root.get_by_label("Mask written as").select_option(notation)
    assert (len(set(stage.pixels("mask", 3, 3))) > 1) == bool(open_text)
    assert stage.hatched("mask", 0, 7)


def test_padding_can_be_written_as_one_number_per_key(open_stage):
    stage = open_stage("kind=padding")
    notation = stage.root.get_by_label("Mask written as")
    assert "one number per key" in notation.inner_text()
    notation.select_option("vector")
    heights = "(root) => [0, 7].map((q) => root.maskviz.cell('mask', 0, q).h)"
    assert all(height < 30 for height in stage.root.evaluate(heights))
    assert [stage.hatched("mask", 0, k) for k in range(8)] == [True] * 2 + [False] * 6
    stage.page.mouse.move(*stage.spot("mask", 0, 1))
    expect(stage.root.locator(".mv-readout .mv-key .mv-name")).to_have_text("key (padding)")
    expect(open_stage().root.get_by_label("Mask written as")).not_to_contain_text("per key")


def test_how_the_mask_is_made_by_and_or_by_or(open_stage):
    stage = open_stage()
    titles = stage.root.locator(".mv-made-title")
    window = "Window both ways, window 4"
    assert titles.all_inner_texts() == [window, "causal", "may read"]
    assert stage.root.locator(".mv-made-sign").all_inner_texts() == ["∧", "="]
    stage.button("OR of what is blocked").click()
    assert titles.all_inner_texts() == [f"blocked by {window}", "blocked by causal", "blocked"]
    assert stage.root.locator(".mv-made-sign").all_inner_texts() == ["∨", "="]


def test_the_picture_is_downloaded_with_all_five_stages(open_stage, tmp_path):
    stage = open_stage()
    with stage.page.expect_download() as waiting:
        stage.button("Download the picture (PNG)").click()
    assert waiting.value.suggested_filename == "attention-layer0-head0.png"
    picture = tmp_path / "picture.png"
    waiting.value.save_as(picture)
    header = picture.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(header[16:20], "big") == 2800
