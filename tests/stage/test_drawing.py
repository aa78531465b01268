"""The picture on screen is the arrays: cells are read back from the canvas."""

from itertools import pairwise

import numpy as np
import pytest

from tests.stage import scenes
from tests.stage.driver import STAGES


def brightness(colour):
    return np.dot(colour[:3], [0.299, 0.587, 0.114])


def cells(scene):
    return [
        (q, k) for q in range(scene.offset, len(scene.tokens)) for k in range(len(scene.tokens))
    ]


def contrast(colours, values, dark):
    """Whether more is always more ink: darker on a light page, brighter on a dark one."""
    ordered = [brightness(colours[i]) for i in np.argsort(values)]
    steps = [b - a if dark else a - b for a, b in pairwise(ordered)]
    return min(steps) >= -2  # colours are whole numbers


@pytest.mark.parametrize(("query", "queries"), [("n=8", 8), ("n=8&queries=3", 3)])
def test_the_mask_is_the_matrix(open_stage, query, queries):
    scene, stage = scenes.example(8, queries=queries), open_stage(query)
    ink = stage.colour("mask", 7, 7)
    for q, k in cells(scene):
        allowed = scene.allowed[q - scene.offset, k]
        assert (stage.colour("mask", q, k) == ink) == allowed, (q, k)
        assert stage.hatched("mask", q, k) != allowed, (q, k)


@pytest.mark.parametrize("dark", [False, True])
def test_more_weight_is_more_ink_and_blocked_is_no_colour(open_stage, dark):
    scene, stage = scenes.example(), open_stage(dark=dark)
    allowed = [cell for cell in cells(scene) if scene.allowed[cell]]
    colours = [stage.colour("weights", *cell) for cell in allowed]
    assert contrast(colours, [scene.weights[cell] for cell in allowed], dark)
    ground = {stage.colour("weights", *cell) for cell in cells(scene) if not scene.allowed[cell]}
    assert len(ground) <= 2  # the ground or its hatch
    assert ground.isdisjoint(colours)


@pytest.mark.parametrize("name", ["raw", "masked"])
def test_scores_are_blue_above_and_orange_below_zero(open_stage, name):
    scene, stage = scenes.example(), open_stage()
    for q, k in cells(scene):
        if name == "masked" and not scene.allowed[q, k]:
            assert stage.hatched(name, q, k) or stage.colour(name, q, k)[0] > 200
        elif abs(scene.raw[q, k]) > 0.2:
            red, _, blue, _ = stage.colour(name, q, k)
            assert (blue > red) == (scene.raw[q, k] > 0), (q, k)


def test_the_output_has_its_own_shape(open_stage):
    scene, stage = scenes.example(), open_stage()
    for q, unit in [(0, 0), (3, 31), (7, 16)]:
        if abs(scene.output[q, unit]) > 0.3:
            red, green, _, _ = stage.colour("output", q, unit)
            assert (green > red) == (scene.output[q, unit] > 0)


def test_masked_and_no_weight_look_different(open_stage):
    """Row 2 may read nothing: hatched and framed; an allowed weight near 0 is a plain colour."""
    scene, stage = scenes.with_empty_row(scenes.example()), open_stage("kind=empty")
    for k in range(8):
        assert stage.hatched("weights", 2, k)
        assert not scene.allowed[2, k]
    smallest = np.unravel_index(np.argmin(np.where(scene.allowed, scene.weights, 9)), (8, 8))
    colour = stage.colour("weights", *map(int, smallest))
    assert stage.pixels("weights", *map(int, smallest)).count(colour) > 0.6 * 20 * 20


def test_a_row_of_nan_has_a_mark_of_its_own(open_stage):
    stage = open_stage("kind=nan")
    blocked, broken = set(stage.pixels("weights", 0, 6)), set(stage.pixels("weights", 5, 3))
    assert blocked != broken
    stage.point("weights", 5, 3)
    assert stage.value("weight") == "NaN"


def test_a_leak_is_coloured_under_its_hatch(open_stage):
    scene, stage = scenes.with_leak(scenes.example()), open_stage("kind=leak")
    assert scene.weights[0, 7] > 0.02
    plain = open_stage()
    assert stage.hatched("weights", 0, 7)
    assert stage.colour("weights", 0, 7) != plain.colour("weights", 0, 7)


@pytest.mark.parametrize("n", [1, 2, 24, 64, 256])
def test_every_size_is_drawn_and_pointed_at_exactly(open_stage, n):
    scene, stage = scenes.example(n), open_stage(f"n={n}")
    for q, k in {(0, 0), (n - 1, n // 2), (n // 3, n - 1)}:
        stage.point("weights", q, k)
        assert stage.value("query").startswith(f"{q} "), (q, k)
        assert stage.value("key").startswith(f"{k} "), (q, k)
        assert stage.value("raw") == f"{np.float16(scene.raw[q, k]):.3f}".replace("-", "−")


def test_served_and_inline_draw_the_same_picture(open_stage):
    read = "(root, name) => root.querySelector(`canvas[data-stage=${name}]`).toDataURL()"
    served, inline = open_stage("n=12"), open_stage("n=12&inline=1")
    fetched = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"
    assert any("maskviz.board/board/board.js" in url for url in served.page.evaluate(fetched))
    assert not any("bidi-components" in url for url in inline.page.evaluate(fetched))
    for name in STAGES:
        assert served.root.evaluate(read, name) == inline.root.evaluate(read, name)
