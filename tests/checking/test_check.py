"""A check of anything: what it was taken for, what it is, what is wrong, what libraries make of it;
each right value by hand, by torch or by a plain loop."""

import numpy as np
import pytest
import torch

from maskviz.checking import CheckError, check


def grid(queries: int, keys: int, first: int = 0) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(queries)[:, None] + first, np.arange(keys)[None, :]


RULES = {
    "k <= q and q - k < 3": lambda q, k: (k <= q) & (q - k < 3),
    "(q - 3) // 4 == (k - 3) // 4 and k <= q and k >= 3": lambda q, k: (
        ((q - 3) // 4 == (k - 3) // 4) & (k <= q) & (k >= 3)
    ),
    "kv_idx > q_idx - 3": lambda q, k: k > q - 3,
    "def m(b, h, q_idx, kv_idx): return q_idx >= kv_idx": lambda q, k: q >= k,
}


@pytest.mark.parametrize("text", RULES)
def test_a_rule_is_drawn_over_what_is_asked(text):
    checked = check(text, keys=10)
    assert checked.understood.kind == "rule" and checked.taken.startswith("a rule over 10 queries")
    assert np.array_equal(checked.cells, RULES[text](*grid(10, 10)))


def test_left_padded_chunks_have_three_empty_rows_and_say_why():
    checked = check("(q - 3) // 4 == (k - 3) // 4 and k <= q and k >= 3", keys=10)
    assert "Rows with nothing to read: 0, 1, 2 (3 of 10)." in checked.said
    assert "Rows 0, 1, 2 are those of padding, and nothing is left to read there." in checked.faults


def test_a_mask_for_each_head_is_a_stack():
    for text in (
        "(k <= q) & ((h < 4) | (q - k < 3))",
        "def m(b, h, q_idx, kv_idx):\n    w = 3\n"
        "    return (kv_idx <= q_idx) & ((h < 4) | (q_idx - kv_idx < w))",
    ):
        for head, name in ((3, "Causal"), (4, "Sliding window, window 3")):
            checked = check(text, sample=head)
            assert checked.exact[0].title == name
            assert f"Judged is head {head}, one of 8." in checked.text


def test_places_of_a_rectangle_are_counted_both_ways():
    """FlexAttention's query is a row; ours is one of the last tokens. Which comes first is told by
    the names."""
    for text, firsts in (("k <= q", (2, 0)), ("kv_idx <= q_idx", (0, 2))):
        for reading, first in enumerate(firsts):
            checked = check(text, queries=4, keys=6, reading=reading)
            q, k = grid(4, 6, first)
            assert checked.first == first and np.array_equal(checked.cells, k <= q)
            assert len(checked.others) == 1
    text = "def m(b, h, q_idx, kv_idx):\n    q_idx = q_idx + 2\n    return kv_idx <= q_idx"
    q, k = grid(4, 6, 2)
    assert np.array_equal(check(text, queries=4, keys=6).cells, k <= q)
    assert check(text, queries=4, keys=6, reading=1).cells[0].sum() == 5
    q, k = grid(6, 3)
    assert np.array_equal(check("q > k", queries=6, keys=3).cells, q > k)


def test_names_that_are_left_open_can_be_given():
    checked = check("q_idx - kv_idx <= window_size and kv_idx <= q_idx", {"window_size": 1})
    assert checked.exact[0].title == "Sliding window, window 2"
    assert [(name.name, name.value) for name in checked.understood.opened] == [("window_size", 1)]
    assert checked.understood.rule.canonical == "(q - k <= 1) & (k <= q)"
    doc = [0, 0, 0, 1, 1, 2, 2, 2]
    for text in ("doc[q] == doc[k]", "document_id[q_idx] == document_id[kv_idx]"):
        checked = check(text, dict.fromkeys(("doc", "document_id"), doc))
        assert checked.exact[0].title == "Documents" and checked.exact[0].facts["doc"] == (*doc,)
    checked = check("k < lengths", {"lengths": 5})
    assert checked.cells.sum(axis=1).tolist() == [5] * 8


FAULTY = {  # text -> what is said of its rule, and the rule that was meant
    "q => k": ("is spelt “>=”", "q >= k"),
    "k = q": ("= gives a name to a value", "k == q"),
    "k % 0 == 0": ("takes the remainder by 0", None),
    "k <= (q": ("has no", "k <= (q)"),
}


@pytest.mark.parametrize("text", FAULTY)
def test_a_rule_with_a_fault_is_repaired_and_no_drawing(text):
    said, repaired = FAULTY[text]
    with pytest.raises(CheckError, match=said) as fault:
        check(text)
    assert fault.value.repaired == repaired and "^" in fault.value.caret


def test_no_repair_drops_a_line():
    text = "def m(b, h, q_idx, kv_idx):\n    q_idx = q_idx + 2\n    return kv_idx <= foo(q_idx)"
    with pytest.raises(CheckError) as fault:
        check(text)
    assert fault.value.repaired is None and "foo" in fault.value.caret


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "☃",
        "<b>",
        "__import__('os').system('ls')",
        "[" * 300,
        "nan",
        b"\xff\xfe",
        b"\x93NUMPY",
        [[1, 0], [1]],
        np.zeros((2,) * 5),
        np.array(["a"]),
        np.zeros((0, 3)),
        "9" * 300,
        "1,0\n1",
    ],
    ids=repr,
)
def test_what_is_no_mask_gets_one_sentence(raw):
    with pytest.raises(CheckError) as fault:
        check(raw)
    assert str(fault.value) and "\n" not in str(fault.value)


def test_arrays_of_torch_numpy_and_lists_are_taken_alike():
    for raw in (
        torch.ones(5, 5).tril(),
        torch.ones(5, 5, dtype=torch.bfloat16).tril(),
        np.tri(5),
        np.tri(5, dtype=bool),
        np.tri(5, dtype=int).tolist(),
    ):
        checked = check(raw)
        assert checked.exact[0].title == "Causal" and not checked.faults
        assert np.array_equal(checked.cells, np.tri(5, dtype=bool))
    forms = [check(raw).handed.form for raw in (np.tri(5), np.tri(5, dtype=bool), [[1, 0], [1, 1]])]
    assert forms == ["float", "bool", "int"]


def test_several_exact_matches_are_all_named_the_simplest_first():
    titles = [find.title for find in check("k <= q", keys=4).exact]
    assert titles[0] == "Causal" and "Sliding window, window 4" in titles
    assert "At this size the same cells: Causal, upper left;" in check("k <= q", keys=4).text
    assert "beside it each may read 2 before it." in check("0 <= q - k < 3").text
    near = check("#......\n##.....\n###....\n####...\n#####..\n####.#.\n#######")
    assert near.nearest.title == "Causal"  # a tree would be the same in every cell
    assert near.differing(near.nearest).tolist() == [[5, 4]]
    assert "row 5, key 4: blocked in yours, may be read in the known mask" in near.text


def test_the_verdict_of_one_library_can_be_asked_for():
    checked = check(torch.ones(3, 3).tril().bool(), library="MultiheadAttention")
    (verdict,) = checked.verdicts
    weights = torch.softmax(
        torch.zeros(3, 3).masked_fill(torch.ones(3, 3).tril().bool(), -1e999), 1
    )
    assert verdict.spelling.nan == tuple(weights.isnan().any(1).nonzero().ravel().tolist()) == (2,)
    assert verdict.mend == "mask = ~mask"
    assert "nn.MultiheadAttention: row 2 becomes NaN, wrong in 9 cells." in repr(checked)
    assert len(check([[1, 0], [1, 1]]).verdicts) > 5
    with pytest.raises(CheckError, match="There is no library “tf”"):
        check("k <= q", library="tf")
    assert "Of xformers there is no verdict on this." in repr(check("k <= q", library="xformers"))


def test_a_slip_in_a_mask_of_blocked_cells_turns_no_reading_over():
    """What is nearly a mask that may be told of every token does not win over one that is plain."""
    blocked = ~np.tri(20, dtype=bool)
    blocked[7, 2] = True
    checked = check(blocked)
    assert "True = blocked" in checked.taken and checked.nearest.title == "Causal"
    assert checked.differing(checked.nearest).tolist() == [[7, 2]]


def test_a_reading_a_sample_or_an_array_that_there_is_not_is_said():
    for more in ({"reading": 9}, {"sample": 3}, {"array": 2}):
        with pytest.raises(CheckError, match="There is no"):
            check("1 0\n1 1", **more)
