"""Each kind of fault has its sentence, on matrices drawn by hand."""

import numpy as np
import pytest

from maskviz.checking import check
from maskviz.checking.faults import faults


def drawn(text: str) -> np.ndarray:
    return np.array([[sign == "#" for sign in line] for line in text.split()])


def faults_of(text: str) -> str:
    return " ".join(faults(drawn(text)))


FAULTS = {
    "It is Causal transposed": "#### .### ..## ...#",
    "It is Sliding window, window 2 inverted": ".#### ..### #..## ##..# ###..",
    "Causal upside down: the last query stands first": "#### ###. ##.. #...",
    "It is one short of Causal": ".... #... ##.. ###.",
    "The future may be read in 2 cells, the first in row 0 at key 5": (
        "#....# ##.... ###..# ####.. #####. ######"
    ),
    "All 2 cells that differ stand in row 5, and are blocked here.": (
        "#...... ##..... ###.... ####... #####.. #.##.#. #######"
    ),
    "It is aligned upper left: with a cache the 2 queries are the last of 5 tokens": "#.... ##...",
    "Rows 0, 1 are those of padding": "...... ...... ..#... ..##.. ..###. ..####",
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_fault_has_its_sentence(said):
    assert said in faults_of(FAULTS[said])


@pytest.mark.parametrize("text", ["# ", "#### #### #### ####", "#... ##.. ###. ####"])
def test_what_is_in_order_has_no_fault(text):
    assert not faults_of(text)


def test_left_padded_chunks_are_named_by_the_mask_that_counts_from_the_first_real_token():
    cells = drawn("....... ....... ..#.... ..##... ..###.. .....#. .....##")
    titles = [find.title for find in check(cells).exact]
    assert "Chunked causal after padding, size 3" in titles and "Chunked" not in titles[0]
    assert faults(cells) == ["Rows 0, 1 are those of padding, and nothing is left to read there."]


def test_a_rectangle_that_is_no_square_of_tokens_gets_its_faults_too():
    """Shifted by one, its first query is no token; nothing may be looked up there."""
    for queries, keys in ((3, 7), (7, 3), (5, 5)):
        cells = np.zeros((queries, keys), dtype=bool)
        cells[1:, 1:-1] = np.tri(queries - 1, keys - 2, dtype=bool)
        assert isinstance(faults(cells), list) and isinstance(faults(cells, 0), list)
