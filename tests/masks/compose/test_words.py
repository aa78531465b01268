"""Masks made of masks can be read aloud, and the order of their steps is shown where it matters."""

import numpy as np
import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.cell import Cell
from maskviz.masks.compose import cells, read_term
from maskviz.masks.compose.why import why, why_row
from maskviz.masks.compose.words import look, other_order, sentence, title
from maskviz.masks.matrix import view_of

TOKENS = ("<s>", "The", "cat", "saw", "Anna", "<pad>", "<pad>")
FACTS = {"doc": (0, 0, 0, 1, 1, 1, 1), "real": (1, 1, 1, 1, 1, 0, 0), "special": (1,) + (0,) * 6}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("causal()", "Causal", "“Causal” lets it"),
        ("not(causal())", "not Causal", "“Causal” blocks it"),
        (
            "and(or(causal(), prefix_lm(prefix=3)), not(key_padding()))",
            "(Causal, or Prefix-LM, prefix 3), and not Key padding",
            "(“Causal” lets it or “Prefix-LM, prefix 3” lets it) and “Key padding” blocks it",
        ),
        (
            "not(and(causal(), full()))",
            "not (Causal, and Full)",
            "“Causal” blocks it or “Full” blocks it",
        ),
        (
            "shift(causal(), by=-2)",
            "Causal, shifted by −2",
            "for a query 2 ahead, “Causal” lets it",
        ),
        (
            "per_document(causal())",
            "Causal, per document",
            "both are of one document and, inside it, “Causal” lets it",
        ),
        ("rule{k <= q}", "Rule: k <= q", "the rule k <= q lets it"),
    ],
)
def test_title_and_sentence(text, name, said):
    term, _ = read_term(text)
    assert title(term) == name
    assert sentence(term) == f"A query may read a key when {said}."
    shown = sentence(term) if text != "rule{k <= q}" else "Query q may read key k when k <= q."
    assert look(term) == (term.look if isinstance(term, MaskCall) else shown)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "and(or(causal(), prefix_lm(prefix=3)), key_padding())",
            "or(and(causal(), key_padding()), prefix_lm(prefix=3))",
        ),
        (
            "or(and(causal(), key_padding()), prefix_lm(prefix=3))",
            "and(or(causal(), prefix_lm(prefix=3)), key_padding())",
        ),
        ("and(causal(), key_padding())", None),
        ("and(key_padding(), or(causal(), full()))", None),
        ("not(causal())", None),
        ("causal()", None),
    ],
)
def test_the_other_order_of_the_last_two_steps(text, other):
    found = other_order(read_term(text)[0])
    assert found == (read_term(other)[0] if other else None)


def test_opening_the_prefix_last_lets_padding_be_read():
    """transformers had it wrong twice: pad, then open the prefix, reads padding in the prefix."""
    last = read_term("or(and(causal(), key_padding()), prefix_lm(prefix=3))")[0]
    facts = {"real": (0, 0, 1, 1)}
    assert cells(last, 4, 4, facts)[:, 0].all()
    assert not cells(other_order(last), 4, 4, facts)[:, 0].any()


EXPLAINED = (
    "and(causal(), not(chunk(size=2)))",
    "or(prefix_lm(prefix=2), rule{q - k < 2 and k <= q})",
    "shift(sliding_window(window=2), by=2)",
    "per_document(causal())",
    "not(or(per_document(causal()), special(only=1)))",
    "and(rule{(k % 2 == h) | (real[k] == 0)}, key_padding())",
)


@pytest.mark.parametrize("text", EXPLAINED)
@pytest.mark.parametrize("queries", [7, 3])
def test_every_blocked_cell_and_no_other_is_explained(text, queries):
    term, given = read_term(text)[0], {**view_of(queries, 7), "head": 1}
    allowed = cells(term, queries, 7, FACTS, head=1)
    for (row, k), reads in np.ndenumerate(allowed):
        said = why(term, Cell(row + 7 - queries, k, TOKENS, FACTS, given))
        assert (said is None) == reads, (row, k, said)
        assert reads or (said[0].isupper() and said.endswith("."))
        assert reads or f"key {k}" in said or "counted from its start" in said or "shifted" in said


@pytest.mark.parametrize(
    ("text", "q", "k", "said"),
    [
        ("not(causal())", 2, 1, "Not Causal: that mask lets query 2 “cat” read key 1 “The”."),
        ("per_document(causal())", 4, 1, "key 1 “The” is of document 0, query 4 “Anna”"),
        ("per_document(causal())", 3, 4, "from its start: Causal: key 1 “Anna” stands after"),
        ("shift(causal(), by=1)", 2, 2, "as query 2 “cat” is shifted by 1."),
        ("rule{q - k < 2 and real[k] == 1}", 5, 1, "Rule: 5 − 1 = 4 is not under 2 (q - k < 2)."),
        ("rule{k <= q}", 1, 3, "Rule: key 3 “saw” stands after query 1 “The” (k <= q)."),
    ],
)  # fmt: skip
def test_the_sentences(text, q, k, said):
    found = why(read_term(text)[0], Cell(q, k, TOKENS, FACTS, view_of(7, 7)))
    assert said in found


def test_a_row_is_explained_key_by_key():
    rules = [read_term("not(chunk(size=2))")[0], MaskCall("key_padding")]
    assert [len(found) for found in why_row(rules, 4, 7, TOKENS, FACTS)] == [0, 0, 0, 0, 1, 2, 1]


def test_each_mask_speaks_for_itself():
    facts = {"real": [1, 1, 1, 1, 1, 0, 0]}
    masks = [MaskCall("causal"), MaskCall("key_padding"), MaskCall("full")]
    said = why_row(masks, 4, 7, TOKENS, facts)[5]
    assert [sentence.split(":")[0] for sentence in said] == ["Causal", "Key padding"]


def test_painted_cells_are_read_at_their_row():
    painted = np.ones((2, 7), bool)
    painted[1, 3] = False
    matrices = [("painted by hand", painted)]
    said = why_row(matrices, 6, 7, TOKENS, offset=5)
    assert said[3] == ["Painted by hand: query 6 “<pad>” may not read key 3 “saw”."]
    assert [len(sentences) for sentences in said] == [0, 0, 0, 1, 0, 0, 0]
    assert why_row(matrices, 5, 7, TOKENS, offset=5) == [[]] * 7


def test_a_rule_may_ask_how_many_queries_there_are():
    rule = read_term("rule{k < queries}")[0]
    for queries, blocked in ((None, 4), (2, 2)):  # the last three of seven, and two among them
        said = why_row([rule], 5, 7, TOKENS, offset=3, queries=queries)
        assert [k for k, sentences in enumerate(said) if sentences] == list(range(blocked, 7))
    assert said[4] == ["Rule: key 4 “Anna” is not under queries 2 (k < queries)."]
