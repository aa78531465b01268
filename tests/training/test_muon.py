"""The optimizer of the weight matrices."""

import torch

from training.muon import Muon, orthogonal


def test_orthogonal_brings_singular_values_near_one():
    dice = torch.Generator().manual_seed(0)
    for size in ((2, 8, 8), (3, 12, 5), (1, 5, 12)):
        stack = torch.randn(size, generator=dice)
        values = torch.linalg.svdvals(orthogonal(stack))
        assert values.min() > 0.5 and values.max() < 1.4
        assert torch.linalg.svdvals(stack).max() > 2


def test_it_finds_a_matrix():
    dice = torch.Generator().manual_seed(0)
    wanted, found = torch.randn(6, 4, generator=dice), torch.nn.Parameter(torch.zeros(6, 4))
    optimizer = Muon([found], lr=0.05)
    for step in range(200):
        optimizer.param_groups[0]["lr"] = 0.05 * (1 - step / 200)
        (found - wanted).square().sum().backward()
        optimizer.step()
        optimizer.zero_grad()
    assert (found - wanted).abs().max() < 0.05


def test_weight_decay_shrinks_what_has_no_gradient():
    weight = torch.nn.Parameter(torch.ones(3, 3))
    weight.grad = torch.zeros(3, 3)
    Muon([weight], lr=0.1, weight_decay=0.5).step()
    torch.testing.assert_close(weight.detach(), torch.full((3, 3), 0.95))
