"""A few rows of 1 and 0 can be queries or texts: where both are known the doubt is said."""

import numpy as np
import pytest
import torch

from maskviz.checking import check
from maskviz.matrices.reading import read
from tests.matrices.reading.test_cases import drawn

BOTH = {  # the last queries of a causal mask, and the padding of as many texts
    "[[1,1,0],[1,1,1]]": ("##. ###", "##. ##. ##."),
    repr(torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]])): ("###. ####", " ".join(["###."] * 4)),
    "11100\n11110\n11111": ("###.. ####. #####", " ".join(["###.."] * 5)),
}


@pytest.mark.parametrize("text", BOTH)
def test_both_readings_stand_and_the_doubt_is_said_before_the_name(text):
    mask, texts = BOTH[text]
    either = [way for way in read(text) if way.either]
    assert [way.real is None for way in either] == [True, False]
    assert np.array_equal(either[0].samples[0], drawn(mask))
    assert np.array_equal(either[1].samples[0], drawn(texts))
    said = check(text).text
    doubt = f"it could as well be key padding of {len(either[1].samples)} texts"
    assert -1 < said.index(doubt) < said.index("It is Causal")


@pytest.mark.parametrize(
    "text",
    [
        "attention_mask = [[1,1,0],[1,1,1]]",  # the name says it
        "[[0,0,1],[0,1,1],[1,1,1],[1,1,1]]",  # no known mask of 4 queries
        "[[1,0,0],[1,1,0],[1,1,1]]",  # as many texts as tokens would be chance
        "[[1,0,1,0],[0,1,0,1]]",  # no padding
    ],
)
def test_where_one_is_likelier_there_is_no_doubt(text):
    assert not any(way.either for way in read(text))
