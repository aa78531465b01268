"""What the shipped transformers share: attention that can show its working, and its positions."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from maskviz.models.attention import Recipe, attend
from maskviz.models.run import LayerAttention
from maskviz.models.score_mod import ScoreMod

Block = TypeVar("Block", bound=nn.Module)


class Sized(Protocol):
    """What a block has to know of a model's sizes."""

    @property
    def d_model(self) -> int: ...

    @property
    def heads(self) -> int: ...


def blocks_of(layers: nn.ModuleList, kind: type[Block]) -> list[Block]:
    """The layers as the blocks that they are; a ModuleList says only that they are modules."""
    return cast(list[Block], list(layers))


def silence(*layers: nn.Module) -> None:
    """Let layers add nothing at first: a residual stream begins as what went in."""
    for layer in layers:
        nn.init.zeros_(cast(Tensor, layer.weight))


Turn = tuple[Tensor, Tensor]  # cosine and sine of every angle, (…, 1, token, d_head / 2)


def turn_of(position: Tensor, d_head: int) -> Turn:
    """How far each pair of a token's numbers is turned: by angles that grow with its position.

    Shape: position (…, token). After it a score depends on q - k only (Su et al. 2021,
    "RoFormer"); where all positions are 0 nothing is turned.
    """
    half = d_head // 2
    rate = 10_000 ** (-torch.arange(half, device=position.device) / half)
    angle = position[..., None, :, None] * rate
    return angle.cos(), angle.sin()


def turned(x: Tensor, turn: Turn) -> Tensor:
    """Turn each pair of numbers, x (batch, head, token, d_head)."""
    cos, sin = turn
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, a * sin + b * cos), dim=-1)


def each_layer(score_mods: Sequence[ScoreMod | None], layers: int) -> Sequence[ScoreMod | None]:
    """One entry a layer; none at all stands for nothing in every layer."""
    return score_mods or (None,) * layers


def sinusoids(count: int, d_model: int, device: torch.device | None = None) -> Tensor:
    """Each position as sines and cosines of ever longer waves, (position, d_model).

    Source: Vaswani et al. 2017, "Attention is all you need", section 3.5.
    """
    rate = 10_000 ** (-torch.arange(0, d_model, 2, device=device) / d_model)
    angle = torch.arange(count, device=device)[:, None] * rate
    return torch.stack((angle.sin(), angle.cos()), dim=-1).flatten(-2)


class Attention(nn.Module):
    """The tokens of `x` ask, those of `y` answer; in self-attention both are the same.

    Shapes: x (batch, query, d_model), y (batch, key, d_model); the result is shaped like x.
    Given a turn, queries and keys are turned by it.
    """

    def __init__(self, d_model: int, heads: int):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(d_model, d_model, bias=False)
        self.key = nn.Linear(d_model, d_model, bias=False)
        self.value = nn.Linear(d_model, d_model, bias=False)
        self.project = nn.Linear(d_model, d_model, bias=False)

    def split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(-3, -2)  # (batch, head, token, d_head)

    def join(self, heads: Tensor) -> Tensor:
        return heads.transpose(-3, -2).flatten(-2)  # (batch, token, d_model)

    def qkv(self, x: Tensor, y: Tensor, turn: Turn | None) -> tuple[Tensor, Tensor, Tensor]:
        q, k, v = self.split(self.query(x)), self.split(self.key(y)), self.split(self.value(y))
        return (q, k, v) if turn is None else (turned(q, turn), turned(k, turn), v)

    def forward(
        self,
        x: Tensor,
        y: Tensor,
        turn: Turn | None = None,
        allowed: Tensor | None = None,
        causal: bool = False,
    ) -> Tensor:
        """torch's own attention, for training; `allowed` bool, True = may read."""
        q, k, v = self.qkv(x, y, turn)
        output = F.scaled_dot_product_attention(q, k, v, attn_mask=allowed, is_causal=causal)
        return self.project(self.join(output))

    def trace(
        self,
        x: Tensor,
        y: Tensor,
        allowed: Tensor,
        recipe: Recipe,
        turn: Turn | None = None,
        score_mod: ScoreMod | None = None,
    ) -> LayerAttention:
        """The same layer under any mask, with every stage kept."""
        sides = self.qkv(x, y, turn)
        trace = attend(*sides, allowed, recipe, d_model=x.shape[-1], score_mod=score_mod)
        concatenated = self.join(trace.output)
        return LayerAttention(trace, concatenated, self.project(concatenated))


def feed_forward(d_model: int) -> nn.Sequential:
    """Two layers of weights for each token alone, four times as wide in between."""
    return nn.Sequential(
        nn.Linear(d_model, 4 * d_model, bias=False),
        nn.GELU(),
        nn.Linear(4 * d_model, d_model, bias=False),
    )
