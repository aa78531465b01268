"""A matrix that somebody brought as the mask: its link, and what has no place in the playground."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import cells
from maskviz.masks.painting import flipped
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link, read_link
from maskviz.settings.ownmatrix import no_place, of_matrix
from maskviz.settings.versions import read_data


@some.composite
def matrices(draw):
    keys = draw(some.integers(1, 9))
    queries = draw(some.integers(1, keys))
    bits = draw(some.lists(some.booleans(), min_size=queries * keys, max_size=queries * keys))
    return np.array(bits).reshape(queries, keys)


@given(matrices(), some.sampled_from(["full", "causal", "two_sided_window"]))
def test_a_link_brings_the_matrix_back_at_its_own_size(allowed, base):
    queries, keys = allowed.shape
    settings, ignored = read_link(make_link(of_matrix(allowed, Settings(), MaskCall(base))))
    page = settings.book["all"]
    assert not ignored and page.matrix.size == (queries, keys) and not page.flips
    offset = keys - queries
    made = flipped(cells(page.base, queries, keys), page.matrix.flips, offset)
    assert np.array_equal(made, allowed)
    assert settings.pad_to == keys and settings.queries == (queries if queries < keys else 0)
    assert settings.own_slots == {} and not settings.and_causal and not settings.and_padding


@given(some.data())
def test_more_queries_than_keys_are_an_answer_that_asks_a_text(data):
    queries = data.draw(some.integers(2, 10))
    keys = data.draw(some.integers(1, queries - 1))
    allowed = np.array(data.draw(some.lists(some.booleans(), min_size=queries * keys)))
    allowed = np.resize(allowed, (queries, keys))
    base = MaskCall(data.draw(some.sampled_from(["full", "causal", "two_sided_window"])))
    settings, ignored = read_link(make_link(of_matrix(allowed, Settings(), base)))
    page = settings.book["cross.all"]
    assert not ignored and page.matrix.size == (queries, keys) and settings.pad_to == keys
    assert (settings.model, settings.part, settings.answer) == ("dates", "cross", queries)
    made = flipped(cells(page.base, queries, keys, offset=0), page.matrix.flips, 0)
    assert np.array_equal(made, allowed)


def test_a_large_matrix_near_a_known_mask_has_a_short_link():
    near = np.tri(256, dtype=bool)
    near[7, 200] = True
    assert len(make_link(of_matrix(near, Settings(), MaskCall("causal")))) < 300


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((11, 3), "11 queries and 3 keys"),
        ((300, 299), "300 queries and 299 keys"),
        ((10, 9), ""),
        ((1, 257), "257 keys"),
        ((4, 256), ""),
    ],
)
def test_what_has_no_place_is_said_with_its_numbers(size, told):
    assert told in no_place(*size) and bool(told) == bool(no_place(*size))
    if told:
        with pytest.raises(ValueError, match=told):
            of_matrix(np.ones(size, dtype=bool), Settings(), MaskCall("full"))


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        7,
        {"size": [2, 2]},
        {"size": [0, 2], "flips": []},
        {"size": [2, 2, 2], "flips": []},
        {"size": [2, 1e9], "flips": []},
        {"size": "22", "flips": []},
        {"size": [2, 2], "flips": [-1]},
        {"size": [2, 2], "flips": "12"},
        {"size": None, "flips": []},
    ],
)
def test_a_matrix_that_is_none_is_named_and_the_page_stays(wrong):
    page = {"base": "causal()", "flips": [3], "matrix": wrong}
    found, ignored = read_data({"v": 2, "book": {"all": page}})
    assert any("the matrix of “all”" in sentence for sentence in ignored), ignored
    assert found.book["all"].flips == (3,) and found.book["all"].matrix is None
