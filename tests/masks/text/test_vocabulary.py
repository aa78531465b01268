"""Pieces make words, words have classes and stand on lists."""

import time

import pytest

from maskviz.masks.text import CLASSES, domain, kinds, word_levels, words
from maskviz.masks.text.vocabulary import written

LIGHT = ["<s>", "The", "·light", "house", ",", "·the", "·LIGHT", "house", "'s", "·light", "."]


def test_the_pieces_of_a_word_are_one_word():
    said = ["<s>", "The", "lighthouse", "lighthouse", ",", "the"]
    assert written(LIGHT) == [*said, *["LIGHThouse's"] * 3, "light", "."]


def test_words_are_numbered_as_they_appear_without_capitals_and_possessives():
    assert words(LIGHT) == (0, 1, 2, 2, 3, 1, 2, 2, 2, 4, 5)
    assert words([]) == ()


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("·don|‹E2›|‹80›|‹99›|t|·don|'t", ["don’t"] * 5 + ["don't"] * 2),
        ("3|.|50|·4|.", ["3.50"] * 3 + ["4", "."]),
        ("·|‹C3›|‹A9›|m|ile", [" ", *["émile"] * 4]),
        ("well|-|known|↵|…", ["well", "-", "known", "\n", "…"]),
        ("<pad>|<|s|>|[SEP]", ["<pad>", "<", "s", ">", "[SEP]"]),
        ("a|1|b", ["a", "1", "b"]),
        ("x|‹F0›|y", ["x", "\udcf0", "y"]),
    ],
)
def test_written(labels, found):
    assert written(labels.split("|")) == found


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        ("<s>|The|·old|·Hetty|·has|·144|·steps|.|↵", "4 1 0 1 0 2 0 3 4"),
        ("·Al|ice|'s|·‹F0›|‹9F›|‹99›|‹82›|·!”", "1 1 1 3 3 3 3 3"),
        ("3|.|50|·|<pad>|[CLS]|·é|·你", "2 2 2 4 4 4 0 0"),
    ],
)
def test_kinds(labels, classes):
    assert " ".join(map(str, kinds(labels.split("|")))) == classes
    assert max(kinds(labels.split("|"))) < len(CLASSES)


def test_a_word_is_on_the_list_whatever_its_form():
    assert domain(LIGHT, ["Lighthouse"]) == (0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0)
    assert domain(LIGHT, [" the ", "light’s", ""]) == (0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0)
    assert domain(LIGHT, []) == (0,) * 11 and domain([], ["a"]) == ()


def test_each_word_has_its_level():
    levels = {"light": 1, "LIGHTHOUSE": 3, "the": 2, "The": 1}
    assert word_levels(LIGHT, levels) == (0, 2, 3, 3, 0, 2, 3, 3, 3, 1, 0)
    assert word_levels(LIGHT, {}) == (0,) * 11


def test_all_the_words_of_a_text(shipped):
    """Against a text that says the same with one token a word."""
    text = "The king and the queen saw the king's lighthouse."
    labels = shipped.tokenizer.labels(shipped.tokenizer.row(text).ids)
    number = dict(zip(labels, words(labels), strict=True))
    assert number["·king"] == number["'s"] and number["The"] == number["·the"]
    assert len(set(words(labels))) == 8  # <s> the king and queen saw lighthouse .


N = 30_000


@pytest.mark.parametrize("piece", ["a", "·a", "'", "a'", "1.", "·", "‹F0›", "🙂", "\ud800", "<s>"])
def test_hostile_labels_take_no_longer_than_their_length(piece):
    begin = time.process_time()
    for labels in ([piece] * N, [piece * N]):
        kinds(labels)
        words(labels)
        domain(labels, ["a"])
    assert time.process_time() - begin < 5.0
