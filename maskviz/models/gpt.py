"""The shipped decoder: a pre-norm transformer with rotary positions, small enough to read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from maskviz.models.attention import Recipe
from maskviz.models.parts import (
    Attention,
    Sized,
    Turn,
    blocks_of,
    each_layer,
    feed_forward,
    silence,
    turn_of,
)
from maskviz.models.run import Activation, LayerAttention, Run
from maskviz.models.score_mod import ScoreMod


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


class Block(nn.Module):
    def __init__(self, shape: Sized, dropout: float):
        super().__init__()
        self.norm_attention = nn.RMSNorm(shape.d_model)
        self.attention = Attention(shape.d_model, shape.heads)
        self.norm_feed_forward = nn.RMSNorm(shape.d_model)
        self.feed_forward = feed_forward(shape.d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, turn: Turn | None, allowed: Tensor | None = None) -> Tensor:
        normed = self.norm_attention(x)
        attended = self.attention(normed, normed, turn, allowed, causal=allowed is None)
        x = x + self.dropout(attended)
        return x + self.dropout(self.feed_forward(self.norm_feed_forward(x)))

    def trace(
        self,
        layer: int,
        x: Tensor,
        turn: Turn | None,
        allowed: Tensor,
        recipe: Recipe,
        score_mod: ScoreMod | None = None,
    ) -> tuple[LayerAttention, list[Activation]]:
        """The six stations of a pre-norm block, in their order, for any mask."""
        normed = self.norm_attention(x)
        heads = self.attention.trace(normed, normed, allowed, recipe, turn, score_mod)
        added = x + heads.projected
        normed_again = self.norm_feed_forward(added)
        fed = self.feed_forward(normed_again)
        return heads, [
            Activation(layer, "norm_attention", normed, x),
            Activation(layer, "attention", heads.projected, normed),
            Activation(layer, "add_attention", added, x),
            Activation(layer, "norm_feed_forward", normed_again, added),
            Activation(layer, "feed_forward", fed, normed_again),
            Activation(layer, "add_feed_forward", added + fed, added),
        ]


class GPT(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.embed = nn.Embedding(shape.vocab, shape.d_model)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.d_model)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.embed.weight, std=1 / math.sqrt(shape.d_model))
        for block in blocks_of(self.blocks, Block):
            silence(block.attention.project, block.feed_forward[2])

    def start(self, tokens: Tensor, position: Tensor | None = None) -> tuple[Tensor, Turn]:
        """The tokens as vectors, and the turn of their positions, which is one for all layers.

        Positions count from the left edge unless given, (batch, token).
        """
        if position is None:
            position = torch.arange(tokens.shape[-1], device=tokens.device)
        turn = turn_of(position, self.shape.d_head)
        return self.embed(tokens) * math.sqrt(self.shape.d_model), turn

    def logits(self, normed: Tensor) -> Tensor:
        return normed @ self.embed.weight.T

    def forward(self, tokens: Tensor, allowed: Tensor | None = None) -> Tensor:
        """The model as it is trained: every token reads itself and what came before.

        Shapes: tokens (batch, token) in, logits (batch, token, vocab) out. Row t of the logits
        predicts token t + 1. `allowed` bool, broadcast to (batch, head, query, key), takes the
        place of the causal mask in every layer.
        """
        x, turn = self.start(tokens)
        x = self.dropout(x)
        for block in self.blocks:
            x = block(x, turn, allowed)
        return self.logits(self.norm(x))

    @torch.inference_mode()
    def run(
        self,
        tokens: Tensor,
        allowed: Tensor,
        recipe: Recipe = Recipe(),
        score_mods: Sequence[ScoreMod | None] = (),
        position: Tensor | None = None,
    ) -> Run:
        """Read tokens under a mask for every layer and head, and keep the working.

        Shapes: tokens (batch, token) int64; allowed bool, broadcast to
        (layer, batch, head, query, key), True = may read; `score_mods` one a layer, or none.
        """
        x, turn = self.start(tokens, position)
        way, heads = [Activation(None, "embed", x)], []
        besides = each_layer(score_mods, len(self.blocks))
        blocks = blocks_of(self.blocks, Block)
        given = zip(blocks, allowed, besides, strict=True)
        for layer, (block, open_cells, score_mod) in enumerate(given):
            found, activations = block.trace(layer, way[-1].x, turn, open_cells, recipe, score_mod)
            heads.append(found)
            way += activations
        way.append(Activation(None, "norm", self.norm(way[-1].x), way[-1].x))
        return Run({"self": tuple(heads)}, {"self": tuple(way)}, self.logits(way[-1].x))
