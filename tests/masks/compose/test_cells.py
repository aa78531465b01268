"""Masks made of masks obey the laws of logic, and per document they are xformers' and by hand."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as some
from torch.nn.attention.flex_attention import and_masks, create_mask, or_masks

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, Term, Typed, cells
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Picture

CAUSAL, CHUNK = MaskCall("causal"), MaskCall("chunk", {"size": 3})
WINDOW, PREFIX = MaskCall("sliding_window", {"window": 3}), MaskCall("prefix_lm", {"prefix": 2})
PLACES = [CAUSAL, CHUNK, WINDOW, PREFIX, MaskCall("full"), Typed("(q + k) % 3 > 0")]
SIZES = [(1, 1), (6, 6), (3, 7), (7, 3)]

sizes = pytest.mark.parametrize(("queries", "keys"), SIZES)
terms = some.recursive(
    some.sampled_from(PLACES),
    lambda inner: some.one_of(
        some.builds(Opposite, inner),
        some.builds(Shifted, inner, some.integers(-3, 3)),
        some.builds(
            Join, some.sampled_from(["and", "or"]), some.tuples(inner, inner)
        ),
    ),
    max_leaves=4,
)  # fmt: skip


def by_loops(term: Term, q: int, k: int) -> bool:
    """One cell, read off the tree alone."""
    match term:
        case MaskCall():
            return bool(term.mask.rule(q, k, **term.params))
        case Typed():
            return term.rule(q, k)
        case Opposite():
            return not by_loops(term.part, q, k)
        case Shifted():
            return by_loops(term.part, q - term.by, k)
    found = [by_loops(part, q, k) for part in term.parts]
    return all(found) if term.word == "and" else any(found)


@given(terms, some.sampled_from(SIZES))
def test_every_cell_is_what_the_tree_says(term, size):
    queries, keys = size
    rows = range(keys - queries, keys)
    expected = [[by_loops(term, q, k) for k in range(keys)] for q in rows]
    assert np.array_equal(cells(term, queries, keys), expected)


def by_torch(queries, keys, combine, *uses):
    """The same as FlexAttention combines mask_mods; the queries are the last ones."""

    def mod(mask_call):
        return lambda b, h, q, k: (
            mask_call.mask.rule(q + keys - queries, k, **mask_call.params) & (b >= 0)
        )

    return create_mask(combine(*map(mod, uses)), 1, 1, queries, keys, device="cpu")[0, 0].numpy()


@sizes
@pytest.mark.parametrize(("word", "combine"), [("and", and_masks), ("or", or_masks)])
def test_and_and_or_are_those_of_flex_attention(queries, keys, word, combine):
    for uses in [(CAUSAL, CHUNK), (WINDOW, PREFIX), (CAUSAL, PREFIX, CHUNK)]:
        made = cells(Join(word, uses), queries, keys)
        assert np.array_equal(made, by_torch(queries, keys, combine, *uses))


@sizes
def test_the_opposite_opens_what_was_blocked(queries, keys):
    inverted = cells(Opposite(CAUSAL), queries, keys)
    strictly_after = torch.ones(queries, keys).triu(keys - queries + 1).bool().numpy()
    assert np.array_equal(inverted, strictly_after)


@pytest.mark.parametrize(("by", "name"), [(0, "causal"), (1, "strict_causal")])
@sizes
def test_causal_shifted_hides_oneself(queries, keys, by, name):
    made = cells(Shifted(CAUSAL, by), queries, keys)
    assert np.array_equal(made, matrix(MASKS[name], queries, keys))


def test_a_window_shifted_back_by_two_as_drawn():
    drawing = Picture("..... ..... #.... ##... ##...").matrix
    window, causal = (
        MaskCall("sliding_window", {"window": 2}),
        MaskCall("causal_offset", {"ahead": 0}),
    )
    made = cells(Shifted(Join("and", (window, causal)), 2), 5, 5)
    drawing[4] = [False, True, True, False, False]
    assert np.array_equal(made, drawing)


@pytest.mark.parametrize(
    ("term", "documents", "drawing"),
    [
        (CAUSAL, (0, 0, 0, 1, 1), "#.... ##... ###.. ...#. ...##"),
        (MaskCall("full"), (0, 0, 1, 1, 1), "##... ##... ..### ..### ..###"),
        (PREFIX, (0, 0, 0, 1, 1), "##... ##... ###.. ...## ...##"),
        (Opposite(CAUSAL), (0, 0, 0, 1, 1), ".##.. ..#.. ..... ....# ....."),
        (MaskCall("chunk", {"size": 2}), (0, 0, 0, 1, 1), "##... ##... ..#.. ...## ...##"),
        (CAUSAL, (1, 0, 1, 0, 1), "#.... .#... #.#.. .#.#. #.#.#"),
    ],
)
def test_each_document_is_a_text_of_its_own(term, documents, drawing):
    made = cells(PerDocument(term), 5, 5, {"doc": documents})
    assert np.array_equal(made, Picture(drawing).matrix)
    last = cells(PerDocument(term), 2, 5, {"doc": documents})
    assert np.array_equal(last, Picture(drawing).matrix[3:])


@pytest.mark.parametrize("lengths", [(3, 2), (1, 4, 2), (5,), (1, 1, 1)])
def test_causal_per_document_is_the_block_diagonal_mask_of_xformers(lengths):
    bias = pytest.importorskip("xformers.ops.fmha.attn_bias")
    theirs = bias.BlockDiagonalCausalMask.from_seqlens(list(lengths))
    total = sum(lengths)
    open_cells = theirs.materialize((1, 1, total, total), dtype=torch.float32)[0, 0] == 0
    documents = np.repeat(np.arange(len(lengths)), lengths)
    made = cells(PerDocument(CAUSAL), total, total, {"doc": documents})
    assert np.array_equal(made, open_cells.numpy())


def test_a_rule_that_tells_heads_apart_has_a_matrix_for_each():
    rule = Typed("q - k < h + 1 and k <= q")
    for head in (0, 2, 5):
        window = matrix(MASKS["sliding_window"], 6, 6, {"window": head + 1})
        assert np.array_equal(cells(rule, 6, 6, head=head), window)


def test_what_cannot_be_looked_up_is_refused_with_the_numbers():
    with pytest.raises(ValueError, match="0 to 6; 6 tokens have a document"):
        cells(PerDocument(CAUSAL), 2, 5, {"doc": (0,) * 6}, offset=5)
    with pytest.raises(ValueError, match="per document needs 'doc'"):
        cells(PerDocument(CAUSAL), 2, 2)
