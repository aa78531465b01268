"""Writing with a cache: the keys and values of every token are kept, so that none is made twice."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from maskviz.models.attention import attend
from maskviz.models.gpt import GPT, Block, Shape
from maskviz.models.parts import blocks_of


@dataclass(frozen=True, eq=False)
class Cache:
    """The keys and values of the tokens read so far, in slots, in every layer.

    Shapes: keys and values (layer, batch, head, slot, d_head), keys turned by their position;
    position (slot,), of the token in each slot.
    filled  the slots that hold a token; those after them hold zeros
    seen    the tokens read so far, those that were dropped too: the position of the next one

    The slots are taken once and written in place: of the caches that `read` hands on, only the
    newest may be read on from.
    """

    keys: Tensor
    values: Tensor
    position: Tensor
    filled: int = 0
    seen: int = 0

    @property
    def slots(self) -> int:
        return self.keys.shape[-2]

    @property
    def held(self) -> list[int]:
        """The positions of the tokens that are kept."""
        return self.position[: self.filled].tolist()

    @property
    def bytes(self) -> int:
        """What the filled slots hold."""
        return self.filled * slot_bytes(self)


def slot_bytes(cache: Cache) -> int:
    """Bytes of one token: a key and a value in every layer and head."""
    return 2 * cache.keys[..., :1, :].numel() * cache.keys.element_size()


@dataclass(frozen=True, eq=False)
class Reading:
    """What came of reading some tokens after those in a cache.

    Shapes: logits (batch, token, vocab); weights (layer, batch, head, token, slot).
    """

    logits: Tensor
    weights: Tensor
    cache: Cache


def empty_cache(model: GPT, slots: int, batch: int = 1) -> Cache:
    """Room for so many tokens."""
    shape, device = model.shape, model.embed.weight.device
    size = (shape.layers, batch, shape.heads, slots, shape.d_head)
    keys, values = torch.zeros(size, device=device), torch.zeros(size, device=device)
    return Cache(keys, values, torch.zeros(slots, dtype=torch.long, device=device))


@torch.inference_mode()
def read(
    model: GPT,
    tokens: Tensor,
    cache: Cache,
    allowed: Tensor | None = None,
    position: Tensor | None = None,
    unfilled: bool = False,
) -> Reading:
    """Read one token or several after those in the cache; each stands in a slot afterwards.

    Shapes: tokens (batch, token) int64; allowed bool, broadcast to (layer, batch, head, token,
    slot), the new slots included; None blocks nothing at all. `position` (token,) where the tokens
    do not simply follow. With `unfilled` the slots that hold no token are read as well. ValueError
    when the tokens do not fit.
    """
    first, end = cache.filled, cache.filled + tokens.shape[-1]
    if end > cache.slots:
        raise ValueError(f"{end:,} tokens do not fit into {cache.slots:,} slots")
    if position is None:
        position = torch.arange(cache.seen, cache.seen + tokens.shape[-1], device=tokens.device)
    x, turn = model.start(tokens, position)
    width = cache.slots if unfilled else end
    open_ = torch.ones((), dtype=torch.bool) if allowed is None else allowed
    masks = open_.to(tokens.device).expand(model.shape.layers, *open_.shape[1:] or (1, 1, 1, 1))
    cache.position[first:end] = position
    weights = []
    for layer, block in enumerate(blocks_of(model.blocks, Block)):
        normed = block.norm_attention(x)
        q, k, v = block.attention.qkv(normed, normed, turn)
        cache.keys[layer, :, :, first:end], cache.values[layer, :, :, first:end] = k, v
        keys, values = (room[layer, :, :, :width] for room in (cache.keys, cache.values))
        trace = attend(q, keys, values, masks[layer])
        x = x + block.attention.project(block.attention.join(trace.output))
        x = x + block.feed_forward(block.norm_feed_forward(x))
        weights.append(trace.weights)
    seen = max(cache.seen, int(position.max()) + 1)
    after = replace(cache, filled=end, seen=seen)
    return Reading(model.logits(model.norm(x)), torch.stack(weights), after)


def keep(cache: Cache, slots: Tensor) -> Cache:
    """Drop all but these slots, (slot,) int64 in rising order; the room stays as large."""
    filled = len(slots)
    for room in (cache.keys, cache.values):
        room[..., :filled, :] = room[..., slots, :]
        room[..., filled:, :] = 0
    cache.position[:filled] = cache.position[slots]
    return replace(cache, filled=filled)


def multiply_adds(shape: Shape, rows: int, slots: int) -> int:
    """What reading so many rows over so many slots takes, all of the matrices included.

    A step is one row: it grows by the same number with every slot.
    """
    weights = shape.layers * 12 * shape.d_model**2 + shape.vocab * shape.d_model
    return rows * (weights + 2 * shape.layers * shape.d_model * slots)
