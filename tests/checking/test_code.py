"""Lines of code as they are brought, against plain loops: heads, open names, early returns."""

import numpy as np
import pytest

from maskviz.checking import CheckError, check
from maskviz.masks.rule import RuleError, compile_rule


def looped(mod, heads=1, queries=8, keys=8):
    """A function of one head, one query and one key, called for each: bool (head, q, k)."""
    every = [[[mod(h, q, k) for k in range(keys)] for q in range(queries)] for h in range(heads)]
    return np.array(every, dtype=bool)


def either(h, q, k):
    if h % 2 == 0:
        return q >= k
    return 0 <= q - k < 3


CODE = {
    "def f(b, h, q, k):\n    if h % 2 == 0:\n        return q >= k\n"
    "    return (q >= k) & (q - k < 3)": either,
    "def m(b, h, q_idx, kv_idx, s=0):\n causal = q_idx >= kv_idx\n both = kv_idx <= s + 4\n"
    " return causal | both": lambda h, q, k: q >= k or k <= 4,
    "def f(batch_idx: int, head_idx: int, q_idx: int, kv_idx: int) -> bool:\n"
    "    return kv_idx > q_idx - 3": lambda h, q, k: k > q - 3,
    "@torch.compile\ndef f(b, h, q, k):\n    '''said'''\n    return q >= k\n    return q < k": (
        lambda h, q, k: q >= k
    ),
    "causal_mask = (k<=q)\nwindow = q-k<3\ncausal_mask & window": (
        lambda h, q, k: k <= q and q - k < 3
    ),
    "np.abs(q - k) <= 2": lambda h, q, k: abs(q - k) <= 2,
    "query_pos >= key_pos": lambda h, q, k: q >= k,
    "k <= q  # causal": lambda h, q, k: k <= q,
    "and_masks(or_masks(window, sink), causal)": lambda h, q, k: k <= q and (q - k < 3 or k < 3),
    "def mask_mod(b, h, q_idx, kv_idx):\n    return offsets[b] + q_idx >= kv_idx": (
        lambda h, q, k: 3 + q >= k
    ),
    "def score_mod(score, b, h, q_idx, kv_idx):\n"
    "    return torch.where(q_idx >= kv_idx, score, -float('inf'))": lambda h, q, k: q >= k,
    "lambda b, h, q, k: (q >= k) & (q - k <= h)": lambda h, q, k: 0 <= q - k <= h,
}


@pytest.mark.parametrize("text", CODE, ids=[text[:24] for text in CODE])
def test_code_makes_what_a_loop_makes(text):
    meant = looped(CODE[text], 8)
    found = check(text)
    assert found.understood.size == (8, 8)
    heads = [*found.reading.samples] if len(found.reading.samples) > 1 else [found.cells] * 8
    assert np.array_equal(heads, meant)


@pytest.mark.parametrize("text", list(CODE)[3:7], ids=[text[:24] for text in list(CODE)[3:7]])
def test_a_rectangle_of_it_counts_from_row_0_first(text):
    found = check(text, queries=3, keys=6)
    assert np.array_equal(found.cells, looped(CODE[text], 1, 3, 6)[0])
    last = next(way for way in found.understood.readings if "the last 3" in way.form)
    assert np.array_equal(last.samples[0], looped(CODE[text], 1, 6, 6)[0][-3:])


def test_a_vector_that_is_left_open_is_one_vector_whatever_looks_it_up():
    text = "def m(b, h, q, kv):\n    return doc_ids[b, q] == doc_ids[b, kv]"
    found = check(text, queries=4, keys=8)
    (opened,) = found.understood.opened
    doc = opened.value
    assert opened.name == "doc_ids" and len(doc) == 8
    assert np.array_equal(found.cells, looped(lambda h, q, k: doc[q] == doc[k], 1, 4, 8)[0])
    with pytest.raises(CheckError, match="doc_ids has 6 numbers and is looked up at 7"):
        check(text, {"doc_ids": [0, 0, 0, 1, 1, 1]})


@pytest.mark.parametrize(
    "text",
    [
        "def m(b, h, q_idx, kv_idx):\n    q_idx = q_idx + 2\n    return kv_idx <= q_idx",
        "def m(b, h, q_idx, kv_idx):\n    if h < 4: return kv_idx <= q_idx\n    return kv_idx < 1",
        "def m(b, h, q_idx, kv_idx):\n    return kv_idx <= q_idx\n    return kv_idx == q_idx",
    ],
)
def test_no_repair_of_a_rule_drops_a_line(text):
    with pytest.raises(RuleError) as fault:
        compile_rule(text)
    assert fault.value.repaired is None
    hinted = "def m(b: int, h: int, q_idx: int, kv_idx: int) -> bool: return kv_idx <= q_idx"
    with pytest.raises(RuleError) as fault:
        compile_rule(hinted)
    assert fault.value.repaired == "kv_idx <= q_idx"
