"""The shipped encoder: blocks in the original order, norm after add, and learned positions."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from maskviz.models.attention import Recipe
from maskviz.models.gpt import Shape
from maskviz.models.parts import Attention, blocks_of, each_layer, feed_forward
from maskviz.models.run import Activation, LayerAttention, Run
from maskviz.models.score_mod import ScoreMod
from maskviz.models.sentences import NEW


@dataclass(frozen=True)
class BertShape(Shape):
    """The sizes of the encoder; `vocab` counts [CLS], [SEP] and [MASK], its last entries."""

    vocab: int = 4096 + len(NEW)
    context: int = 128

    @property
    def words(self) -> int:
        """The entries that are words or parts of them: those of the tokenizer's file."""
        return self.vocab - len(NEW)

    @property
    def start(self) -> int:
        return self.words + NEW.index("[CLS]")

    @property
    def separator(self) -> int:
        return self.words + NEW.index("[SEP]")

    @property
    def blank(self) -> int:
        return self.words + NEW.index("[MASK]")


class Block(nn.Module):
    def __init__(self, shape: Shape, dropout: float):
        super().__init__()
        self.attention = Attention(shape.d_model, shape.heads)
        self.norm_attention = nn.LayerNorm(shape.d_model)
        self.feed_forward = feed_forward(shape.d_model)
        self.norm_feed_forward = nn.LayerNorm(shape.d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, allowed: Tensor | None = None) -> Tensor:
        x = self.norm_attention(x + self.dropout(self.attention(x, x, allowed=allowed)))
        return self.norm_feed_forward(x + self.dropout(self.feed_forward(x)))

    def trace(
        self,
        layer: int,
        x: Tensor,
        allowed: Tensor,
        recipe: Recipe,
        score_mod: ScoreMod | None = None,
    ) -> tuple[LayerAttention, list[Activation]]:
        """The six stations of a post-norm block, in their order, for any mask."""
        heads = self.attention.trace(x, x, allowed, recipe, score_mod=score_mod)
        added = x + heads.projected
        normed = self.norm_attention(added)
        fed = self.feed_forward(normed)
        added_again = normed + fed
        return heads, [
            Activation(layer, "attention", heads.projected, x),
            Activation(layer, "add_attention", added, x),
            Activation(layer, "norm_attention", normed, added),
            Activation(layer, "feed_forward", fed, normed),
            Activation(layer, "add_feed_forward", added_again, normed),
            Activation(
                layer, "norm_feed_forward", self.norm_feed_forward(added_again), added_again
            ),
        ]


class Bert(nn.Module):
    """An encoder that fills in blanks; every token reads every other, on both sides.

    Token, position and segment each have a learned vector; their sum is what goes in.
    Source: Devlin et al. 2019, "BERT", at a hundredth of its size and without its second task.
    """

    def __init__(self, shape: BertShape, dropout: float = 0.0):
        super().__init__()
        d = shape.d_model
        self.shape = shape
        self.embed = nn.Embedding(shape.vocab, d)
        self.place = nn.Embedding(shape.context, d)
        self.segment = nn.Embedding(2, d)
        self.norm = nn.LayerNorm(d)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.transform = nn.Sequential(nn.Linear(d, d), nn.GELU(), nn.LayerNorm(d))
        self.bias = nn.Parameter(torch.zeros(shape.vocab))
        self.dropout = nn.Dropout(dropout)
        for table in (self.embed, self.place, self.segment):
            nn.init.normal_(table.weight, std=0.02)

    def start(self, tokens: Tensor, position: Tensor | None) -> tuple[Tensor, Tensor]:
        """The sum of the three vectors of each token, and the same normed.

        The second segment begins after the first [SEP]. Positions count from the left edge unless
        given, (batch, token).
        """
        if position is None:
            position = torch.arange(tokens.shape[-1], device=tokens.device)
        ends = (tokens == self.shape.separator).long()
        segment = (ends.cumsum(dim=-1) - ends).clamp(max=1)  # a [SEP] belongs to what it ends
        embedded = self.embed(tokens) + self.place(position) + self.segment(segment)
        return embedded, self.norm(embedded)

    def logits(self, transformed: Tensor) -> Tensor:
        return transformed @ self.embed.weight.T + self.bias

    def forward(
        self, tokens: Tensor, allowed: Tensor | None = None, position: Tensor | None = None
    ) -> Tensor:
        """The vectors that the logits are made from, (batch, token, d_model).

        Shapes: tokens (batch, token); allowed bool, broadcast to (batch, head, query, key), or None
        for no mask.
        """
        x = self.dropout(self.start(tokens, position)[1])
        for block in self.blocks:
            x = block(x, allowed)
        return self.transform(x)

    @torch.inference_mode()
    def run(
        self,
        tokens: Tensor,
        allowed: Tensor,
        recipe: Recipe = Recipe(),
        position: Tensor | None = None,
        score_mods: Sequence[ScoreMod | None] = (),
    ) -> Run:
        """Read tokens under a mask for every layer and head, and keep the working.

        Shapes: tokens (batch, token) int64; allowed bool, broadcast to
        (layer, batch, head, query, key), True = may read; `score_mods` one a layer, or none. Row t
        of the logits is about token t.
        """
        embedded, x = self.start(tokens, position)
        way, heads = (
            [Activation(None, "embed", embedded), Activation(None, "norm_embed", x, embedded)],
            [],
        )
        besides = each_layer(score_mods, len(self.blocks))
        blocks = blocks_of(self.blocks, Block)
        given = zip(blocks, allowed, besides, strict=True)
        for layer, (block, open_cells, score_mod) in enumerate(given):
            found, activations = block.trace(layer, way[-1].x, open_cells, recipe, score_mod)
            heads.append(found)
            way += activations
        way.append(Activation(None, "transform", self.transform(way[-1].x), way[-1].x))
        return Run({"self": tuple(heads)}, {"self": tuple(way)}, self.logits(way[-1].x))
