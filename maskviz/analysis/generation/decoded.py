"""A text read and written on with a cache, and the same in one square beside it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.generation.policy import Policy
from maskviz.analysis.predictions import Loss, next_tokens, text_loss
from maskviz.models.cache import Cache, empty_cache, keep, read, slot_bytes
from maskviz.models.gpt import GPT
from maskviz.turns import step


@dataclass(frozen=True, eq=False)
class Decoded:
    """What was read at once, and then one token a step.

    ids      the tokens of the text and those that were written, (token,)
    given    tokens of the text; the others were written by the model, each its best guess
    prefill  tokens read at once, as a square
    held     for each step the positions in the cache when its token has read
    dropped  for each step the positions that were dropped before it
    blocked  cells that the mask took from the rows of the steps, of those that are kept
    slot_bytes  what one token takes in it
    cells    the mask that says the same of a square, bool (layer, head, query, key)
    weights  (layer, head, query, key), 0 where nothing is kept
    logits   (token, vocab), of the cache
    square   (token, vocab), of one pass over all tokens under the mask that says the same
    bytes    for each step what the cache holds
    """

    ids: Tensor
    given: int
    prefill: int
    held: tuple[tuple[int, ...], ...]
    dropped: tuple[tuple[int, ...], ...]
    bytes: tuple[int, ...]
    blocked: int
    slot_bytes: int
    cells: Tensor
    weights: Tensor
    logits: Tensor
    square: Tensor

    @property
    def gaps(self) -> list[float]:
        """How far a logit of a row is from that of the same row of the square, at most."""
        return (self.logits - self.square).abs().amax(dim=-1).tolist()

    @property
    def gap(self) -> float:
        """The largest of the steps' gaps; 0 where there are none."""
        return max(self.gaps[self.prefill :], default=0.0)

    @property
    def most_bytes(self) -> int:
        """What the cache holds at most while it is written on."""
        return max(self.bytes, default=self.prefill * self.slot_bytes)

    @property
    def written(self) -> list[int]:
        return self.ids[self.given :].tolist()

    @property
    def loss(self) -> Loss:
        """The surprise of the tokens of the text, as the cache reads it."""
        ids = self.ids[: self.given]
        return text_loss(self.logits[: self.given], *next_tokens(ids, torch.ones_like(ids)))


def square_mask(allowed: Tensor, policy: Policy, n: int) -> Tensor:
    """What each row may read in the first n tokens, bool (layer, 1, head, n, n).

    Shape: allowed bool (layer, 1, head or 1, given, given); rows that are not there read all that
    is kept. Nothing reads the future: it is in no cache.
    """
    given = allowed.shape[-1]
    cells = torch.ones(*allowed.shape[:-2], n, n, dtype=torch.bool)
    cells[..., :given, :given] = allowed[..., :n, :n]
    return cells & torch.from_numpy(policy.cells(n))


def decoded(
    model: GPT, ids: Tensor, allowed: Tensor, policy: Policy, prefill: int, write: int
) -> Decoded:
    """Read `prefill` tokens as a square, the rest one by one, then write so many.

    Shapes: ids (token,); allowed bool (layer, 1, head or 1, token, token), the mask of the text.
    """
    given = len(ids)
    total = min(given + write, model.shape.context)
    prefill = min(max(prefill, 1), given)
    cells = square_mask(allowed, policy, total).to(ids.device)
    tokens = torch.cat((ids, ids.new_zeros(total - given)))
    shape = model.shape
    weights = torch.zeros(shape.layers, shape.heads, total, total)
    first = read(
        model, ids[None, :prefill], empty_cache(model, total), cells[..., :prefill, :prefill]
    )
    weights[..., :prefill, :prefill] = first.weights[:, 0].cpu()
    logits, cache = [first.logits[0]], first.cache
    held, dropped, sizes, blocked = [], [], [], 0
    for now in range(prefill, total):
        step()
        if now >= given:
            tokens[now] = logits[-1][-1].argmax()
        cache, gone = evicted(cache, policy, now)
        places = [*cache.held, now]
        row = cells[..., now : now + 1, :][..., places]
        blocked += int((~row).sum())
        found = read(model, tokens[None, now : now + 1], cache, None if row.all() else row)
        weights[..., now, places] = found.weights[:, 0, :, 0].cpu()
        cache = found.cache
        logits.append(found.logits[0])
        held.append(tuple(cache.held))
        dropped.append(gone)
        sizes.append(cache.bytes)
    with torch.inference_mode():
        square = model.run(tokens[None], cells).logits[0]
    return Decoded(
        tokens.cpu(),
        given,
        prefill,
        tuple(held),
        tuple(dropped),
        tuple(sizes),
        blocked,
        slot_bytes(cache),
        cells[:, 0].expand(shape.layers, shape.heads, total, total).cpu(),
        weights,
        torch.cat(logits).cpu(),
        square.cpu(),
    )


def evicted(cache: Cache, policy: Policy, now: int) -> tuple[Cache, tuple[int, ...]]:
    """The cache without what the token at `now` and all after it do not read; what was dropped."""
    before = cache.held
    stays = policy.stays(before, now)
    if len(stays) == len(before):
        return cache, ()
    slots = torch.tensor(stays, dtype=torch.long, device=cache.position.device)
    return keep(cache, slots), tuple(k for i, k in enumerate(before) if i not in stays)
