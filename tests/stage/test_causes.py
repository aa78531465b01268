"""What padding blocks, what the future blocks and what the mask blocks differ in their lines."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from maskviz.stage.pack import unpack
from maskviz.stage.scene import scene_message
from tests.stage import scenes

WAY = """(root, [q, k]) => {
  const canvas = root.querySelector("canvas[data-stage=mask]");
  const { x, y, w, h } = root.maskviz.cell("mask", q, k);
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const part = [x + 2, y + 2, w - 4, h - 4].map((value) => Math.round(value * scale));
  const { data, width, height } = canvas.getContext("2d").getImageData(...part);
  const ink = (i, j) => data[4 * (i * width + j)];
  const differ = { rising: 0, falling: 0, upright: 0 };
  for (let i = 0; i + 1 < height; i++)
    for (let j = 1; j + 1 < width; j++) {
      differ.rising += Math.abs(ink(i, j) - ink(i + 1, j - 1));
      differ.falling += Math.abs(ink(i, j) - ink(i + 1, j + 1));
      differ.upright += Math.abs(ink(i, j) - ink(i + 1, j));
    }
  return Object.entries(differ).sort((a, b) => a[1] - b[1])[0][0];
}"""


@pytest.mark.parametrize("query", ["kind=causes", "kind=causes&inline=1"])
@pytest.mark.parametrize("dark", [False, True])
def test_lines_run_another_way_for_each_cause(open_stage, query, dark):
    stage = open_stage(query, dark=dark)
    for q in range(8):
        for k in range(8):
            if k in (0, 7):
                way = "upright"  # padding, also where it is of the future
            elif k > q:
                way = "falling"
            elif q - k < 3 or k == 1:
                assert not stage.hatched("mask", q, k)
                continue
            else:
                way = "rising"
            assert stage.root.evaluate(WAY, [q, k]) == way, (q, k)


def test_an_or_is_written_out_and_turned_over(open_stage):
    stage = open_stage("kind=causes&inline=1")
    row = stage.root.locator(".mv-made-row")
    titles, signs = row.locator(".mv-made-title"), row.locator(".mv-made-sign")
    expect(titles).to_have_text(["Near", "Second", "Causal", "Key padding", "may read"])
    expect(signs).to_have_text(["(", "∨", ")", "∧", "∧", "="])
    stage.button("OR of what is blocked").click()
    expect(signs).to_have_text(["(", "∧", ")", "∨", "∨", "="])


def test_the_parts_of_an_or_are_sent_by_rule():
    scene = scenes.with_causes(scenes.example())
    header, arrays = unpack(scene_message(scene))
    assert header["causes"] == ["", "future", "padding"]
    assert header["either"] == [["Near", "Second"], [], []]
    assert (arrays["either"][0] | arrays["either"][1]).tolist() == scene.rules[0][1].tolist()
    assert "either" not in unpack(scene_message(scenes.example()))[1]
    with pytest.raises(ValueError, match="causes has 1 entries, not 3"):
        replace(scene, causes=("future",))
