"""What is added to scores is drawn on the open cells of the mask, in a scale of its own."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from maskviz.stage.pack import unpack
from maskviz.stage.scene import scene_message
from tests.stage import scenes


def test_a_bias_is_sent_when_there_is_one():
    plain, biased = scenes.example(), scenes.with_alibi(scenes.example())
    assert "bias" not in unpack(scene_message(plain))[1]
    sent = unpack(scene_message(biased))[1]
    assert sent["bias"].dtype == np.float16 and "masked" not in sent
    np.testing.assert_allclose(sent["bias"], biased.bias)
    header = unpack(scene_message(scenes.with_late_cap(plain)))[0]
    assert (header["softcap"], header["capAfterMask"], header["sink"]) == (3.0, True, None)
    with pytest.raises(ValueError, match=r"bias is \(8, 7\), but raw makes it \(8, 8\)"):
        replace(plain, bias=np.zeros((8, 7)))


def test_a_message_with_a_bias_stays_small():
    plain, biased = scenes.example(64), scenes.with_alibi(scenes.example(64))
    more = len(scene_message(biased)) - len(scene_message(plain))
    assert more <= 64 * 64 * 2 + 64


def test_open_cells_have_the_colour_of_their_bias_and_zero_is_the_usual_ink(open_stage):
    plain, stage = open_stage(), open_stage("kind=alibi")
    ink = plain.colour("mask", 3, 3)
    assert stage.colour("mask", 3, 3) == ink
    steps = [stage.colour("mask", 5, k) for k in (5, 4, 3, 2)]
    assert len(set(steps)) == 4
    lightness = [sum(colour[:3]) for colour in steps]
    assert lightness == sorted(lightness)  # what is taken away fades
    assert stage.colour("mask", 6, 3) == steps[3]  # the same distance
    assert stage.hatched("mask", 0, 5) and stage.colour("mask", 0, 5) == plain.colour("mask", 0, 5)


def test_a_notation_of_what_is_blocked_shows_no_bias(open_stage):
    stage = open_stage("kind=alibi")
    choice = stage.root.get_by_label("Mask written as")
    choice.select_option("blocked")
    assert stage.colour("mask", 5, 5) == stage.colour("mask", 5, 2)
    choice.select_option("added")
    assert stage.colour("mask", 5, 5) != stage.colour("mask", 5, 2)


def test_pointing_says_the_bias_and_its_factor(open_stage):
    stage = open_stage("kind=alibi")
    stage.point("mask", 5, 2)
    assert stage.value("because") == "may read, −1.5: e^−1.5 = ×0.223"
    raw, masked = (float(stage.value(n).replace("−", "-")) for n in ("raw", "masked"))
    assert masked == pytest.approx(raw - 1.5, abs=2e-3)
    stage.point("mask", 5, 5)
    assert stage.value("because") == "may read"
    stage.point("mask", 0, 5)
    assert "bias" not in stage.value("because") and stage.value("masked") == "−∞"


def test_the_legend_stands_beneath_the_mask_alone(open_stage):
    plain, stage = open_stage(), open_stage("kind=alibi")
    height = {
        (name, where): where.root.locator(f"canvas[data-stage={name}]").bounding_box()["height"]
        for name in ("mask", "raw")
        for where in (plain, stage)
    }
    assert height["raw", stage] == height["raw", plain]
    assert height["mask", stage] > height["raw", stage] == height["mask", plain]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("kind=alibi", ["", "+bias, mask", "→softmax", "×V"]),
        ("kind=capped", ["", "→mask, cap\u00a03", "→softmax", "×V"]),
        ("kind=sunk", ["", "+mask", "→softmax, sink", "×V"]),
        ("", ["", "+mask", "→softmax", "×V"]),
        ("kind=add", ["", "+−1e4 if\u00a0blocked", "→softmax", "×V"]),
        ("kind=write", ["", "→−1e4 if\u00a0blocked", "→softmax", "×V"]),
        ("kind=leak", ["", "→0 if\u00a0blocked", "→softmax", "×V"]),
        ("kind=after", ["", "=not masked yet", "→softmax, ×\u00a0mask", "×V"]),
        (
            "kind=renormalised",
            ["", "=not masked yet", "→softmax, ×\u00a0mask, ÷\u00a0sum", "×V"],
        ),
    ],
)
def test_what_is_done_between_the_stages_is_named(open_stage, kind, words):
    stage = open_stage(kind)
    assert stage.root.locator(".mv-operation").all_text_contents() == words


@pytest.mark.parametrize("kind", ["after", "renormalised"])
def test_a_mask_after_the_softmax_leaves_the_scores_as_they_are(open_stage, kind):
    """The third picture is the second again, without a hatch; the weights are zeroed."""
    stage = open_stage(f"kind={kind}")
    titles = stage.root.locator(".mv-title-text").all_text_contents()
    assert titles == ["Mask", "Raw scores", "Scores", "Weights", "Output"]
    for q in range(8):
        for k in range(8):
            raw, score = (stage.pixels(name, q, k) for name in ("raw", "masked"))
            ground = stage.colour("raw", q, k)
            shares = [found.count(ground) / len(found) for found in (raw, score)]
            assert stage.colour("masked", q, k) == ground and max(shares) - min(shares) < 0.05
            assert stage.hatched("weights", q, k) or not stage.hatched("mask", q, k)
    stage.point("masked", 2, 7)
    assert stage.value("masked") == stage.value("raw")
    assert stage.value("weight") == "0.000" and "blocked by" in stage.value("because")
    assert stage.text(".mv-readout .mv-masked .mv-name") == "score"


def test_the_table_says_the_bias(open_stage):
    stage = open_stage("kind=alibi")
    stage.click("weights", 5, 4)
    stage.root.locator("summary").click()
    rows = stage.root.locator("tbody tr")
    expect(rows).to_have_count(8)
    last = [row.locator("td").last.inner_text() for row in rows.all()]
    assert last[2:6] == ["−1.5: e^−1.5 = ×0.223", "−1: e^−1 = ×0.368", "−0.5: e^−0.5 = ×0.607", ""]
    assert "Window" in last[0]


@pytest.mark.parametrize("dark", [False, True])
def test_the_large_mask_writes_the_numbers(open_stage, dark):
    stage = open_stage("kind=alibi", dark=dark)
    before = stage.hatched("mask", 5, 4)
    stage.button("Mask: show large").click()
    assert not before and len(set(stage.pixels("mask", 5, 2))) > 4  # a number stands on it
    assert len(set(stage.pixels("mask", 5, 5))) == 1  # nothing is added on the diagonal
