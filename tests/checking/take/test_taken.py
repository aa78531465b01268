"""What is taken back from a whole check: the program of what was meant, the text for a thread."""

from dataclasses import replace

import numpy as np
import pytest

from maskviz.checking import check
from maskviz.checking.take import notations, taken, thread_of
from tests.libraries.export.samples import run

DOCUMENTS = "#.....\n##....\n###...\n...#..\n...##.\n.....#"
CAUSAL_AND_ONE = np.tri(20, dtype=bool)
CAUSAL_AND_ONE[3, 9] = True
CASES = {  # what is brought, and a line of its NumPy program
    "M45": (DOCUMENTS, "doc = np.array([0, 0, 0, 1, 1, 2])\n"),
    "M28, ids": ("[1,1,1,2,2,2,2,2,0,0]", "doc = np.array([0, 0, 0, 1, 1, 1, 1, 1, 0, 0])\n"),
    "M28, padding": ("[1,1,1,2,2,2,2,2,0,0]", "real = np.array([1, 1, 1, 1, 1, 1, 1, 1, 0, 0])\n"),
    "M28, cu_seqlens": ("cu_seqlens [0,3,8]", "doc = np.array([0, 0, 0, 1, 1, 1, 1, 1])\n"),
    "M28, places": ("[0,1,2,0,1,2,3,4]", "doc = np.array([0, 0, 0, 1, 1, 1, 1, 1])\n"),
    "starts and ends": ("[[0, 3], [3, 8]]", "doc = np.array([0, 0, 0, 1, 1, 1, 1, 1])\n"),
    "N01": ("1 1 1 1 0 0", "real = np.array([1, 1, 1, 1, 0, 0])\n"),
    "R12": (
        "torch.arange(6).reshape(-1,1) > torch.arange(3).reshape(1,-1)",
        "allowed &= strict_causal(q, k)\n",
    ),
    "more queries, the last at the last key": (np.tri(6, 3, -3, dtype=bool), "offset = -3"),
    "a rule": ("k <= q and q - k != 2", "allowed &= rule(q, k)\n"),
    "one cell by chance a group": (CAUSAL_AND_ONE, "painted[[3], [9]] = True\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_program_is_that_of_what_was_meant_and_makes_its_cells(name):
    given, line = CASES[name]
    found = check(given)
    text = taken(found).program("NumPy")
    assert line in text
    assert np.array_equal(run(text)["allowed"], found.cells)


def test_more_queries_than_keys_are_counted_from_row_0_where_that_is_simpler():
    """Case R12, known by definition: strict, upper left, row 0 empty."""
    found = check(CASES["R12"][0])
    assert found.exact[0].title == "Strictly causal" and found.first == 0
    assert "Rows with nothing to read: 0 (1 of 6)." in found.said
    assert check(np.tri(6, 3, -3, dtype=bool)).exact[0].title == "Causal"
    assert check(np.tri(6, 3, dtype=bool)).exact[0].title == "Causal"


def test_a_rule_takes_the_vectors_that_it_was_given():
    found = check("doc[q] == doc[k]", given={"doc": [0, 0, 1, 1, 1, 2]}, queries=6)
    made = taken(found)
    assert "doc = torch.tensor([0, 0, 1, 1, 1, 2])" in made.program("PyTorch SDPA")
    assert "doc[q] == doc[k]" in made.program("PyTorch SDPA") and made.exact
    assert notations(found.cells)[0].text == "document_ids = [0, 0, 1, 1, 1, 2]\n"


def test_a_rule_for_each_head_is_written_for_all_of_them_whichever_is_looked_at():
    """Case R15."""
    found = check("(k <= q) & ((h < 4) | (q - k < 3))", queries=6)
    for head in (0, 5):
        looked_at = replace(found, sample=head)
        heads = run(taken(looked_at).program("NumPy"))["allowed"]
        assert len(heads) == len(found.reading.samples) == 8
        assert np.array_equal(heads[head], looked_at.cells)


def test_the_text_for_a_thread_says_what_goes_wrong_and_what_mends_it():
    """A mask inverted for nn.MultiheadAttention, and the libraries in which nothing is wrong."""
    text = thread_of(check("torch.ones(3, 3).tril().bool()"), "https://example.org/check?matrix=a")
    lines = text.split("\n")
    assert lines[0].startswith("Taken for one mask of 3 queries x 3 keys: True = may read")
    assert lines[3:6] == ["#..", "##.", "###"] and "- Causal: the same in every cell" in lines
    (line,) = [line for line in lines if line.startswith("- nn.MultiheadAttention")]
    assert "NaN" in line and line.endswith("mended by `mask = ~mask`")
    assert any(line.startswith("- As it is meant in PyTorch SDPA") for line in lines)
    assert "flash-attn" not in text and text.endswith("\nhttps://example.org/check?matrix=a\n")


def test_no_line_mends_a_mask_by_itself():
    """A row with nothing to read is no fault of the mask's form: jax returns the mean there."""
    found = check("torch.ones(4, 4).tril(-1).bool()")
    assert [verdict for verdict in found.verdicts if not verdict.right and not verdict.mend]
    assert not [verdict for verdict in found.verdicts if verdict.mend == "mask = mask"]


def test_an_inverted_mask_with_a_slip_is_still_read_as_inverted():
    """As 1 = may read it comes as close to a permutation, which is told a rank of each token."""
    blocked = ~np.tri(20, dtype=bool)
    blocked[7, 2] = True
    found = check(blocked)
    assert found.reading.means.startswith("True = blocked")
    assert "painted[[7], [2]] = True" in taken(found).program("NumPy")
