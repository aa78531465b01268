"""What a view knows of each token, and which cell it looks at."""

import pytest

from tests.analysis.conftest import CAT

SECRET = "Then Alice paid 12 pence to the king"


def marked(view, fact):
    return {
        word: int(value)
        for word, value in zip(view.words, view.sight.facts[fact], strict=True)
        if value
    }


def test_facts_come_from_the_tokens_and_from_what_was_picked(view):
    found = view(text=SECRET, mask="sensitive")
    assert marked(found, "secret") == {"Alice": 1, "1": 1, "2": 1}
    assert marked(found, "special") == {"<s>": 1}
    alice, pays = found.words.index("Alice"), found.words.index("paid")
    picked = view(text=SECRET, picks={"secret": (alice, pays, 200)})
    assert marked(picked, "secret") == {"paid": 1, "1": 1, "2": 1}
    assert not marked(view(text=SECRET, secret_kinds=()), "secret")


def test_levels_are_guessed_until_they_are_picked(view):
    guessed = view(text=SECRET, mask="levels")
    assert marked(guessed, "level") == {"Alice": 1, "1": 2, "2": 2}
    picked = view(text=SECRET, picks={"level_1": (), "level_2": (4,), "level_3": (1, 999)})
    assert marked(picked, "level") == {guessed.words[1]: 3, guessed.words[4]: 2}
    cleared = view(text=SECRET, picks={"level_1": (), "level_2": (), "level_3": ()})
    assert not marked(cleared, "level")


@pytest.mark.parametrize(
    ("locked", "queries", "found"),
    [
        (None, 0, (9, 9)),
        ((4, 2), 0, (4, 2)),
        ((4, 2), 3, (7, 2)),
        ((2_000, 2_000), 0, (9, 9)),
    ],
)
def test_the_locked_cell_lies_in_the_picture(view, locked, queries, found):
    assert view(locked=locked, queries=queries).locked == found


def test_without_a_lock_the_last_real_token_is_looked_at(view):
    assert view(pad_to=14).locked == (9, 9)
    assert view(pad_to=14, pad_side="left").locked == (13, 13)
    assert view(texts=2, length_1=0, length_2=3, text_2=CAT, row=1).locked == (2, 2)
