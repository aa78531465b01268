"""`read` and `check`: every kind of array alike, texts, files and functions; one error."""

import numpy as np
import pytest
import torch

import maskviz

CAUSAL = np.tri(4, dtype=bool)


def at_least(b, h, q_idx, kv_idx):
    return q_idx >= kv_idx


SAME = {
    "numpy": CAUSAL,
    "lists": CAUSAL.tolist(),
    "torch": torch.tensor(CAUSAL),
    "half": torch.where(torch.tensor(CAUSAL), 0.0, -torch.inf).to(torch.bfloat16),
    "stack": torch.tensor(CAUSAL)[None, None],
    "text": "1000\n1100\n1110\n1111",
    "code": "torch.ones(4, 4).tril()",
}


@pytest.mark.parametrize("name", SAME)
def test_what_says_the_same_is_read_alike(name):
    found = maskviz.read(SAME[name])
    assert np.array_equal(found.cells, CAUSAL)
    assert found.taken in repr(found) and "\n".join(["#...", "##..", "###.", "####"]) in repr(found)
    assert maskviz.check(SAME[name]).exact[0].call.name == "causal"


def test_rules_functions_and_files_are_read_too(tmp_path):
    assert np.array_equal(maskviz.read("k <= q", queries=4).cells, CAUSAL)
    assert np.array_equal(maskviz.read(at_least, queries=4).cells, CAUSAL)
    assert np.array_equal(maskviz.read("q - k < w and k <= q", queries=4, w=9).cells, CAUSAL)
    file = tmp_path / "mask.npy"
    np.save(file, CAUSAL)
    assert np.array_equal(maskviz.read(file).cells, CAUSAL)
    facts = maskviz.read("doc[q] == doc[k]", queries=3, doc=[0, 0, 1]).cells
    assert facts.tolist() == [[True, True, False], [True, True, False], [False, False, True]]


def test_one_library_is_asked_and_says_how_to_mend_it():
    found = maskviz.check(torch.ones(3, 3).tril().int(), "SDPA")
    assert {"sdpa" in v.library.title.casefold() for v in found.verdicts} == {True}
    assert "Mend: mask = mask != 0" in repr(found)
    assert len(maskviz.check(CAUSAL).verdicts) > len(found.verdicts)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("SDPA", "PyTorch SDPA"),
        ("torch.nn.functional.scaled_dot_product_attention", "PyTorch SDPA"),
        ("torch.nn.MultiheadAttention", "nn.MultiheadAttention"),
        ("mha", "nn.MultiheadAttention"),
        ("flex_attention", "FlexAttention"),
        ("flash_attn", "flash-attn"),
        ("keras.layers.MultiHeadAttention", "Keras"),
        ("transformer_engine", "TransformerEngine"),
    ],
)
def test_libraries_are_known_by_what_people_call_them(asked, title):
    assert {title} <= {verdict.library.title for verdict in maskviz.check(CAUSAL, asked).verdicts}


def test_a_mask_is_checked_by_its_name_too():
    found = maskviz.check("sliding_window", "flash", queries=6, window=2)
    assert found.cells.shape == (6, 6) and found.exact[0].call.params == {"window": 2}
    assert np.array_equal(maskviz.read("Causal", queries=4).cells, CAUSAL)


WRONG = {
    "There is no mask in this text": ("hello there",),
    "two kinds of cells": ([[1.5, 2.5], [3.5, 4.5]],),
    "There is no library": (CAUSAL, "nobody's"),
    "an array, lists or a text here, not object": (object(),),
    "not NoneType": (None,),
    "not of one length": ([[1], [1, 0]],),
    "holds complex numbers": (np.array([[1j, 0]]),),
    "holds dates": (np.array([["2026-01-01"]], "M8[D]"),),
    "holds objects": ([[None, 1]],),
    "holds bytes": ([b"#.", b"##"],),
    "no cells": (np.ones((0, 3)),),
    "is the most": (np.ones((3000, 3), bool),),
    "1,000,000 are the limit": ("1" * 1_000_001,),
    r"takes \(a, b, c\)": (lambda a, b, c: a,),
}


@pytest.mark.parametrize(
    "drawn", [["#..", "##.", "###"], np.array([["#", ".", "."], ["#", "#", "."], ["#"] * 3])]
)
def test_an_array_of_signs_is_a_drawing(drawn):
    assert np.array_equal(maskviz.read(drawn).cells, np.tri(3, dtype=bool))
    assert np.array_equal(maskviz.read([["1", "0"], ["1", "1"]]).cells, np.tri(2, dtype=bool))


MORE = {
    "a library is a name, not 5": {"library": 5},
    "queries is a whole number, 1 or more, not '8'": {"queries": "8"},
    "keys is a whole number, 1 or more, not 0": {"keys": 0},
    "sample is a whole number, not 1.5": {"sample": 1.5},
    "There is no reading -1": {"reading": -1},
    "There is no mask -1 of the stack; there are 1": {"sample": -1},
    "There is no mask 1 of the stack": {"sample": 1},
    "w is 2.5, not a whole number": {"w": 2.5},
    "w is None": {"w": None},
    "w is 'abc'": {"w": "abc"},
    "seg has 2 numbers for 4 tokens": {"seg": [0, 1], "keys": 4},
}


@pytest.mark.parametrize("sentence", MORE)
def test_what_is_told_beside_it_is_held_to_its_kind(sentence):
    with pytest.raises(maskviz.MaskError, match=sentence):
        maskviz.check("q - k < w and k <= q", **MORE[sentence])


def test_a_rule_is_drawn_over_as_many_tokens_as_are_told():
    assert maskviz.read("doc[q] == doc[k]", doc=[0, 0, 1]).cells.shape == (3, 3)


@pytest.mark.parametrize("sentence", WRONG)
def test_a_mistake_is_one_sentence_of_one_error(sentence):
    with pytest.raises(maskviz.MaskError, match=sentence) as fault:
        maskviz.check(*WRONG[sentence])
    assert "\n" not in str(fault.value)


def test_the_place_of_a_fault_comes_with_it():
    with pytest.raises(maskviz.MaskError) as fault:
        maskviz.read("k <= q and q - k << 3")
    assert fault.value.caret.splitlines()[1].strip() == "^^"


def test_a_function_is_held_to_its_size():
    assert np.array_equal(maskviz.cells(lambda q, k: k <= q, 4), CAUSAL)
    first = maskviz.cells(at_least, 2, 4)
    assert first.tolist() == CAUSAL[:2].tolist(), "rows are counted from 0, as FlexAttention does"
    assert np.array_equal(maskviz.cells(at_least, 2, 4, offset=2), CAUSAL[2:])
    heads = [maskviz.cells(lambda b, h, q, k: h == q, 2, 1, head=h)[:, 0].tolist() for h in (0, 1)]
    assert heads == [[True, False], [False, True]]
    for wrong, sentence in (
        (lambda q, k: q - k, "torch.int64, not True or False"),
        (lambda q, k: torch.ones(3, 3) > 0, r"gives \(3, 3\) for 2 queries"),
    ):
        with pytest.raises(maskviz.MaskError, match=sentence):
            maskviz.cells(wrong, 2)
    with pytest.raises(maskviz.MaskError, match="window is for a name or a rule"):
        maskviz.cells(at_least, 2, window=3)


@pytest.mark.parametrize("more", [{"queries": 3}, {"sampel": 1}, {"doc": [0, 0, 1, 1]}])
def test_what_an_array_has_no_use_for_is_not_passed_over(more):
    with pytest.raises(maskviz.MaskError, match="is for a name or a rule, not for an array"):
        maskviz.check(CAUSAL, **more)


@pytest.mark.parametrize("ask", [maskviz.read, maskviz.check, maskviz.show])
def test_the_name_of_a_file_is_no_mask_but_says_how_to_give_the_file(ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mask.txt").write_text("1 0\n1 1\n")
    with pytest.raises(
        maskviz.MaskError, match=r"is a file; give it as pathlib.Path\('mask.txt'\)"
    ):
        ask("mask.txt")
