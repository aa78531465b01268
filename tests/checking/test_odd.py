"""Texts that are nearly something: each is read, or gets the one error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maskviz.checking import CheckError, check

ODD = {
    "abs(i -nanj) <= 2": "one number",
    "return q_idx >= 1, 0": "lists of different lengths",
    "def f(b, h, q_idx, kv_idx):\n return kv_idx > q_idx,": "no answer for each cell of 8 queries",
    "def f(b, h, q_idx, kv_idx):\n return kv_idx | b1, 0": "no answer for each cell",
    "[[1, 0, ..., 0], [1, 1, 1, 0], ..., [1, 1, ..., 1]]": "leaves cells out",
}


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_that_once_ended_a_page(text):
    with pytest.raises(CheckError, match=ODD[text]):
        check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="kq<>=!01 .#()[]\n&|+-*/%abhdoc,'_", max_size=40))
def test_any_text_is_read_or_gets_the_one_error(text):
    try:
        checked = check(text)
    except CheckError:
        return
    assert checked.taken and checked.cells.ndim == 2 and checked.said
