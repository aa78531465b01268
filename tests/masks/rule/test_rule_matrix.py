"""Sizes, offsets, heads and facts of a rule's matrix, and what is refused before it is made."""

import time
import tracemalloc

import numpy as np
import pytest

from maskviz.libraries.export import to_numpy, to_torch
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Typed
from maskviz.masks.matrix import matrix
from maskviz.masks.rule import RuleError, compile_rule

CAUSAL = compile_rule("k <= q")


@pytest.mark.parametrize(("queries", "keys"), [(0, 0), (0, 4), (4, 0), (1, 1), (3, 7), (7, 3)])
@pytest.mark.parametrize("offset", [None, -2, 0, 5])
def test_sizes_and_offsets_are_those_of_a_mask(queries, keys, offset):
    expected = matrix(MASKS["causal"], queries, keys, offset=offset)
    assert np.array_equal(CAUSAL.matrix(queries, keys, offset=offset), expected)


def test_lengths_are_those_of_the_view():
    rule = compile_rule("k - q == keys - queries - offset and k < 2 * queries and offset == 3")
    assert np.array_equal(rule.matrix(2, 5), compile_rule("k == q and k < 4").matrix(2, 5))


def test_heads():
    rule = compile_rule("k <= q if h == 0 else k == h")
    allowed = rule.matrix(3, 3, heads=3)
    assert np.array_equal(allowed[0], CAUSAL.matrix(3, 3))
    assert allowed[1].tolist() == [[False, True, False]] * 3
    assert CAUSAL.matrix(3, 3, heads=2).shape == (2, 3, 3)
    with pytest.raises(RuleError, match="say how many heads"):
        rule.matrix(3, 3)
    with pytest.raises(RuleError, match="65 heads are outside 1 to 64"):
        rule.matrix(3, 3, heads=65)


def test_large_matrices_are_made_in_pieces():
    """In blocks of rows the result is the same, and the memory is that of the result."""
    rule = compile_rule("abs(q - k) % 7 < 3 and (q // 5 + k // 3) % 2 == 0 or q * k % 11 == 1")
    q, k = np.arange(2048)[:, None], np.arange(2048)[None, :]
    tracemalloc.start()
    try:
        allowed = rule.matrix(2048, 2048)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    near = (abs(q - k) % 7 < 3) & ((q // 5 + k // 3) % 2 == 0)
    assert np.array_equal(allowed, near | (q * k % 11 == 1))
    assert peak < 6 * allowed.nbytes  # one int64 grid alone would be eight times as large


@pytest.mark.parametrize(
    ("text", "sizes", "how", "words"),
    [
        ("k <= q", (2049, 4), {}, "2,049 queries are outside 0 to 2,048"),
        ("k <= q", (4, 2049), {}, "2,049 keys are outside 0 to 2,048"),
        ("k <= q", (4, 4), {"offset": 2045}, "queries 2045 to 2048 are outside"),
        ("k <= q", (4, 4), {"offset": -2048}, "queries -2048 to -2045 are outside"),
        ("k <= q", (2048, 2048), {"heads": 64}, "805,306,368 steps; 300,000,000 is the limit"),
        ("real[k] == 1", (4, 4), {}, "the rule needs “real” for every token"),
        ("real[k] == 1", (4, 4), {"facts": {"real": [1]}}, "positions 0 to 3; 1 tokens have it"),
        ("real[q] == 1", (3, 2), {"facts": {"real": [1, 1]}}, "positions -1 to 1; 2 tokens"),
        ("real[q] == 1", (3, 2), {"facts": {"real": [1, 1]}, "offset": 1}, "positions 1 to 3"),
        ("level[k] == 1", (1, 2), {"facts": {"level": [1, 4]}}, "is 1 to 4, outside 0 to 3"),
        ("real[k] == 1", (1, 2), {"facts": {"real": [-1, 0]}}, "is -1 to 0, outside 0 to 1"),
        ("k % q == 0", (4, 4), {}, "“k % q” takes the remainder by q, which is 0"),
        ("1 // (q - k) == 0", (4, 4), {}, "“1 // (q - k)” divides by (q - k), which is 0"),
        ("q > 0 and k % q == 0", (4, 4), {}, "takes the remainder by q, which is 0"),
    ],
)
def test_what_has_no_matrix_says_so(text, sizes, how, words):
    rule = compile_rule(text)
    for make in (rule.matrix, rule.mask_mod):
        with pytest.raises(RuleError) as caught:
            make(*sizes, **how)
        assert words in caught.value.message


def test_a_zero_in_some_cell_is_shown_at_its_place():
    rule = compile_rule("k < 3 and k % (q - 2) == 0")
    with pytest.raises(RuleError) as caught:
        rule.matrix(4, 4)
    assert caught.value.caret == "k < 3 and k % (q - 2) == 0\n" + " " * 14 + "^" * 7
    with pytest.raises(RuleError, match="which is 0"):
        rule(2, 0)
    assert rule(3, 0) is True
    assert rule.matrix(1, 4).tolist() == [[True, True, True, False]]  # row 3 divides by 1


def test_a_zero_is_found_without_warnings(recwarn):
    with pytest.raises(RuleError):
        compile_rule("q // k < 1").matrix(3, 3)
    assert not recwarn.list


def test_empty_sizes_divide_by_nothing():
    assert compile_rule("k % q == 0").matrix(0, 3).shape == (0, 3)


def test_the_largest_rule_on_the_largest_matrix_is_bounded():
    text = " and ".join(f"(q*{d}+k)%{d + 7}<=9" for d in range(6))
    rule = compile_rule(text)
    start = time.process_time()
    assert rule.matrix(2048, 2048).shape == (2048, 2048)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text", ["True", "1 < 2", "offset == 0", "min(3, offset) < where(True, 1, 2)"]
)
def test_a_rule_without_positions_fills_the_matrix(text):
    rule = compile_rule(text)
    expected = rule(0, 0, offset=0)
    assert (rule.matrix(3, 3) == expected).all()
    for program in (to_numpy, to_torch):
        found: dict = {}
        exec(program(Typed(rule.canonical), 3, 3), found)
        assert np.array_equal(found["allowed"], rule.matrix(3, 3))
