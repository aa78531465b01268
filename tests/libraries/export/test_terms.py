"""Masks made of masks and typed rules: every program makes what compose makes."""

import numpy as np
import pytest

from maskviz.libraries.export import EXPORTS, Head
from maskviz.masks.compose import read_term
from tests.libraries.export.samples import CAUSAL, exported, matrix_of, of

TEXTS = (
    "and(causal(), not(chunk(size=3)))",
    "or(prefix_lm(prefix=2), and(stride_only(stride=3), not(special(only=1))))",
    "and(or(causal(), sliding_window(window=2)), not(or(chunk(size=2), full())))",
    "shift(causal(), by=1)",
    "shift(shift(sliding_window(window=2), by=-3), by=1)",
    "shift(not(chunk(size=3)), by=2)",
    "per_document(causal())",
    "per_document(shift(or(strict_causal(), chunk(size=2)), by=-1))",
    "and(per_document(sliding_window(window=2)), key_padding())",
    "rule{(k <= q) & (real[k] == 1)}",
    "rule{abs(q - k) <= max(1, q % 3)}",
    "rule{where(q < 3, k < 2, k > keys - offset - 4)}",
    "rule{2 > 1}",
    "not(rule{1 > 2})",
    "not(rule{special[q] == special[k]})",
    "or(special(), rule{special[q] == special[k]})",  # the fact is called as the mask is
    "shift(rule{min(q, k) % 2 == 0}, by=1)",
    "per_document(rule{q - k < 2})",
    "and(rule{k <= q}, or(rule{q - k < 2}, rule{k == 0}))",
)
BY_HEAD = ("rule{k <= q - h}", "per_document(rule{min(h, k) <= q})", "not(rule{h * k == 2})")


def term(text: str):
    found, ignored = read_term(text)
    assert found is not None and not ignored, ignored
    return found


@pytest.mark.parametrize("title", EXPORTS)
@pytest.mark.parametrize("text", TEXTS)
def test_alone(text, title):
    made = matrix_of(exported(title, term(text), 8, 8))
    assert np.array_equal(made, of(term(text), 8, 8))


@pytest.mark.parametrize("title", [t for t in EXPORTS if t != "nn.TransformerEncoder"])
@pytest.mark.parametrize("text", TEXTS)
def test_beside_others_painted_and_with_fewer_queries(text, title):
    flips, other = ((0, 0), (2, 7)), term(TEXTS[1])
    heads = [CAUSAL, Head((term(text), other), flips, (CAUSAL,)), term(text)]
    made = matrix_of(exported(title, heads, 3, 8))
    painted = of(term(text), 3, 8) & of(other, 3, 8)
    for cell in flips:
        painted[cell] ^= True
    assert np.array_equal(made[0], of(CAUSAL, 3, 8))
    assert np.array_equal(made[1], painted & of(CAUSAL, 3, 8))
    assert np.array_equal(made[2], of(term(text), 3, 8))


@pytest.mark.parametrize("title", [t for t in EXPORTS if t != "nn.TransformerEncoder"])
def test_paint_stands_in_rows_and_not_at_positions(title):
    made = matrix_of(exported(title, Head((CAUSAL,), ((0, 7), (2, 0))), 3, 8))
    turned = made != of(CAUSAL, 3, 8)
    assert np.argwhere(turned).tolist() == [[0, 7], [2, 0]]


@pytest.mark.parametrize("title", EXPORTS)
@pytest.mark.parametrize("text", BY_HEAD)
def test_a_mask_that_is_another_for_each_head(text, title):
    """Equal texts are not equal masks where the head is asked for; alone it is head 0's."""
    heads = [term(text), term(text), CAUSAL, term(text)]
    made = matrix_of(exported(title, heads, 8, 8))
    expected = [of(item, 8, 8, head=h) for h, item in enumerate(heads)]
    assert np.array_equal(made, np.stack(expected))
    assert not np.array_equal(made[0], made[1])
    alone = matrix_of(exported(title, term(text), 8, 8))
    assert np.array_equal(alone, expected[0])
