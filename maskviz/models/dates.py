"""The shipped encoder-decoder: it reads a date in any spelling and writes it the ISO way."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import torch
from torch import Tensor, nn

from maskviz.models.attention import Recipe
from maskviz.models.decoder import DecoderBlock
from maskviz.models.gpt import Block as EncoderBlock
from maskviz.models.parts import blocks_of, each_layer, silence, sinusoids
from maskviz.models.run import Activation, LayerAttention, Run
from maskviz.models.score_mod import ScoreMod
from maskviz.models.tokenizer import START

ScoreMods = Mapping[str, Sequence[ScoreMod | None]]  # part -> one a layer, or none
NONE: ScoreMods = MappingProxyType({})


@dataclass(frozen=True)
class DatesShape:
    """The sizes of the encoder-decoder: as many layers on either side, an answer of ten characters.

    context  the most characters of a source; the positions are computed, so none is untrained
    """

    source_vocab: int
    target_vocab: int = 14
    layers: int = 2
    heads: int = 4
    d_model: int = 64
    context: int = 96
    answer: int = 10

    @property
    def vocab(self) -> int:
        return self.target_vocab

    @property
    def d_head(self) -> int:
        return self.d_model // self.heads


class Dates(nn.Module):
    """An encoder reads the source in both directions, a decoder writes while it reads the result.

    Pre-norm blocks; positions are sinusoids, counted from the left edge of source and of answer.
    """

    def __init__(self, shape: DatesShape):
        super().__init__()
        self.shape = shape
        self.embed_source = nn.Embedding(shape.source_vocab, shape.d_model)
        self.embed_target = nn.Embedding(shape.target_vocab, shape.d_model)
        self.encoder_blocks = nn.ModuleList(EncoderBlock(shape, 0.0) for _ in range(shape.layers))
        self.encoder_norm = nn.RMSNorm(shape.d_model)
        self.decoder_blocks = nn.ModuleList(
            DecoderBlock(shape.d_model, shape.heads) for _ in range(shape.layers)
        )
        self.decoder_norm = nn.RMSNorm(shape.d_model)
        for table in (self.embed_source, self.embed_target):
            nn.init.normal_(table.weight, std=1 / math.sqrt(shape.d_model))
        for reader in blocks_of(self.encoder_blocks, EncoderBlock):
            silence(reader.attention.project, reader.feed_forward[2])
        for writer in blocks_of(self.decoder_blocks, DecoderBlock):
            silence(writer.attention.project, writer.cross.project, writer.feed_forward[2])

    def start(self, table: nn.Embedding, tokens: Tensor) -> Tensor:
        d = self.shape.d_model
        return table(tokens) * math.sqrt(d) + sinusoids(tokens.shape[-1], d, tokens.device)

    def logits(self, normed: Tensor) -> Tensor:
        return normed @ self.embed_target.weight.T

    def own_masks(self, real: Tensor) -> dict[str, Tensor]:
        """The masks it was trained with: real source characters only, and the answer so far.

        Shapes: real (batch, source) bool; each mask broadcasts to (layer, batch, head, query, key).
        """
        layers, answer = self.shape.layers, self.shape.answer
        readable = real[:, None, None, :].expand(layers, -1, -1, -1, -1)
        causal = torch.ones(answer, answer, dtype=torch.bool, device=real.device).tril()
        return {
            "encoder": readable,
            "decoder": causal.expand(layers, 1, 1, -1, -1),
            "cross": readable,
        }

    def forward(self, source: Tensor, target: Tensor, source_mask: Tensor | None = None) -> Tensor:
        """The model as it is trained: row t of the logits is about character t of the answer.

        Shapes: source (batch, source), target (batch, target) begun with `<s>`, logits
        (batch, target, vocab). `source_mask` (batch, source) bool, True = may be read, closes the
        rest to the encoder and to cross-attention; None closes nothing.
        """
        if source_mask is None:
            source_mask = torch.ones_like(source, dtype=torch.bool)
        allowed = source_mask[:, None, None, :]
        x = self.start(self.embed_source, source)
        for block in self.encoder_blocks:
            x = block(x, None, allowed)
        memory, x = self.encoder_norm(x), self.start(self.embed_target, target)
        for block in self.decoder_blocks:
            x = block(x, memory, allowed)
        return self.logits(self.decoder_norm(x))

    def encode(
        self,
        source: Tensor,
        allowed: Iterable[Tensor],
        recipe: Recipe,
        score_mods: ScoreMods = NONE,
    ) -> tuple[tuple[LayerAttention, ...], tuple[Activation, ...]]:
        """The encoder alone; its way ends at the memory that the decoder reads."""
        way, heads = [Activation(None, "embed", self.start(self.embed_source, source))], []
        besides = each_layer(score_mods.get("encoder", ()), len(self.encoder_blocks))
        given = zip(blocks_of(self.encoder_blocks, EncoderBlock), allowed, besides, strict=True)
        for layer, (block, open_cells, score_mod) in enumerate(given):
            found, activations = block.trace(layer, way[-1].x, None, open_cells, recipe, score_mod)
            heads.append(found)
            way += activations
        way.append(Activation(None, "norm", self.encoder_norm(way[-1].x), way[-1].x))
        return tuple(heads), tuple(way)

    def decode(
        self,
        target: Tensor,
        memory: Tensor,
        allowed: Mapping[str, Tensor],
        recipe: Recipe,
        score_mods: ScoreMods = NONE,
    ) -> tuple[tuple[LayerAttention, ...], tuple[LayerAttention, ...], tuple[Activation, ...]]:
        """The decoder alone: its self-attention, its cross-attention, and its way."""
        way, own, cross = [Activation(None, "embed", self.start(self.embed_target, target))], [], []
        parts, layers = ("decoder", "cross"), len(self.decoder_blocks)
        besides = (each_layer(score_mods.get(part, ()), layers) for part in parts)
        masks = zip(allowed["decoder"], allowed["cross"], strict=True)
        blocks, mods = blocks_of(self.decoder_blocks, DecoderBlock), zip(*besides, strict=True)
        given = zip(blocks, masks, mods, strict=True)
        for layer, (block, pair, mod) in enumerate(given):
            heads, crossed, steps = block.trace(layer, way[-1].x, memory, *pair, recipe, mod)
            own.append(heads)
            cross.append(crossed)
            way += steps
        way.append(Activation(None, "norm", self.decoder_norm(way[-1].x), way[-1].x))
        return tuple(own), tuple(cross), tuple(way)

    @torch.inference_mode()
    def run(
        self,
        source: Tensor,
        target: Tensor,
        allowed: Mapping[str, Tensor],
        recipe: Recipe = Recipe(),
        score_mods: ScoreMods = NONE,
    ) -> Run:
        """Read a source and an answer so far under masks for every layer and head.

        Shapes: source (batch, source) and target (batch, target) int64; allowed["encoder"],
        ["decoder"], ["cross"] bool, each broadcast to (layer, batch, head, query, key), True = may
        read; in "cross" queries are of the target and keys of the source. `score_mods` by part, for
        each one a layer.
        """
        encoder, read = self.encode(source, allowed["encoder"], recipe, score_mods)
        decoder, cross, written = self.decode(target, read[-1].x, allowed, recipe, score_mods)
        heads = {"encoder": encoder, "decoder": decoder, "cross": cross}
        residual = {"encoder": read, "decoder": written, "cross": written}
        return Run(heads, residual, self.logits(written[-1].x))

    @torch.inference_mode()
    def answer(
        self,
        source: Tensor,
        allowed: Mapping[str, Tensor],
        recipe: Recipe = Recipe(),
        steps: int = 10,
        score_mods: ScoreMods = NONE,
    ) -> Tensor:
        """Write the likeliest character, `steps` times; (batch, 1 + steps), begun with `<s>`.

        `allowed` as for `run`, with `steps` queries for "decoder" and "cross". A trace of the
        answer feeds all but its last character: row t writes character t.
        """
        memory = self.encode(source, allowed["encoder"], recipe, score_mods)[1][-1].x
        target = source.new_full((len(source), 1), START)
        for n in range(1, steps + 1):
            masks = {
                "decoder": allowed["decoder"][..., :n, :n],
                "cross": allowed["cross"][..., :n, :],
            }
            besides = {
                part: tuple(mod and mod.cut(n, keys) for mod in score_mods.get(part, ()))
                for part, keys in (("decoder", n), ("cross", source.shape[-1]))
            }
            x = self.decode(target, memory, masks, recipe, besides)[2][-1].x
            target = torch.cat((target, self.logits(x[:, -1:]).argmax(dim=-1)), dim=1)
        return target
