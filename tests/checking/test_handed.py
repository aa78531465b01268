"""What of a check is handed over to the libraries: padding as padding, and what is no array."""

import numpy as np
import pytest
import torch

from maskviz.checking import check, told
from maskviz.checking.take import thread_of


def outcomes(checked) -> dict[str, str]:
    return {verdict.library.slug: told.outcome(verdict) for verdict in checked.verdicts}


def test_a_batch_of_padding_is_handed_over_as_padding():
    checked = check("attention_mask = tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]])", sample=1)
    assert checked.handed.values.tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]
    found = outcomes(checked)
    assert found["transformers_2d"] == "as it is meant" and found["sdpa"].startswith("refused")
    assert checked.handed_over == "Handed over is the array as it stands, of whole numbers."
    real = torch.tensor([[1, 1, 0], [1, 1, 1]]).bool()
    for raw in (f"key_padding_mask = {~real}", ~real[:, None], ~real[:, None, None]):
        found = outcomes(check(raw))
        assert found["mha"] == "as it is meant"
        assert found["sdpa"].startswith("wrong in 6 of 6 keys (text 0 reads key 2), every row of")
    both = check(torch.tensor([[[[0, 0, -torch.inf]]], [[[-torch.inf] * 3]]]))
    assert outcomes(both)["mha"] == "every row of text 1 becomes NaN"


def test_causal_on_top_of_padding_is_passed_apart():
    alone, causal = (check("1 1 1 0 0", reading=reading) for reading in (0, 1))
    assert alone.cells[0, 1] and not causal.cells[0, 1]
    assert causal.handed_over.endswith("Causal is passed apart: judged is the padding alone.")
    assert outcomes(alone) == outcomes(causal) and "apart" not in alone.handed_over


def test_of_many_texts_some_are_handed_over_the_one_looked_at_among_them():
    real = np.arange(1024) < np.arange(1, 41)[:, None]
    for sample, first in ((0, 0), (20, 20), (39, 36)):
        checked = check(real[:, None, None].astype(int), sample=sample)
        assert np.array_equal(checked.handed.wanted, real[first : first + 4])
        assert checked.handed_over.endswith(f"Of 40 texts 4, from text {first} on.")
        assert f"text {first} reads" in outcomes(checked)["mlx"]


CORNERS = (
    "[[1, 0, ..., 0, 0],\n [1, 1, ..., 0, 0],\n ...,\n [1, 1, ..., 1, 0],\n [1, 1, ..., 1, 1]]"
)
DRAWN = {  # what is no array, and how the sentence begins
    "#..\n##.\n###": "A drawing is no array",
    "# # . .": "A drawing is no array",
    "k <= q": "A rule is no array",
    "def m(b, h, q_idx, kv_idx): return table[q_idx] >= kv_idx": "A function is no array",
    CORNERS: "A print that leaves cells out is no array",
}


@pytest.mark.parametrize("text", DRAWN)
def test_of_what_is_no_array_true_and_false_are_handed_over(text):
    checked = check(text)
    wanted = checked.cells if checked.reading.real is None else checked.reading.real
    assert checked.handed.form == "bool" and np.array_equal(checked.handed.values, wanted)
    assert checked.handed_over.startswith(DRAWN[text]), checked.handed_over
    assert outcomes(checked)["sdpa"] == "as it is meant" and "mask = ~mask" in checked.text


VECTORS = {  # a vector as people paste it, and how the sentence says what it is called
    "cu_seqlens = tensor([0, 3, 5], dtype=torch.int32)": "cu_seqlens of 2 documents, each token "
    "reads the past of its own. In the code it is called cu_seqlens.",
    "document_ids = [1, 1, 2, 2, 0]": "document ids of 2 documents",
    "seq_lens: [3, 2]": "lengths of 2 documents",
    "tensor([[0, 1, 2, 0, 1]])": "position_ids of 2 documents",
    "[[0, 3], [3, 5]]": "starts and ends of 2 documents",
}


@pytest.mark.parametrize("text", VECTORS)
def test_a_vector_of_documents_has_a_verdict_for_each_library(text):
    ways = check(text).understood.readings
    at = next(i for i, way in enumerate(ways) if way.vector and way.causal)
    checked = check(text, reading=at)
    assert checked.handed_over.startswith(
        f"Handed over is the vector as it stands, {VECTORS[text]}"
    )
    assert len(checked.verdicts) == 15 and not [v for v in checked.verdicts if v.right and v.mend]
    found = outcomes(checked)
    assert found["sdpa"] == "no argument for it: hand over the matrix"
    assert "hand over the matrix. Mend: " in checked.text
    assert "torch.tril(" in checked.verdicts[0].mend
    whole = next(i for i, way in enumerate(ways) if way.vector and not way.causal)
    assert "torch.tril(" not in check(text, reading=whole).text


def test_one_library_of_a_vector_is_asked_by_its_name():
    (verdict,) = check("cu_seqlens = [0, 3, 5]", library="xformers").verdicts
    assert verdict.mend == "lengths = cu_seqlens.diff()"
    with pytest.raises(ValueError, match="varlen_attn"):
        check("cu_seqlens = [0, 3, 5]", library="nobody")


def test_the_thread_names_the_libraries_without_an_argument_once():
    text = thread_of(check("cu_seqlens = [0, 3, 5]"))
    assert text.count("No argument for it") == 1 and "hand over" not in text
    assert "As it is meant in PyTorch varlen_attn, flash-attn, TransformerEngine" in text


def test_a_number_a_line_is_handed_over_as_the_vector_that_it_is():
    for line, column in (("[1, 1, 2, 2]", "1\n1\n2\n2"), ("[1, 1, 0]", "1\n1\n0")):
        row, rows = check(line), check(column)
        assert rows.verdicts and np.array_equal(row.cells, rows.cells)
        said = [[told.outcome(verdict) for verdict in way.verdicts] for way in (row, rows)]
        assert said[0] == said[1]


def test_the_lengths_of_texts_are_no_array_of_padding():
    assert check("valid_lens = [2, 3]").handed is None
