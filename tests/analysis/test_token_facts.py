"""What a view knows of each token, and which cell it looks at."""

import numpy as np
import pytest

from maskviz.masks.catalogue import MASKS
from tests.analysis.conftest import CAT

SECRET = "Then Alice paid 12 pence to the king"


def marked(view, fact):
    return {
        word: int(value)
        for word, value in zip(view.words, view.region.facts[fact], strict=True)
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


PACKED = "The king slept. Why did the boy run? The cat sat."


def test_documents_are_sentences_until_a_token_is_clicked(view):
    found = view(text=PACKED, mask="document")
    why, king = found.words.index("Why"), found.words.index("king")
    documents = found.region.facts["doc"]
    assert documents[why] == 1 and documents[why - 1] == 0 and documents.max() == 2
    picked = view(text=PACKED, mask="document", picks={"doc": (why, king, 999)})
    documents = picked.region.facts["doc"]
    assert documents[king] == 1 == documents[why] and documents[king - 1] == 0
    assert found.region.facts["owner"].tolist() == found.region.facts["doc"].tolist()


def test_owners_are_given_by_hand(view):
    picked = view(text=PACKED, mask="owner", picks={"owner_1": (), "owner_3": (2,)})
    assert marked(picked, "owner") == {picked.words[2]: 3}


def test_the_first_real_token_is_global_until_another_is_clicked(view):
    assert marked(view(pad_to=14, pad_side="left"), "is_global") == {"<s>": 1}
    picked = view(picks={"is_global": (0, 3)})
    assert marked(picked, "is_global") == {picked.words[3]: 1}


def test_images_are_what_is_quoted_or_clicked(view):
    found = view(text='He saw "a red house" and left')
    inside = [found.words[i] for i in np.flatnonzero(found.region.facts["is_image"])]
    assert inside == ["a", "red", "house"]
    assert found.region.facts["group"].max() == 1 == found.region.facts["section"][-1]
    first = view(text="He left", picks={"is_image": (1,)})
    assert first.region.facts["section"].tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("key", "value", "fact", "words"),
    [
        ("word_levels", "king 2, boy: 3 house=9 x", "level", {"king": 2, "boy": 3}),
        ("domain_words", "king; boy", "domain", {"king": 1, "boy": 1}),
    ],
)
def test_words_of_a_list(view, key, value, fact, words):
    assert marked(view(text=PACKED, **{key: value}), fact) == words


def test_an_order_and_a_tree_of_the_tokens(view):
    n = len(view().words)
    assert view(rank_seed=0).region.facts["rank"].tolist() == list(range(n))
    shuffled = view(rank_seed=5).region.facts["rank"]
    assert sorted(shuffled) == list(range(n)) and shuffled.tolist() != list(range(n))
    chain = view(tree_prefix=256).region.facts
    assert chain["enter"].tolist() == list(range(n)) and set(chain["leave"]) == {n - 1}


def test_facts_are_worked_out_when_they_are_asked_for(view):
    known = view(mask="causal").region.facts
    assert set(known.known) == {"real"} and "doc" in known and "nothing" not in known
    assert set(known) >= {p.name for mask in MASKS.values() for p in mask.facts}
