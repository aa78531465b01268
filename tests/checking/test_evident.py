"""Matrices with hardly anything in them: what somebody wants to read of each before a name, decided
by hand."""

import numpy as np
import pytest

from maskviz.checking import check

NOTHING = "Every cell is blocked: no query may read anything."
COLUMN = "It is one column: over more keys it blocks whole rows. Key padding of 3 tokens is one row"


def drawn(text: str) -> np.ndarray:
    return np.array([[sign == "#" for sign in line] for line in text.split()])


BLOCKED = {
    "a square": (np.zeros((6, 6), bool), "If it means True = blocked, False = may read"),
    "a large one": (np.zeros((100, 100), bool), "If it means True = blocked, False = may read"),
    "a rectangle": (np.zeros((3, 7), int), "If it means 1 = blocked, 0 = may read"),
    "a column": (np.zeros((6, 1), bool), "If it means True = blocked, False = may read"),
    "a text": ("0 0 0\n0 0 0\n0 0 0", "If it means 1 = blocked, 0 = may read"),
    "floats": (np.zeros((4, 4)), "If it means numbers added to the scores, where 0 blocks nothing"),
    "padding of all tokens": (np.ones((1, 6), bool), "If it means True = may read"),
    "one cell": (np.ones((1, 1), bool), "If it means True = may read, False = blocked"),
}


@pytest.mark.parametrize("name", BLOCKED)
def test_what_is_blocked_everywhere_is_told_first_and_has_no_name(name):
    raw, hint = BLOCKED[name]
    checked = check(raw)
    said = f"{NOTHING} {hint}"
    assert checked.text.startswith(said) and checked.text.split("\n")[0].endswith("it is Full.")
    assert checked.faults[0].startswith(said)
    assert not checked.exact and not checked.closest and "offset" not in checked.text
    assert "the future" not in checked.text


def test_where_nothing_else_could_be_meant_no_other_is_guessed():
    assert check(np.full((4, 4), -np.inf)).text.split("\n")[0] == NOTHING


@pytest.mark.parametrize("size", [(1, 7), (6, 1), (6, 6), (3, 7), (7, 3), (100, 100), (2, 2)])
def test_what_is_open_everywhere_is_full_and_nothing_before_it(size):
    checked = check(np.ones(size, dtype=int))
    assert checked.exact[0].title == "Full" and not checked.faults


FIRST = {  # picture -> what is said of it first, and its first name, "" where none is worth it
    "### ### ...": ("Each row may read every key or none: row 2 may read nothing.", ""),
    "####.. ####.. ####.. ####.. ####.. ####..": (
        "Every query may read the same keys: keys 4, 5 may be read by none.",
        "Key padding",
    ),
    "##.### ##.### ##.### ##.### ##.### ##.###": (
        "Every query may read the same keys: key 2 may be read by none.",
        "Key padding",
    ),
    "#.. .#. ..#": ("Each token may read itself only.", "Chunk, size 1"),
    "..#.. ...#. ....#": ("Each token may read itself only.", "Chunk, size 1"),
    "#### ##.# #### ####": ("One cell is blocked: row 1, key 2.", ""),
    "#### #### ##.# ####": ("One cell is blocked: row 2, key 2.", ""),
    ".... #... .... ....": ("One cell may be read: row 1, key 0.", ""),
}


@pytest.mark.parametrize("picture", FIRST)
def test_what_is_evident_is_said_before_any_name(picture):
    said, name = FIRST[picture]
    cells = drawn(picture)
    checked = check(np.where(cells, 0.0, -np.inf))  # which can be understood in one way only
    assert np.array_equal(checked.cells, cells)
    assert checked.said[1] == said
    assert not name or checked.exact[0].title == name
    assert "-64" not in checked.text and "inverted" not in checked.text


@pytest.mark.parametrize("picture", ["# # .", ". # #", "# . #"])
def test_a_column_is_no_mask_of_queries_by_keys(picture):
    checked = check(drawn(picture))
    assert checked.text.startswith(COLUMN) and not checked.exact


def test_whole_rows_are_padding_on_the_wrong_axis_and_nothing_else():
    checked = check(np.repeat([[True], [True], [True], [False]], 4, axis=1))
    assert checked.faults == ["It is Key padding transposed: queries and keys are exchanged."]
    assert "differ" not in "\n".join(checked.masks())


@pytest.mark.parametrize("picture", ["#. ##", "#.. ##. ###", "##. ### ###", "##.. ##.. ..## ..##"])
def test_what_is_a_mask_is_named_though_it_is_small(picture):
    checked = check(drawn(picture))
    assert checked.exact[0].usual and "the same in every cell" in checked.text


def test_a_slip_comes_before_what_is_so_by_chance():
    text = check(drawn("##### ##### ##.## ##### #####")).text
    assert text.index("closest plain mask is Full: 1 cell differs") < text.index("Global tokens")


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ("#.... ##... ..... ####. #####", "But for row 2, which may read nothing, it is Causal."),
        (
            "#..... ##.... ...... ...... #####. ######",
            "But for rows 2, 3, which may read nothing, it is Causal.",
        ),
        (
            "#..... ##.... .##... ...... ...##. ....##",
            "But for row 3, which may read nothing, it is Sliding window, window 2.",
        ),
    ],
)
def test_rows_that_are_empty_hide_no_mask(picture, said):
    checked = check(drawn(picture))
    assert checked.faults == [said] and "differ" not in "\n".join(checked.masks())


def test_a_stack_is_weighed_by_a_mask_of_it_that_tells_something():
    future = np.triu(np.ones((4, 4), dtype=bool), 1)
    checked = check(np.stack([np.zeros((4, 4), dtype=bool), future]), sample=1)
    assert "True = blocked" in checked.taken and checked.exact[0].title == "Causal"
    assert check(np.stack([~future, future])).exact[0].title == "Causal"


def test_noise_is_close_to_nothing_and_no_cells_are_listed():
    noise = np.random.default_rng(0).random((24, 24)) < 0.5
    checked = check(noise)
    best, apart = checked.nearest, len(checked.differing(checked.nearest))
    assert apart > noise.size / 3
    assert checked.faults == [
        f"No known mask is close: the closest, {best.title}, differs in {apart} of 576 cells."
    ]
    assert "row 0, key" not in checked.text


def test_what_opens_little_of_what_is_open_is_not_close():
    sparse = np.random.default_rng(2).random((24, 24)) < 0.1
    checked = check(sparse)
    hits = int((sparse & checked.nearest.cells(24, 24)).sum())
    assert 2 * hits < sparse.sum()
    assert f"opens {hits} of the {sparse.sum()} cells that may be read." in checked.text
