"""Cross-attention: the rows are other tokens than the columns, and there may be more of them."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from maskviz.stage.pack import unpack
from maskviz.stage.scene import scene_message, thumbnails
from tests.stage import scenes

WIDE, TALL = "kind=cross&n=48&queries=10", "kind=cross&n=8&queries=12"


def test_both_texts_are_sent_and_targets_follow_the_queries():
    scene = scenes.crossed(10, 48)
    header, arrays = unpack(scene_message(scene))
    assert (header["tokens"], header["queryTokens"]) == (scene.tokens, scene.query_tokens)
    assert (header["shifted"], header["targets"]) == (True, [""])
    assert arrays["raw"].shape == (10, 48)
    assert unpack(scene_message(scenes.example()))[0]["queryTokens"] == []
    assert len(scene_message(scene)) < 8 * 1024


def test_query_tokens_that_do_not_fit_are_refused():
    scene = scenes.crossed(10, 48)
    with pytest.raises(ValueError, match="query_tokens has 2 entries, not 10"):
        replace(scene, query_tokens=["a", "b"])
    with pytest.raises(ValueError, match="count from 0, but the offset is 3"):
        replace(scene, offset=3)


def test_each_side_of_a_thumbnail_has_blocks_of_its_own():
    scene = scenes.crossed(10, 48)
    assert thumbnails(scene.head_weights, scene.head_allowed).shape == (4, 10, 24)


@pytest.mark.parametrize(("query", "sizes"), [(WIDE, (10, 48)), (TALL, (12, 8))])
def test_the_mask_is_the_matrix(open_stage, query, sizes):
    scene, stage = scenes.crossed(*sizes), open_stage(query)
    ink = stage.colour("mask", 0, 0)
    corners = [(0, 0), (sizes[0] - 1, 0), (0, sizes[1] - 1), (sizes[0] - 1, sizes[1] - 1), (7, 1)]
    for q, k in corners:
        assert (stage.colour("mask", q, k) == ink) == scene.allowed[q, k], (q, k)


@pytest.mark.parametrize("width", [1000, 1400])
@pytest.mark.parametrize("query", [WIDE, TALL])
def test_stages_stand_aligned_and_equal(open_stage, query, width):
    stage = open_stage(query, width=width)
    script = """(root) => ["mask", "raw", "masked", "weights"].map((name) => {
      const frame = root.querySelector(`canvas[data-stage=${name}]`).getBoundingClientRect();
      const [first, next] = [root.maskviz.cell(name, 0, 0), root.maskviz.cell(name, 9, 7)];
      return [frame.y + first.y, next.x + next.w - first.x, next.y + next.h - first.y];
    })"""
    places = stage.root.evaluate(script)
    assert len(set(map(tuple, places))) == 1
    _, across, down = places[0]
    assert 1 / 4 < (across / 8) / (down / 10) < 2  # a cell is no needle
    assert stage.root.evaluate("(root) => root.scrollWidth") <= width


def test_pointing_names_the_query_of_the_answer_and_the_key_of_the_source(open_stage):
    scene, stage = scenes.crossed(12, 8), open_stage(TALL)
    stage.point("weights", 10, 1)  # no key has this position
    assert (stage.value("query"), stage.value("key")) == ("10 ‘3’", "1 ‘h’")
    raw = float(stage.value("raw").replace("−", "-"))
    assert raw == pytest.approx(scene.raw[10, 1], abs=2e-3)
    stage.point("weights", 3, 7)
    assert stage.root.locator(".mv-readout .mv-key .mv-name").inner_text() == "key (padding)"
    assert stage.value("because") == "blocked by Key padding"


def test_the_row_is_told_with_both_texts(open_stage):
    stage = open_stage(TALL)
    stage.point("mask", 3, 0)
    assert "".join(stage.text(".mv-sentence").split()) == "row37readsThandpredictstoken49"
    assert stage.root.locator(".mv-lit .mv-token").all_inner_texts() == ["T", "h"]
    marked = stage.root.locator(".mv-column.mv-query")
    expect(marked).to_have_count(1)
    assert marked.inner_text().split() == ["7", "9"]
    names = stage.root.locator(".mv-names").all_inner_texts()
    assert [name.split() for name in names] == [["is", "read"], ["reads", "predicts"]]


def test_screen_readers_hear_the_querys_own_token(open_stage):
    stage = open_stage(WIDE)
    stage.click("weights", 3, 0)
    expect(stage.root.locator("[aria-live=polite]")).to_contain_text(
        "query 3 ‘7’ reads keys 0 to 41; 42 to 47 blocked by Key padding"
    )
    stage.root.locator("summary").click()
    rows = stage.root.locator("tbody tr")
    expect(rows).to_have_count(48)
    assert rows.nth(9).locator("td").all_inner_texts()[:2] == ["9", "t"]


def test_arrow_keys_reach_every_row_and_no_further(open_stage):
    stage = open_stage(TALL)
    stage.root.locator("canvas[data-overlay=weights]").focus()
    for _ in range(15):
        stage.page.keyboard.press("ArrowDown")
    stage.page.keyboard.press("End")
    stage.told(locked={"k": 7, "q": 11})
    for _ in range(15):
        stage.page.keyboard.press("ArrowUp")
    stage.told(locked={"k": 7, "q": 0})


def test_painting_a_row_beyond_the_keys(open_stage):
    stage = open_stage(TALL)
    stage.button("Paint").click()
    ink = stage.colour("mask", 0, 0)
    stage.drag("mask", (11, 6), (11, 7))
    stage.page.mouse.up()
    flips = [11 * 2048 + 6, 11 * 2048 + 7]
    stage.told(paint={"all": {"base": "key_padding()", "flips": flips}})
    assert stage.colour("mask", 11, 7) == ink


LEANING = """async (root) => { // [of a row, leans] of every label beside the mask and above it
  const found = [], kind = CanvasRenderingContext2D.prototype, plain = kind.fillText;
  kind.fillText = function () {
    found.push([this.textAlign === "right", this.font.startsWith("italic")]);
    return plain.apply(this, arguments);
  };
  root.style.width = "1000px"; // drawn anew at another width
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  kind.fillText = plain;
  return found;
}"""


def test_padding_leans_in_no_row_of_other_queries(open_stage):
    """Keys 2 to 7 are padding; the queries of these positions are not."""
    labels = open_stage(TALL).root.evaluate(LEANING)
    assert [True, False] in labels and [True, True] not in labels
    assert [True, True] in open_stage("kind=padding").root.evaluate(LEANING)  # in self-attention


def test_the_large_stage_uses_the_width_and_labels_both_axes(open_stage):
    stage = open_stage(WIDE)
    stage.button("Weights: show large").click()
    box = stage.root.locator("canvas[data-stage=weights]").bounding_box()
    assert box["width"] > 900 and box["height"] < 620
    stage.button("Weights: back to all five").click()
    with stage.page.expect_download() as waiting:
        stage.button("Download the picture (PNG)").click()
    assert waiting.value.suggested_filename.endswith(".png")


def test_a_phone_shows_it_without_growing_wider(open_stage):
    stage = open_stage("kind=cross&n=24&queries=10", width=360, height=780)
    assert stage.root.evaluate("() => document.documentElement.scrollWidth") == 360
    assert stage.root.locator("canvas[data-stage=mask]").bounding_box()["width"] > 250
