"""What is said of a blocked cell, sentence by sentence, as somebody would want to read it."""

import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.cell import Cell
from maskviz.masks.compose import read_term
from maskviz.masks.compose.why import why
from maskviz.masks.matrix import view_of

TOKENS = ("<s>", "The", "cat", "saw", "Anna", "<pad>", "<pad>")
KNOWN = {
    "real": (1, 1, 1, 1, 1, 0, 0), "special": (1, 0, 0, 0, 0, 0, 0), "doc": (0, 0, 0, 1, 1, 1, 1),
    "level": (0, 0, 1, 2, 3, 0, 0), "rank": (0, 3, 2, 1, 4, 5, 6), "domain": (0, 0, 1, 0, 0, 0, 0),
    "is_global": (1, 0, 0, 0, 0, 0, 0), "is_image": (1, 0, 0, 0, 0, 0, 0), "section": (1,) * 7,
    "secret": (0, 0, 0, 1, 1, 0, 0), "enter": (0, 1, 2, 3, 4, 5, 6), "leave": (6, 2, 2, 6, 6, 5, 6),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "typed", "q", "k", "said"),
    [
        ("causal()", "k <= q", 3, 4, "key 4 “Anna” stands after query 3 “saw” (k <= q)."),
        ("anti_causal()", "k >= q", 3, 1, "key 1 “The” stands before query 3 “saw” (k >= q)."),
        ("strict_causal()", "k < q", 3, 3, "key 3 “saw” is the query itself (k < q)."),
        (
            "chunk(size=2)", "q // 2 == k // 2", 4, 1,
            "floor(4 / 2) = 2 for query 4 differs from floor(1 / 2) = 0 for key 1 (floor(q",
        ),
        (
            "stride_only(stride=3)", "(q - k) % 3 == 0", 0, 4,
            "(0 − 4) mod 3 = 2, not 0 ((q - k) mod ",
        ),
        (
            "stride_block(stride=3)", "(q - k) % 3 != 0 or q == k", 4, 1,
            "(4 − 1) mod 3 = 0 and key 1 “The” is not query 4 “Anna” itself (",
        ),
        (
            "causal_offset(ahead=-2)", "k <= q + -2", 3, 2,
            "key 2 “cat” is above 3 + (−2) = 1 for query 3 (k <= q + ",
        ),
        (
            "two_sided_width(width=2)", "abs(q - k) <= 2 // 2", 6, 2,
            "abs(6 − 2) = 4 is above floor(2 / 2) = 1 (abs(q - k) <= ",
        ),
        (
            "key_padding()", "real[k] == 1", 1, 5,
            "key 5 “<pad>” is padding, not a token (real[k] = 1).",
        ),
        (
            "causal_padding()", "k <= q and real[k] == 1", 4, 5,
            "key 5 “<pad>” stands after query 4 “Anna” (k <= q), and key 5 “<pad>” is padding, "
            "not a token (real[k] = 1).",
        ),
        ("special(only=1)", "special[k] == 1", 1, 4, "key 4 “Anna” is an ordinary token"),
        (
            "interleaved()", "is_image[k] == 1 and section[k] == section[q]", 2, 1,
            "key 1 “The” is not part of an image (is_image[k] = 1).",
        ),
        (
            "levels()", "level[k] <= level[q]", 1, 4,
            "level 3 of key 4 “Anna” is above level 0 of query 1 “The” (level[k] <= level[q]).",
        ),
        (
            "document()", "doc[k] == doc[q]", 3, 1,
            "doc 0 of key 1 “The” differs from doc 1 of query 3 “saw” (doc[k] = doc[q]).",
        ),
        (
            "domain()", "domain[q] == domain[k]", 2, 1,
            "query 2 “cat” is a word of the domain and key 1 “The” is not a word of the domain "
            "(domain[q] = domain[k]).",
        ),
        ("sensitive(rows=0)", "secret[k] == 0", 6, 4, "key 4 “Anna” is sensitive (secret[k] = 0)."),
        (
            "global_tokens(one_way=0)", "is_global[k] == 1 or is_global[q] == 1", 3, 1,
            "key 1 “The” is not a global token and query 3 “saw” is not a global token "
            "(is_global[k] = 1 or ",
        ),
        (
            "tree()", "enter[k] <= enter[q] <= leave[k]", 3, 1,
            "enter 3 of query 3 “saw” is above leave 2 of key 1 “The” (enter[q] <= leave[k]).",
        ),
    ],
)  # fmt: skip
def test_a_mask_and_a_rule_typed_by_hand_say_the_same(text, typed, q, k, said):
    cell = Cell(q, k, TOKENS, KNOWN, view_of(7, 7))
    call = read_term(text)[0]
    assert why(call, cell).startswith(f"{call.title}: {said}")
    assert why(read_term(f"rule{{{typed}}}")[0], cell).startswith(f"Rule: {said}")


@pytest.mark.parametrize(
    ("text", "q", "k", "said"),
    [
        (
            "sliding_window(window=4)", 6, 1,
            "Sliding window, window 4: 6 − 1 = 5 is not under window 4 (q - k < window).",
        ),
        ("rule{k <= q and q - k < 4}", 6, 1, "Rule: 6 − 1 = 5 is not under 4 (q - k < 4)."),
        ("rule{4 > q - k}", 6, 1, "Rule: 6 − 1 = 5 is not under 4 (4 > q - k)."),
        ("rule{1 == real[k]}", 1, 6, "Rule: key 6 “<pad>” is padding, not a token (1 = real[k])."),
        (
            "special(only=0)", 1, 0,
            "Special tokens: key 0 “<s>” is a special token and the switch “only” is off "
            "(special[k] = only).",
        ),
        (
            "sensitive(rows=1)", 3, 1,
            "Sensitive tokens, rows: the switch “rows” is on and query 3 “saw” is sensitive "
            "(rows * secret[q] = 0).",
        ),
        (
            "permutation(itself=1)", 3, 2,
            "Permutation, itself: rank 2 of key 2 “cat” is not under 1 + 1 = 2 for query 3 "
            "(rank[k] < rank[q] + itself).",
        ),
        (
            "rule{level[k] == 1 and level[k] != 3}", 1, 4,
            "Rule: level 3 of key 4 “Anna” is not 1 (level[k] = 1), and level 3 of key 4 “Anna” "
            "equals 3 (level[k] ≠ 3).",
        ),
        (
            "rule{h == 1 and k != 3}", 0, 3,
            "Rule: head 0 is not 1 (h = 1), and key 3 “saw” equals 3 (k ≠ 3).",
        ),
        (
            "rule{where(h == 0, k <= q, k == q)}", 1, 4,
            "Rule: key 4 “Anna” stands after query 1 “The”, as h = 0 holds (where(h = 0, k <= q, "
            "k = q)).",
        ),
        (
            "rule{where(h == 1, k <= q, k == q)}", 4, 1,
            "Rule: key 1 “The” is not query 4 “Anna” itself, as h = 1 does not hold (where(h = "
            "1, k <= q, k = q)).",
        ),
        (
            "rule{(k < q) == (h == 0)}", 1, 4,
            "Rule: h = 0 holds and k < q does not ((k < q) = (h = 0)).",
        ),
        (
            "rule{(k < q) ^ (h == 1)}", 1, 4,
            "Rule: neither k < q nor h = 1 holds ((k < q) ≠ (h = 1)).",
        ),
        ("rule{(k < q) ^ (h == 0)}", 4, 1, "Rule: k < q and h = 0 both hold ((k < q) ≠ (h = 0))."),
        ("rule{False}", 1, 1, "Rule: False holds nowhere (False)."),
        (
            "rule{max(q, k) - min(q, k) < 2}", 6, 1,
            "Rule: max(6, 1) − min(6, 1) = 5 is not under 2 (max(q, k) - min(q, k) < 2).",
        ),
        (
            "rule{q < keys - queries and offset == 1}", 6, 1,
            "Rule: query 6 “<pad>” is not under 7 − 7 = 0 (q < keys - queries), and offset 0 is "
            "not 1 (offset = 1).",
        ),
        ("rule{-3 < k - q}", 6, 1, "Rule: 1 − 6 = −5 is not above −3 (-3 < k - q)."),
        (
            "shift(causal(), by=1)", 2, 2,
            "Causal: key 2 stands after query 1 (k <= q), as query 2 “cat” is shifted by 1.",
        ),
    ],
)  # fmt: skip
def test_whole_sentences(text, q, k, said):
    assert why(read_term(text)[0], Cell(q, k, TOKENS, KNOWN, view_of(7, 7))) == said


def test_only_the_condition_that_failed_is_named():
    said = why(MaskCall("sliding_window", {"window": 4}), Cell(7, 2, TOKENS))
    assert "(q - k < window)" in said and "k <= q" not in said


def test_queries_that_are_no_tokens_have_words_of_their_own():
    said = why(MaskCall("causal"), Cell(1, 4, TOKENS, asking=("3", "0")))
    assert said == "Causal: key 4 “Anna” stands after query 1 “0” (k <= q)."


def test_a_missing_fact_is_named():
    with pytest.raises(ValueError, match="Key padding needs 'real' for every token"):
        why(MaskCall("key_padding"), Cell(1, 4, TOKENS))
