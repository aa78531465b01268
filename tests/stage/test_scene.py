"""What is sent of a scene."""

from dataclasses import replace

import numpy as np
import pytest

from maskviz.stage.pack import unpack
from maskviz.stage.scene import ALL_BLOCKED, NOT_A_NUMBER, SHARES, scene_message, thumbnails
from tests.stage import scenes


def sent(scene):
    return unpack(scene_message(scene))


def test_numbers_arrive():
    scene = scenes.example(24)
    header, arrays = sent(scene)
    np.testing.assert_allclose(arrays["raw"], scene.raw, rtol=1e-3)
    np.testing.assert_allclose(arrays["weights"], scene.weights, atol=5e-4)
    np.testing.assert_allclose(arrays["output"], scene.output, rtol=1e-3, atol=1e-3)
    assert header["rules"] == [title for title, _ in scene.rules]
    for cells, (_, matrix) in zip(arrays["rules"], scene.rules, strict=True):
        np.testing.assert_array_equal(cells, matrix)


def test_masked_scores_are_sent_only_when_they_are_not_plain():
    plain, leak = scenes.example(), scenes.with_leak(scenes.example())
    assert "masked" not in sent(plain)[1]
    masked = sent(leak)[1]["masked"]
    assert masked.dtype == np.float32
    np.testing.assert_array_equal(masked, leak.masked)


def test_scores_too_large_for_half_precision_stay_finite():
    scene = scenes.example()
    header = sent(replace(scene, raw=scene.raw * 1e6))[1]
    assert header["raw"].dtype == np.float32
    assert np.isfinite(header["raw"]).all()


def test_targets_that_are_the_next_tokens_are_sent_once():
    scene = scenes.example(8, queries=3)
    assert (sent(scene)[0]["shifted"], sent(scene)[0]["targets"]) == (True, [""])
    other = replace(scene, targets=["a", "b", "c"])
    assert (sent(other)[0]["shifted"], sent(other)[0]["targets"]) == (False, ["a", "b", "c"])
    none = replace(scene, targets=())
    assert (sent(none)[0]["shifted"], sent(none)[0]["targets"]) == (False, [])


def test_a_message_of_64_tokens_and_6_heads_has_at_most_32_kilobytes():
    longest = [f" token{i:04}" for i in range(64)]  # 10 letters each, more than text has
    scene = replace(scenes.example(64), tokens=longest, targets=[*longest[1:], ""])
    assert len(scene_message(scene)) <= 32 * 1024


def test_a_thumbnail_of_a_small_head_is_the_head():
    weights = np.array([[[1, 0, 0], [0.25, 0.75, 0], [np.nan, 0, 0.5]]])
    allowed = np.array([[[1, 0, 0], [1, 1, 0], [1, 1, 1]]], bool)
    code = np.rint(SHARES * np.sqrt([0.25, 0.75, 0.5])).astype(int)
    blocked, broken = ALL_BLOCKED, NOT_A_NUMBER
    expected = [[SHARES, blocked, blocked], [code[0], code[1], blocked], [broken, 0, code[2]]]
    np.testing.assert_array_equal(thumbnails(weights, allowed)[0], expected)


@pytest.mark.parametrize("n", [1, 31, 32, 33, 64, 100, 256])
def test_thumbnails_are_means_over_what_counts(n):
    scene = scenes.example(n, heads=2)
    found = thumbnails(scene.head_weights, scene.head_allowed)
    assert max(found.shape[1:]) <= 32
    side = -(-n // 32)
    for head, row, column in np.ndindex(found.shape):
        block = np.s_[row * side : (row + 1) * side, column * side : (column + 1) * side]
        weights, allowed = scene.head_weights[head][block], scene.head_allowed[head][block]
        if allowed.any():
            share = (found[head, row, column] / SHARES) ** 2
            assert share == pytest.approx(weights[allowed].mean(), abs=5e-3)
        else:
            assert found[head, row, column] == ALL_BLOCKED


def test_a_leak_into_blocked_cells_is_seen_in_a_thumbnail():
    weights = np.full((1, 2, 2), 0.5)
    found = thumbnails(weights, np.zeros((1, 2, 2), bool))
    assert ALL_BLOCKED not in found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weights": np.zeros((8, 7))}, r"weights is \(8, 7\), but raw makes it \(8, 8\)"),
        ({"rules": [("odd", np.ones((3, 3), bool))]}, r"rule “odd” is \(3, 3\)"),
        ({"tokens": ["a"]}, "tokens has 1 entries, not 8"),
        ({"targets": ["a"]}, "targets has 1 entries, not 8"),
        ({"output": np.zeros((5, 4))}, "output has 5 rows for 8 queries"),
        ({"rules": []}, "at least one rule"),
    ],
)
def test_what_does_not_fit_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        replace(scenes.example(), **change)
