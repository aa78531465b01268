"""The stops of every recipe and model, who inherits, and the small pictures of the weights."""

import numpy as np
import pytest

from maskviz.stage.pack import unpack
from tests.stage.walks import END, INPUT, PLAIN, line, opened, read, stops, walk_of

ROOM = """(cell) => {
  const { paddingLeft, paddingRight } = getComputedStyle(cell);
  return cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}"""


RECIPES = {
    "sdpa": ({}, PLAIN),
    "write": ({"blocking": "write", "fill": "-3"}, ["→" if p == "+ mask" else p for p in PLAIN]),
    "cap and bias": (
        {"bias": "softcap", "softcap.cap": 2},
        [*PLAIN[:2], "cap 2", *PLAIN[2:]],
    ),
    "late": (
        {"blocking": "after"},
        ["q·k", "raw", "− max", "e^(raw − max)", "running Σ", "softmax", "× mask", "weight"],
    ),
    "empty": (
        {"mask": "strict_causal", "locked": (0, 1)},
        ["q·k", "raw", "+ mask", "masked", "e^masked", "running Σ", "weight"],
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", RECIPES)
def test_the_stops_are_those_of_the_recipe(name, page):
    values, expected = RECIPES[name]
    walk = walk_of(**values)
    here = opened(page, walk)
    expected = ["mask" if stop == "→" else stop for stop in expected]
    assert stops(here) == [*INPUT, "turn", *expected, *END]
    np.testing.assert_allclose(line(here, "weight"), walk.row.weights, atol=6e-4)
    np.testing.assert_allclose(line(here, "free"), walk.working.heirs.free, atol=6e-4)
    np.testing.assert_allclose(line(here, "sum")[-1], walk.row.total, atol=6e-4)


@pytest.mark.browser
@pytest.mark.parametrize("part", ["cross", "encoder", "decoder"])
def test_a_model_that_turns_nothing_has_no_such_stop(page, part):
    mask = "causal" if part == "decoder" else "full"
    walk = walk_of(model="dates", text="3 May 1979", part=part, mask=mask)
    here = opened(page, walk)
    found = stops(here)
    assert found[:5] == [*INPUT, "q·k"] and "turn" not in found
    dots = walk.view.trace.k[0, 1] @ walk.view.trace.q[0, 1, 3]
    np.testing.assert_allclose(line(here, "dot"), dots, atol=6e-4)


@pytest.mark.browser
def test_who_inherits_is_said_with_bars_as_long_as_the_weights(page):
    walk = walk_of()
    here = opened(page, walk)
    here.locator("input[type=range]").focus()
    page.keyboard.press("End")
    heirs = walk.working.heirs
    assert here.locator(".heirs").locator("xpath=preceding-sibling::p").inner_text() == (
        heirs.sentence
    )
    rows = here.locator(".heirs tbody tr").all()
    assert len(rows) == len(heirs.shares)
    for made, share in zip(rows, heirs.shares, strict=True):
        free, kept = made.locator("td").nth(1), made.locator("td").nth(2)
        assert read(free.inner_text()) == pytest.approx(share.free, abs=6e-4)
        assert read(kept.inner_text()) == pytest.approx(share.kept, abs=6e-4)
        room = made.locator(".pair").evaluate(ROOM)
        wide = made.locator("i.kept").bounding_box()["width"]
        assert wide == pytest.approx(max(1, room * share.kept), abs=2)


def test_the_pictures_of_weights_are_small_and_right():
    walk = walk_of()
    header, codes = unpack(walk.open["weights"])
    for name, weights in (("q", walk.weights.query), ("v", walk.weights.value)):
        back = (codes[name] / header["levels"] - 1) * header["limits"][name]
        inside = np.abs(weights) <= header["limits"][name]
        step = header["limits"][name] / header["levels"]
        assert np.abs(back - weights)[inside].max() <= step / 2 + 1e-6 and inside.mean() > 0.98
