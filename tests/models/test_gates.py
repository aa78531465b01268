"""Gates in attention: each head chooses among the keys it may read, by its own scores."""

import pytest
import torch
import torch.nn.functional as F

from maskviz.masks.dynamic import chosen
from maskviz.models.attention import Recipe, attend, scores_at_mask
from maskviz.models.score_mod import ScoreMod
from tests.models.test_score_mod import HEADS, inputs, mask, minus_infinity


def test_each_head_has_its_own_gate_and_the_trace_says_what_it_left():
    q, k, v = inputs()
    allowed = mask()
    gates = (("top_k", {"keep": 2}), None, ("threshold", {"below": 5}), ("block_gate", {"size": 2}))
    found = attend(q, k, v, allowed, score_mod=ScoreMod(gates=gates))
    for head, gate in enumerate(gates):
        left = allowed.expand(2, -1, -1)
        if gate:
            left = chosen(*gate, found.raw[:, head], left)
        assert torch.equal(found.allowed[:, head], left)
        bias = minus_infinity(left)
        expected = F.scaled_dot_product_attention(q[:, head], k[:, head], v[:, head], bias)
        torch.testing.assert_close(found.output[:, head], expected, atol=1e-5, rtol=0)
    assert (found.allowed[:, 0].sum(dim=-1) <= 2).all()


def test_a_gate_reads_the_scores_the_mask_is_put_on():
    q, k, v = inputs()
    gate = (("top_k", {"keep": 1}),) * HEADS
    bias = torch.zeros(1, 7, 9)
    bias[..., 5] = 100.0
    everything = torch.ones(7, 9, dtype=torch.bool)
    early = ScoreMod(gates=gate, bias=bias)
    found = attend(q, k, v, everything, score_mod=early)
    assert found.allowed[..., 5].all()
    read = scores_at_mask(found.raw, Recipe(), early)
    assert torch.equal(read.argmax(dim=-1), found.allowed.int().argmax(dim=-1))
    late = attend(
        q, k, v, everything, score_mod=ScoreMod(gates=gate, bias=bias, bias_after_mask=True)
    )
    assert not late.allowed[..., 5].all()


def test_the_queries_may_stand_somewhere_else_or_nowhere():
    q, k, v = inputs(3, 8)
    gate = (("block_gate", {"size": 2, "blocks": 1}),) * HEADS
    everything = torch.ones(3, 8, dtype=torch.bool)
    own = attend(q, k, v, everything, score_mod=ScoreMod(gates=gate, offset=5)).allowed
    assert own[..., 0, 4:6].all() and own[..., 1:, 6:].all()
    none = attend(q, k, v, everything, score_mod=ScoreMod(gates=gate, offset=None)).allowed
    assert (none.sum(dim=-1) == 4).all()  # the first block and one more


def test_gates_that_are_not_one_a_head_are_refused():
    q, k, v = inputs()
    with pytest.raises(ValueError, match="3 gates for 4 heads"):
        attend(q, k, v, mask(), score_mod=ScoreMod(gates=(("top_k", {}),) * 3))
