"""Gates and biases reach the layers and the heads that have them, and nobody else."""

import numpy as np
import pytest
import torch

from maskviz.analysis.choice import choice_of
from maskviz.masks.painting import POSITIONS


def left(view, layer):
    """What mask and gate left in a layer, bool (head, query, key)."""
    return view.run.heads["self"][layer].trace.allowed[0]


def test_top_k_keeps_the_largest_scores_of_each_row(view):
    seen = view(mask="top_k", **{"top_k.keep": 3})
    raw = seen.run.heads["self"][1].trace.raw[0]
    n = len(seen.tokens)
    blocked = ~torch.ones(n, n, dtype=torch.bool).tril()
    for q in range(n):
        best = raw[:, q].masked_fill(blocked[q], -torch.inf).topk(min(3, q + 1)).indices
        expected = torch.zeros(len(raw), n, dtype=torch.bool).scatter(-1, best, True)
        assert torch.equal(left(seen, 1)[:, q], expected)
    assert np.array_equal(seen.mask.allowed, left(seen, 1)[0].numpy())
    assert seen.mask.rules[0].title == "Top-k, keep 3" and seen.mask.rules[1].title == "Causal"


def test_only_the_layers_and_heads_that_have_it_choose(view):
    slots = {str(head): "top_k(keep=1)" if head == 2 else "causal()" for head in range(6)}
    seen = view(slots, each=True, layers=(0, 3), mask="causal")
    n = len(seen.tokens)
    causal = torch.ones(n, n, dtype=torch.bool).tril()
    for layer in range(4):
        for head in range(6):
            chosen = layer in (0, 3) and head == 2
            assert torch.equal(left(seen, layer)[head], causal) != chosen
    assert left(seen, 0)[2].sum() == n


def test_queries_that_are_not_looked_at_do_not_choose(view):
    seen = view(mask="top_k", **{"top_k.keep": 1}, queries=2)
    n = len(seen.tokens)
    counts = left(seen, 1)[0].sum(dim=-1).tolist()
    assert counts == [*range(1, n - 1), 1, 1]


def test_a_painting_on_a_dynamic_mask_blocks_before_it_chooses(view):
    book = {"all": {"base": "top_k(keep=2)", "flips": [5 * POSITIONS + 0]}}
    seen = view({"all": "custom"}, book, mask="custom", **{"top_k.keep": 2})
    assert not left(seen, 1)[:, 5, 0].any() and (left(seen, 1)[:, 5].sum(dim=-1) == 2).all()


@pytest.mark.parametrize("after", [False, True])
def test_a_bias_is_added_in_the_layers_that_have_the_mask(view, after):
    usual = view(mask="causal")
    seen = view(mask="causal", bias="alibi", bias_after=after, layers=(2,), layer=2)
    for layer in (0, 1):
        before, now = (v.run.heads["self"][layer].trace.masked for v in (usual, seen))
        assert torch.equal(before, now)
    trace = seen.run.heads["self"][2].trace
    n = len(seen.tokens)
    distance = torch.arange(n) - torch.arange(n)[:, None]
    slopes = 2.0 ** (-8 * torch.arange(1, 7) / 6)
    expected = trace.raw[0] + slopes[:, None, None] * distance
    open_cells = torch.ones(n, n, dtype=torch.bool).tril()
    torch.testing.assert_close(trace.masked[0][:, open_cells], expected[:, open_cells])
    assert seen.score_mod is not None and usual.score_mod is None


def test_painted_biases_are_added_to_their_cells(view):
    cells = [[1.5, [4 * POSITIONS + 1]], [-2.0, [4 * POSITIONS + 2, 900]]]
    book = {"all": {"base": "causal()", "flips": [], "biases": cells}}
    seen = view({"all": "custom"}, book, mask="custom")
    trace = seen.trace
    added = (trace.masked - trace.raw)[0, :, 4, 1:4]
    torch.testing.assert_close(added, torch.tensor([1.5, -2.0, 0.0]).expand(6, 3))


def test_the_choice_of_a_row_is_what_the_run_kept(view):
    for name in ("top_k", "threshold", "block_gate"):
        seen = view(mask=name, layer=2)
        for q in (0, 4, len(seen.tokens) - 1):
            choice = choice_of(seen, q)
            assert np.array_equal(choice.kept, seen.mask.allowed[q]), (name, q)
            dropped = np.flatnonzero(choice.allowed & ~choice.kept)
            assert all(choice.reason(int(k)) for k in dropped)


def test_queries_that_are_not_looked_at_get_no_bias(view):
    seen = view(mask="causal", bias="alibi", queries=2)
    trace = seen.run.heads["self"][1].trace
    n = len(seen.tokens)
    changed = ((trace.masked - trace.raw)[0] != 0) & trace.allowed[0]
    assert not changed[:, : n - 2].any() and changed[:, n - 2 :, 0].all()
