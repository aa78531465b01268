"""Texts and numbers at the edge: a page, a clear sentence, nothing lost."""

import pytest

from maskviz.settings.kinds import TEXT_LIMIT
from maskviz.settings.link import make_link
from tests.ui.page import board, linked, opened, state_of, told

BAD_TEXTS = {
    "empty": "",
    "blank": "  \n\t ",
    "one token": "a",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈",
    "right to left": "שלום עולם \u202e مرحبا",
    "control": "\x00\x07\x1b[31m \ufeff",
    "markup": "<s> <b>bold</b> $x^2$ [a](javascript:alert(1)) `c` :red[x]",
    "long": "the king and " * 150,
}


@pytest.mark.parametrize(
    "mask", ["sliding_window", "sensitive", "levels", "special", "key_padding"]
)
@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=list(BAD_TEXTS))
def test_no_text_breaks_the_page(text, mask):
    page = opened(p=make_link(linked(text=text, mask=mask)))
    assert state_of(page).text == text


def test_a_text_over_the_model_s_context_says_both_numbers():
    page = opened(p=make_link(linked(text="king queen " * 180)))
    assert "cut at 256 of" in told(page)


def test_a_text_over_the_limit_is_ignored_with_both_numbers():
    page = opened(text="x" * (TEXT_LIMIT + 1))
    assert f"{TEXT_LIMIT + 1:,} characters are over the {TEXT_LIMIT:,} allowed" in told(page)


@pytest.mark.parametrize(
    "values",
    [
        {"sliding_window.window": 200},
        {"queries": 200},
        {"mask": "strict_causal", "blocking": "infinity"},
        {"mask": "special", "special.only": 1, "special_kinds": ()},
        {"mask": "sensitive", "sensitive.rows": 1, "secret_kinds": ("name",)},
        {"layers": ()},
        {"texts": 3, "row": 3, "length_3": 0, "mask": "causal_padding"},
        {"texts": 8, "row": 8, "pad_to": 5, "pad_side": "left"},
        {"texts": 1, "row": 7},
        {"texts": 3, "row": 7, "text_2": "a", "text_3": "b"},
        {"texts": 2, "row": 2, "length_2": 0, "and_padding": False, "mask": "key_padding"},
        {"mask": "custom"},
    ],
    ids=str,
)
def test_settings_at_the_edge_show_a_page(values):
    page = opened(p=make_link(linked(**values)))
    assert board(page).title
