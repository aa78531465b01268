"""One head's mask: its own, what is painted on it, and what the model adds, against drawings."""

import numpy as np
import pytest

from maskviz.analysis.headmask import Region, head_mask, own_mask
from maskviz.masks.painting import POSITIONS
from maskviz.masks.spec import Picture
from tests.states import state

ALL_REAL, LEFT, RIGHT = (1, 1, 1, 1, 1), (0, 0, 1, 1, 1), (1, 1, 1, 0, 0)


def flip(q, k):
    return q * POSITIONS + k


def made(text, region, book=None, **values):
    """The mask of the slot that every head shares."""
    settings = state(**values, slots={"all": text}, book=book or {})
    return head_mask(settings, "all", region)


@pytest.mark.parametrize(
    ("text", "real", "switches", "drawing", "titles"),
    [
        ("full()", ALL_REAL, (1, 1), "#.... ##... ###.. ####. #####", "Full|Causal"),
        ("full()", ALL_REAL, (0, 1), "##### ##### ##### ##### #####", "Full"),
        ("full()", LEFT, (0, 0), "##### ##### ##### ##### #####", "Full"),
        ("full()", LEFT, (0, 1), "..### ..### ..### ..### ..###", "Full|Key padding"),
        ("full()", LEFT, (1, 0), "#.... ##... ###.. ####. #####", "Full|Causal"),
        ("full()", LEFT, (1, 1), "..... ..... ..#.. ..##. ..###", "Full|Causal|Key padding"),
        ("causal()", ALL_REAL, (1, 1), "#.... ##... ###.. ####. #####", "Causal"),
        ("causal()", RIGHT, (1, 1), "#.... ##... ###.. ###.. ###..", "Causal|Key padding"),
        ("causal_padding()", LEFT, (1, 1), "..... ..... ..#.. ..##. ..###", "Causal|Key padding"),
        (
            "chunk(size=2)",
            ALL_REAL,
            (1, 1),
            "#.... ##... ..#.. ..##. ....#",
            "Chunk, size 2|Causal",
        ),
        (
            "chunked_causal(size=2)",
            ALL_REAL,
            (1, 1),
            "#.... ##... ..#.. ..##. ....#",
            "Chunk, size 2|Causal",
        ),
    ],
)
def test_the_model_adds_what_blocks_something_more(text, real, switches, drawing, titles):
    and_causal, and_padding = map(bool, switches)
    found = made(text, Region(5, 5, {"real": real}), and_causal=and_causal, and_padding=and_padding)
    np.testing.assert_array_equal(found.allowed, Picture(drawing).matrix)
    assert "|".join(rule.title for rule in found.rules) == titles
    assert (str(found.term), found.painted, found.flips) == (text, False, ())


def test_padding_that_is_blocked_already_is_not_named_again():
    """The only padding this mask reads lies in the future, which the causal mask takes first."""
    region = Region(4, 4, {"real": (1, 1, 1, 0)})
    assert [rule.title for rule in made("strict_causal()", region).rules] == ["Strictly causal"]
    book = {"all": {"base": "strict_causal()", "flips": [flip(0, 3)]}}
    own = [rule.term for rule in made("custom", region, book).rules]
    assert [call and call.name for call in own] == [None, "causal"]
    own = [rule.term for rule in made("custom", region, book, and_causal=False).rules]
    assert [call and call.name for call in own] == [None, "key_padding"]


@pytest.mark.parametrize(
    ("text", "drawing"),
    [
        ("causal()", "####. #####"),
        ("causal_upper_left()", "#.... ##..."),
        ("full()", "####. #####"),
        ("sliding_window(window=2)", "..##. ...##"),
    ],
)
def test_the_last_queries_stand_at_the_end(text, drawing):
    found = made(text, Region(2, 5, {"real": ALL_REAL}))
    np.testing.assert_array_equal(found.allowed, Picture(drawing).matrix)


def test_painted_cells_are_turned_over_and_the_models_own_rules_still_hold():
    region = Region(5, 5, {"real": LEFT})
    painted = [flip(4, 2), flip(3, 4), flip(4, 0), flip(9, 9)]
    book = {"all": {"base": "sliding_window(window=2)", "flips": painted}}
    free = made("custom", region, book, and_causal=False, and_padding=False)
    drawing = Picture("#.... ##... .##.. ..### #.###")
    np.testing.assert_array_equal(free.allowed, drawing.matrix)
    assert (str(free.term), free.painted, free.flips) == (
        "sliding_window(window=2)",
        True,
        (*painted,),
    )
    assert free.title == "Painted on Sliding window, window 2"
    bound = made("custom", region, book)
    np.testing.assert_array_equal(bound.allowed, Picture("..... ..... ..#.. ..##. ..###").matrix)
    assert [rule.term and rule.term.name for rule in bound.rules] == [None, "causal", "key_padding"]


def test_paint_keeps_its_place_when_fewer_queries_are_looked_at():
    book = {"all": {"base": "causal()", "flips": [flip(4, 1), flip(1, 0)]}}
    found = made("custom", Region(2, 5, {"real": ALL_REAL}), book)
    np.testing.assert_array_equal(found.allowed, Picture("####. #.###").matrix)


def test_a_painted_mask_without_its_cells_is_causal():
    found = made("custom", Region(3, 3, {"real": (1, 1, 1)}))
    np.testing.assert_array_equal(found.allowed, Picture("#.. ##. ###").matrix)


@pytest.mark.parametrize(
    ("real", "drawing", "titles"),
    [
        (ALL_REAL, "###.. ####. #####", ["Causal"]),
        (LEFT, "..#.. ..##. ..###", ["Causal", "Key padding"]),
        (RIGHT, "###.. ###.. ###..", ["Causal", "Key padding"]),
    ],
)
def test_a_layer_without_the_mask_is_causal_and_reads_no_padding(real, drawing, titles):
    found = own_mask(Region(3, 5, {"real": real}))
    np.testing.assert_array_equal(found.allowed, Picture(drawing).matrix)
    assert [rule.title for rule in found.rules] == titles
