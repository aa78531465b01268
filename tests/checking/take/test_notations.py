"""The other notations of a matrix: each is read back, and says what it leaves out."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maskviz.checking.take import notations
from maskviz.matrices.reading import MatrixError, arrays, read, readings

PACKED = "#..... ##.... ###... ...#.. ...##. .....#"
PADDED = "#..... ##.... ..#... ..##.. ...... ......"
LEFT = "...... ...... ..#... ..##.. ....#. ....##"


def cells(picture: str) -> np.ndarray:
    return np.array([[sign == "#" for sign in row] for row in picture.split()])


def named(picture: str) -> dict:
    return {notation.name: notation for notation in notations(cells(picture))}


def test_documents_laid_end_to_end_have_every_form():
    """Case M45, each number counted by hand."""
    found = named(PACKED)
    assert {name: notation.text.split("\n")[0] for name, notation in list(found.items())[:6]} == {
        "Document ids": "document_ids = [0, 0, 0, 1, 1, 2]",
        "Lengths": "lengths = [3, 2, 1]",
        "cu_seqlens": "cu_seqlens = [0, 3, 5, 6]",
        "position_ids": "position_ids = [0, 1, 2, 0, 1, 0]",
        "Start-end rows of each column": "startend_row_indices = [[3], [3], [3], [5], [5], [6]]",
        "Start-end keys of each row": "first_key = [0, 0, 0, 3, 3, 5]",
    }
    assert "max_seqlen = 3\n" in found["cu_seqlens"].text
    assert "end_key = [1, 2, 3, 4, 5, 6]\n" in found["Start-end keys of each row"].text
    assert all(notation.whole for notation in found.values())


def test_padding_on_top_is_said_by_what_can_say_it():
    """Case M20, and the same padded on the left."""
    found = named(PADDED)
    assert found["Document ids"].text == "document_ids = [1, 1, 2, 2, 0, 0]\n"
    assert found["Document ids"].whole and not found["Lengths"].whole
    assert "2 padding behind them" in found["Lengths"].note
    assert "indices = [0, 1, 2, 3]\n" in found["cu_seqlens"].text
    assert found["attention_mask"].text == "attention_mask = [1, 1, 1, 1, 0, 0]\n"
    found = named(LEFT)
    assert "2 padding before them" in found["Lengths"].note
    assert "indices = [2, 3, 4, 5]\n" in found["cu_seqlens"].text
    assert found["position_ids"].text == "position_ids = [0, 0, 0, 1, 0, 1]\n"


def test_padding_whose_rows_read_is_not_said_by_documents():
    """Case N01: key padding of one text leaves the rows of padding their keys."""
    found = named("##. ##. ##.")
    assert found["attention_mask"].whole and not found["Document ids"].whole
    assert "row 2, padding, reads real keys" in found["Document ids"].note


def test_documents_in_pieces_have_ids_and_no_lengths():
    found = named("#.#. .#.# #.#. .#.#")
    assert found["Document ids"].text == "document_ids = [0, 1, 0, 1]\n"
    assert not {"Lengths", "cu_seqlens", "position_ids"} & set(found)


def test_what_has_no_documents_has_columns_and_rows():
    """Sliding window 2: key k is read by rows k and k + 1."""
    found = named("#... ##.. .##. ..##")
    assert found["Start-end rows of each column"].text == (
        "startend_row_indices = [[2], [3], [4], [4]]\ncausal = True\n"
    )
    assert not {"Document ids", "Lengths"} & set(found)
    assert "Start-end rows of each column" not in named("#... .#.. #.#. .#.#")
    assert next(iter(named("###. #.##"))) == "Dense, True = may read"  # a hole in a row
    assert [notation.name for notation in notations(np.ones((80, 80), dtype=bool))][-1].startswith(
        "Start"
    )


def spoken(found: str) -> np.ndarray:
    """Rows of first and end keys as a matrix, by a plain loop."""
    firsts, ends = (list(map(int, re.findall(r"\d+", line))) for line in found.strip().split("\n"))
    return np.array([[a <= k < b for k in range(6)] for a, b in zip(firsts, ends, strict=True)])


@st.composite
def matrices(draw) -> np.ndarray:
    """Documents, in pieces, padded, causal, with a window and a cell of chance, or without."""
    ids = draw(st.lists(st.integers(0, 2), min_size=6, max_size=6))
    doc = np.array(sorted(ids) if draw(st.booleans()) else ids)
    made = doc[:, None] == doc
    real = np.array(draw(st.sampled_from([[1] * 6, [1, 1, 1, 1, 0, 0], [0, 1, 1, 1, 1, 1]])), bool)
    made &= real & (real[:, None] | draw(st.booleans()))
    if draw(st.booleans()):
        made &= np.tri(6, dtype=bool)
    if draw(st.booleans()):
        made &= np.abs(np.subtract.outer(np.arange(6), np.arange(6))) < 3
    if draw(st.booleans()):
        made[draw(st.integers(0, 5)), draw(st.integers(0, 5))] ^= True
    return made


@settings(max_examples=30, deadline=None)
@given(matrices())
def test_a_form_that_is_whole_is_read_back_as_the_same_matrix(allowed):
    for notation in notations(allowed):
        if notation.name == "Start-end keys of each row":
            text = "\n".join(line.split("=")[1] for line in notation.text.strip().split("\n"))
            assert np.array_equal(spoken(text), allowed)
        elif notation.whole and not notation.name.startswith("Dense"):
            found = [np.asarray(way.samples[0]) for way in read(notation.text)]
            assert any(np.array_equal(way, allowed) for way in found), (
                notation.name,
                notation.text,
            )


def test_the_dense_forms_are_read_back_under_each_sign():
    for notation in notations(cells(LEFT))[-3:]:
        assert np.array_equal(read(notation.text)[0].samples[0], cells(LEFT)), notation.name


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("[[0, 3], [3, 5]]", "#.... ##... ###.. ...#. ...##"),
        ("start, end\n0, 2\n3, 5\n", "#.... ##... ..... ...#. ...##"),
        ("startend_row_indices = [[2], [2], [3]]", "#.. ##. ..#"),
        ("startend_row_indices = [[[[2, 3], [3, 3], [3, 3]]]]", "#.. ##. .##"),
        ("attn_mask_startend_row_indices = [[3, 0], [3, 0], [3, 2]]", "##. ##. ###"),
        ("x = [[2, 3, 0, 0], [2, 3, 0, 0], [3, 3, 0, 2]]", "##. ##. ..#"),
    ],
)
def test_starts_and_ends_are_read(text, picture):
    """Each by hand: rows from the first number to before the second do not read the key."""
    ways = [np.asarray(way.samples[0]) for way in read(text)]
    assert any(np.array_equal(way, cells(picture)) for way in ways)


@pytest.mark.parametrize(
    "text", ["[[0, 9], [9, 999999999]]", "[[5, 3], [3, 9]]", "[[0, 2, 7], [1, 2, 3]]"]
)
def test_what_is_no_start_and_end_is_refused_in_a_sentence(text):
    with pytest.raises(MatrixError, match="Cell"):
        readings(arrays(text)[0])
