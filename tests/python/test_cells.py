"""`maskviz.cells`: names, terms, rules, facts; and every mistake is one sentence."""

import traceback
from pathlib import Path

import numpy as np
import pytest
import torch

import maskviz
from maskviz.masks.facts import FACTS
from maskviz.masks.spec import Mask

DOC = [0, 0, 1, 1]
KNOWN = {
    "a name": (("causal", 3), {}, "#.. ##. ###"),
    "its title": (("Sliding window", 4), {"window": 2}, "#... ##.. .##. ..##"),
    "the last queries": (("causal", 2, 4), {}, "###. ####"),
    "an offset": (("causal", 2, 4), {"offset": 0}, "#... ##.."),
    "a fact": (("document_causal", 4), {"doc": DOC}, "#... ##.. ..#. ..##"),
    "a term": (("and(causal(), document())", 4), {"doc": DOC}, "#... ##.. ..#. ..##"),
    "a call": (("sliding_window(window=2)", 3), {}, "#.. ##. .##"),
    "a rule": (("k <= q and q - k < w", 4), {"w": 2}, "#... ##.. .##. ..##"),
    "not": (("not (k > q)", 3), {}, "#.. ##. ###"),
    "names of one's own": (
        ("k <= q and seg[q] == seg[k]", 4),
        {"seg": DOC},
        "#... ##.. ..#. ..##",
    ),
    "a head": (("k <= q or h == 1", 2), {"head": 1}, "## ##"),
    "nothing": (("causal", 0), {}, ""),
}
WRONG = {
    "did you mean sliding_window": (("slidingwindow", 5), {}),
    "has no parameter window": (("causal", 5), {"window": 2}),
    "it asks for nothing": (("causal", 2), {"doc": [0, 0]}),
    "it asks for doc": (("document", 2), {"seg": [0, 0]}),
    "needs 'doc'": (("document", 4), {}),
    "2 tokens have it": (("document", 4), {"doc": [1, 2]}),
    "window 0 is outside 1 to 256": (("sliding_window", 5), {"window": 0}),
    "ends where a value is expected": (("k <=", 5), {}),
    "the rule is empty": (("", 5), {}),
    "queries is a whole number, 0 or more, not -1": (("causal", -1), {}),
    "queries is a whole number, 0 or more, not True": (("causal", True), {}),
    "keys is a whole number, 0 or more, not 2.5": (("causal", 2, 2.5), {}),
    "67,108,864 is the most": (("causal", 10**6), {}),
    "has no name 'w'": (("k <= q", 3), {"w": 3}),
    "not ndarray": ((np.eye(3), 3), {}),
    "chooses by scores": (("top_k", 4), {}),
    "window is 'a'": (("sliding_window", 5), {"window": "a"}),
    "means something else": (("k <= q", 3), {"q": 3}),
    "not whole numbers": (("document", 2), {"doc": [0.5, 1]}),
    r"shape \(1, 2\)": (("document", 2), {"doc": [[0, 1]]}),
    "outside 0 to 2047": (("doc[k] == 1", 3), {"doc": [-1, 0, 1]}),
    "outside 1 to 64": (("h == 0", 3), {"head": 200}),
    "offset is a whole number": (("causal", 3), {"offset": 0.5}),
}


def drawn(cells):
    return " ".join("".join(".#"[int(cell)] for cell in row) for row in cells)


@pytest.mark.parametrize("name", KNOWN)
def test_the_matrix_is_the_one_drawn_by_hand(name):
    asked, told, picture = KNOWN[name]
    made = maskviz.cells(*asked, **told)
    assert made.dtype == bool and drawn(made) == picture


@pytest.mark.parametrize("kind", [list, tuple, np.array, torch.tensor], ids=lambda k: k.__name__)
def test_facts_of_torch_numpy_and_lists_are_taken_alike(kind):
    made = maskviz.cells("document", 4, doc=kind(DOC))
    assert drawn(made) == "##.. ##.. ..## ..##"


@pytest.mark.parametrize("sentence", WRONG)
def test_a_mistake_is_one_sentence_of_one_error(sentence):
    asked, told = WRONG[sentence]
    with pytest.raises(maskviz.MaskError, match=sentence) as fault:
        maskviz.cells(*asked, **told)
    assert "\n" not in str(fault.value)


def test_the_catalogue_says_what_it_has_and_what_it_has_not():
    assert repr(maskviz.catalogue["causal"]).startswith("<causal: Each token reads itself and")
    assert "anti_causal, block_causal" in repr(maskviz.catalogue)
    with pytest.raises(KeyError, match="did you mean causal"):
        maskviz.catalogue["causl"]


def test_every_mask_of_the_catalogue_is_there():
    assert {"causal", "sliding_window", "top_k"} <= maskviz.catalogue.keys()
    for name, mask in maskviz.catalogue.items():
        if isinstance(mask, Mask):
            facts = {f.name: FACTS[f.name].example.values(6) for f in mask.facts}
            assert maskviz.cells(name, 6, **facts).shape == (6, 6)


def test_a_mistake_is_shown_at_the_line_of_whoever_called_and_not_at_ours():
    with pytest.raises(maskviz.MaskError) as fault:
        maskviz.cells("k <= q and", 4)
    assert [Path(each.path).name for each in fault.traceback] == ["test_cells.py", "error.py"]


def test_a_fault_of_ones_own_function_is_shown_at_its_line():
    def faulty(q, k):
        return int("x")

    with pytest.raises(maskviz.MaskError, match="faulty raised ValueError: invalid") as fault:
        maskviz.cells(faulty, 4)
    lines = traceback.extract_tb(fault.value.__cause__.__traceback__)
    assert lines[-1].line == 'return int("x")'
