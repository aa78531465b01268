"""The shipped decoder: a pre-norm transformer with rotary positions, small enough to read."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from maskviz.attention import Recipe, Trace, attend


@dataclass(frozen=True)
class Shape:
    """The sizes of a decoder; d_head is d_model / heads, and layers and heads count from 0."""

    vocab: int = 4096
    layers: int = 4
    heads: int = 6
    d_model: int = 192
    context: int = 256

    @property
    def d_head(self) -> int:
        return self.d_model // self.heads


def rope(x: Tensor, position: Tensor) -> Tensor:
    """Turn each pair of numbers by an angle that grows with position.

    Shapes: x (batch, head, token, d_head), position (batch, token) or (token,).
    After it a score depends on q - k only (Su et al. 2021, "RoFormer").
    """
    half = x.shape[-1] // 2
    rate = 10_000 ** (-torch.arange(half, device=x.device) / half)
    angle = position[..., None, :, None] * rate  # (batch or 1, 1, token, half)
    cos, sin = angle.cos(), angle.sin()
    a, b = x[..., :half], x[..., half:]
    return torch.cat((a * cos - b * sin, a * sin + b * cos), dim=-1)


@dataclass(frozen=True)
class LayerTrace:
    """What one block does to every token, station by station.

    Shapes: all (batch, token, d_model) but `attention`, which holds the heads.
    """

    x: Tensor
    norm_attention: Tensor
    attention: Trace
    concatenated: Tensor
    projected: Tensor
    add_attention: Tensor
    norm_feed_forward: Tensor
    feed_forward: Tensor
    add_feed_forward: Tensor


@dataclass(frozen=True)
class Run:
    """One forward pass with nothing thrown away.

    Shapes: embedded and normed (batch, token, d_model), logits (batch, token, vocab).
    Row t of the logits predicts token t + 1.
    """

    embedded: Tensor
    layers: tuple[LayerTrace, ...]
    normed: Tensor
    logits: Tensor


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        d = shape.d_model
        self.heads = shape.heads
        self.query = nn.Linear(d, d, bias=False)
        self.key = nn.Linear(d, d, bias=False)
        self.value = nn.Linear(d, d, bias=False)
        self.project = nn.Linear(d, d, bias=False)

    def split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(-3, -2)  # (batch, head, token, d_head)

    def join(self, heads: Tensor) -> Tensor:
        return heads.transpose(-3, -2).flatten(-2)  # (batch, token, d_model)

    def qkv(self, x: Tensor, position: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q = rope(self.split(self.query(x)), position)
        k = rope(self.split(self.key(x)), position)
        return q, k, self.split(self.value(x))

    def forward(self, x: Tensor, position: Tensor) -> Tensor:
        output = F.scaled_dot_product_attention(*self.qkv(x, position), is_causal=True)
        return self.project(self.join(output))

    def trace(self, x: Tensor, position: Tensor, allowed: Tensor, recipe: Recipe) -> Trace:
        """The same layer under any mask, with every stage kept."""
        return attend(*self.qkv(x, position), allowed, recipe, d_model=x.shape[-1])


class Block(nn.Module):
    def __init__(self, shape: Shape, dropout: float):
        super().__init__()
        d = shape.d_model
        self.norm_attention = nn.RMSNorm(d)
        self.attention = Attention(shape)
        self.norm_feed_forward = nn.RMSNorm(d)
        self.feed_forward = nn.Sequential(
            nn.Linear(d, 4 * d, bias=False), nn.GELU(), nn.Linear(4 * d, d, bias=False)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, position: Tensor) -> Tensor:
        x = x + self.dropout(self.attention(self.norm_attention(x), position))
        return x + self.dropout(self.feed_forward(self.norm_feed_forward(x)))

    def trace(self, x: Tensor, position: Tensor, allowed: Tensor, recipe: Recipe) -> LayerTrace:
        """The six stations of a pre-norm block, in their order, for any mask."""
        normed = self.norm_attention(x)
        attention = self.attention.trace(normed, position, allowed, recipe)
        concatenated = self.attention.join(attention.output)
        projected = self.attention.project(concatenated)
        added = x + projected
        normed_again = self.norm_feed_forward(added)
        fed = self.feed_forward(normed_again)
        return LayerTrace(
            x, normed, attention, concatenated, projected, added, normed_again, fed, added + fed
        )


class GPT(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.embed = nn.Embedding(shape.vocab, shape.d_model)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.d_model)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.embed.weight, std=1 / math.sqrt(shape.d_model))
        for block in self.blocks:
            nn.init.zeros_(block.attention.project.weight)
            nn.init.zeros_(block.feed_forward[2].weight)

    def start(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        position = torch.arange(tokens.shape[-1], device=tokens.device)
        return self.embed(tokens) * math.sqrt(self.shape.d_model), position

    def predict(self, x: Tensor) -> tuple[Tensor, Tensor]:
        normed = self.norm(x)
        return normed, normed @ self.embed.weight.T

    def forward(self, tokens: Tensor) -> Tensor:
        """The model as it was trained: every token reads itself and what came before.

        Shapes: tokens (batch, token) in, logits (batch, token, vocab) out.
        """
        x, position = self.start(tokens)
        x = self.dropout(x)
        for block in self.blocks:
            x = block(x, position)
        return self.predict(x)[1]

    @torch.inference_mode()
    def run(self, tokens: Tensor, allowed: Tensor, recipe: Recipe = Recipe()) -> Run:
        """Read tokens under a mask for every layer and head, and keep the working.

        Shapes: tokens (batch, token) int64; allowed bool, broadcast to
        (layer, batch, head, query, key), True = may read.
        """
        x, position = self.start(tokens)
        embedded, layers = x, []
        for block, layer_allowed in zip(self.blocks, allowed, strict=True):
            layers.append(block.trace(x, position, layer_allowed, recipe))
            x = layers[-1].add_feed_forward
        normed, logits = self.predict(x)
        return Run(embedded, tuple(layers), normed, logits)
