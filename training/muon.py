"""Muon in fp32: momentum whose update is made orthogonal, for the weight matrices of a block.

Source: K. Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks".
torch's own Muon runs in bfloat16, which a CPU without bf16 units does 10 to 20 times slower.
"""

from collections import defaultdict

import torch
from torch import Tensor


def orthogonal(g: Tensor, steps: int = 5) -> Tensor:
    """Move the singular values of each matrix of a stack (n, out, in) towards 1 (Newton-Schulz)."""
    tall = g.shape[-2] > g.shape[-1]
    x = g.mT if tall else g
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr: float, momentum: float = 0.95, weight_decay: float = 0.0):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            same_shape = defaultdict(list)
            for p in group["params"]:
                same_shape[p.shape].append(p)
            for (rows, columns), params in same_shape.items():
                updates = []
                for p in params:
                    state = self.state[p]
                    if not state:
                        state["momentum"] = torch.zeros_like(p)
                    m = state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                    updates.append(p.grad.lerp(m, group["momentum"]))  # Nesterov
                scale = group["lr"] * max(1, rows / columns) ** 0.5
                for p, update in zip(params, orthogonal(torch.stack(updates)), strict=True):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).sub_(update, alpha=scale)
