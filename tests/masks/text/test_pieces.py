"""Documents begin after sentences, sections with images, quotations between their marks."""

import time
from itertools import pairwise

import pytest

from maskviz.masks.text import documents, quoted, stretches
from maskviz.masks.text.pieces import sentence_starts


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        ("<s>|The|·cat|·sat|.|·It|·slept|.", "00000111"),
        ("<s>|No|!|·“|Yes|?|”|·A|.", "000111122"),
        ('"|No|!"|·said|·he|.|·Oh|.', "00000011"),
        ("One|.|↵|↵|Two|.↵|Three", "0000112"),
        ("·Mr|.|·King|·and|·Dr|.|·No|.|·Go", "000000001"),
        ("it|·cost|·3|.|50|·a|.|b", "00000000"),
        ("What|?!|…|·Yes|·...|·So", "000001"),
        ("(|Yes|.)|·[|No|.]|·A", "0001112"),
        ("Ah|.‹E2›|‹80›|‹9D›|·‹C3›|‹89›|t", "0000111"),
        ("<pad>|<pad>|<s>|A|.|·B|.|<pad>", "00000111"),
        ("no|·end", "00"),
        (".|.|.|·A|.", "00011"),
    ],
)
def test_a_document_begins_after_each_sentence(labels, numbers):
    assert "".join(map(str, documents(labels.split("|")))) == numbers


def test_documents_begin_where_they_are_told_to():
    labels = ["<s>", "A", ".", "·B", ".", "·C"]
    assert documents(labels, []) == (0,) * 6
    assert documents(labels, [2, 4]) == (0, 0, 1, 1, 2, 2)
    assert documents(labels, [0, 4, 4, 17, -1]) == (0, 0, 0, 0, 1, 1)
    assert documents([], [1]) == documents([]) == ()


def test_the_sentences_of_the_story(shipped):
    """Written out by hand from the story's first lines."""
    text = (
        '"Who is there?" she cried.\n"I call that rude." Then Mrs. Threadgold sat. Are you afraid?'
    )
    labels = shipped.tokenizer.labels(shipped.tokenizer.row(text).ids)
    starts = [0, *sentence_starts(labels), len(labels)]
    said = ["".join(labels[a:b]) for a, b in pairwise(starts)]
    assert said == [
        '<s>"Who·is·there?"·she·cried.↵',
        '"I·call·that·rude."',
        "·Then·Mrs.·Threadgold·sat.",
        "·Are·you·afraid?",
    ]


def test_stretches_and_sections():
    assert stretches((0, 1, 1, 0, 0, 1, 0)) == ((0, 1, 1, 0, 0, 2, 0), (0, 1, 1, 1, 1, 2, 2))
    assert stretches((1, 0, 1)) == ((1, 0, 2), (1, 1, 2))
    assert stretches(()) == ((), ())


@pytest.mark.parametrize(
    ("labels", "inside"),
    [
        ('He|·said|,|·"|No|!"|·and|·"|Go', "000011000"),
        ("·“|A|”|·“|B|,”|c", "0100110"),
        ("“|A|“|B|”|”|»|«|c|»", "0001000010"),
        ("don|'t|·'|tis", "0000"),
        ("‹E2›|‹80›|‹9C›|A|‹E2›|‹80›|‹9D›", "0001000"),
        ('"|"|"|A', "0000"),
        ("", "0"),
    ],
)
def test_quoted(labels, inside):
    assert "".join(map(str, quoted(labels.split("|")))) == inside


N = 30_000
HOSTILE = ("“", '"', "«", ".", "!”", ". ", "A. ", "Mr. ", ".\n", "“a", '".', "\udcff", "‹", "·.")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_labels_take_no_longer_than_their_length(piece):
    """A pattern that backtracks would take minutes."""
    begin = time.process_time()
    for labels in ([piece] * N, [piece * N]):
        documents(labels)
        quoted(labels)
    assert time.process_time() - begin < 5.0
