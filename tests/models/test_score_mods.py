"""What is done to scores besides the mask reaches every layer and part of every model."""

import math

import pytest
import torch

from maskviz.analysis.running import outcome, own_masks
from maskviz.models import PLANS, load
from maskviz.models.score_mod import ScoreMod

WINDOW = 3


def ids_of(shipped, n=12):
    return 3 + torch.arange(n) % (shipped.tokenizer.size - 6)


def far(rows, keys):
    """−∞ for keys at a distance, as a bias; bool where they are not."""
    near = (torch.arange(rows)[:, None] - torch.arange(keys)).abs() < WINDOW
    return torch.zeros(1, rows, keys).masked_fill(~near, -math.inf), near


def sizes(shipped, part, n=12):
    rows = n if part in ("self", "encoder") else shipped.shape.answer
    return rows, rows if part == "decoder" else n


@pytest.mark.parametrize("name", PLANS)
def test_a_bias_of_minus_infinity_is_a_mask(name):
    """In every part and layer, while an answer is written too."""
    shipped = load(name)
    usual, layers = own_masks(shipped, torch.ones(12)), shipped.shape.layers
    score_mods, masks = {}, {}
    for part, cells in usual.items():
        bias, near = far(*sizes(shipped, part))
        score_mods[part] = (ScoreMod(bias=bias),) * layers
        masks[part] = cells & near
    added = outcome(shipped, ids_of(shipped), usual, score_mods=score_mods)
    masked = outcome(shipped, ids_of(shipped), masks)
    plain = outcome(shipped, ids_of(shipped), usual)
    assert added.answer == masked.answer
    torch.testing.assert_close(added.run.logits, masked.run.logits, atol=1e-4, rtol=0)
    assert (added.run.logits - plain.run.logits).abs().max() > 1e-2


@pytest.mark.parametrize("name", PLANS)
def test_a_layer_without_one_is_left_alone(name):
    """A sink so strong that nothing is read, in the last layer of one part only."""
    shipped = load(name)
    usual, layers = own_masks(shipped, torch.ones(12)), shipped.shape.layers
    strong = ScoreMod(sink=torch.full((shipped.shape.heads,), 1e4))
    part = next(reversed(usual))
    score_mods = {part: (None,) * (layers - 1) + (strong,)}
    run = outcome(shipped, ids_of(shipped), usual, score_mods=score_mods).run
    for other, heads in run.heads.items():
        for layer, found in enumerate(heads):
            total = found.trace.weights.sum(dim=-1)
            spent = 0.0 if (other, layer) == (part, layers - 1) else 1.0
            torch.testing.assert_close(total, torch.full_like(total, spent))


@pytest.mark.parametrize("name", PLANS)
def test_gates_choose_anew_in_every_layer(name):
    shipped = load(name)
    usual, shape = own_masks(shipped, torch.ones(12)), shipped.shape
    gates = (("top_k", {"keep": 2}),) + (None,) * (shape.heads - 1)
    part = next(iter(usual))
    score_mods = {part: (ScoreMod(gates=gates),) * shape.layers}
    run = outcome(shipped, ids_of(shipped), usual, score_mods=score_mods).run
    kept = [found.trace.allowed[0] for found in run.heads[part]]
    for cells in kept:
        assert cells[0].sum(dim=-1).max() == 2
        assert torch.equal(cells[1], usual[part][0, 0, 0])
    assert any(not torch.equal(kept[0][0], cells[0]) for cells in kept[1:])


def test_as_many_as_layers_or_none():
    shipped = load("gpt")
    usual = own_masks(shipped, torch.ones(12))
    with pytest.raises(ValueError, match="argument"):
        outcome(shipped, ids_of(shipped), usual, score_mods={"self": (None,) * 9})
