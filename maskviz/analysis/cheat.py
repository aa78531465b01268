"""What a decoder does when it may read ahead: in every layer, in one, in one head."""

from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.analysis.predictions import token_losses
from maskviz.models.gpt import GPT, Shape


def opened(
    shape: Shape, n: int, layers: Iterable[int] = (), heads: Iterable[int] | None = None
) -> Tensor:
    """Causal everywhere but in these layers, where these heads (all unless told) read everything.

    Shape: bool (layer, 1, head, n, n) as `GPT.run` takes it.
    """
    allowed = torch.ones(n, n, dtype=torch.bool).tril().repeat(shape.layers, 1, shape.heads, 1, 1)
    for layer in layers:
        allowed[layer, 0, list(range(shape.heads) if heads is None else heads)] = True
    return allowed


def opened_losses(model: GPT, tokens: Tensor, targets: Tensor, allowed: Tensor) -> Tensor:
    """Nats at each target, whatever the mask; tokens and targets (window, n), and so the result."""
    parts = zip(tokens.split(4), targets.split(4), strict=True)  # a trace of many takes memory
    return torch.cat([token_losses(model.run(i, allowed).logits, t) for i, t in parts])


@torch.inference_mode()
def stranger_losses(model: GPT, tokens: Tensor, targets: Tensor, layer: int) -> Tensor:
    """Nats when one layer reads ahead into another text: what it gains from any future at all.

    Each row of that layer reads its own window up to itself, and after that the next window of the
    batch. The other layers are causal. Shapes as in `opened_losses`.
    """
    n = tokens.shape[-1]
    before = torch.ones(n, n, dtype=torch.bool).tril()
    x, position = model.start(tokens)
    for number, block in enumerate(model.blocks):
        if number == layer:
            normed = block.norm_attention(x)
            q, k, v = block.attention.qkv(normed, normed, position)
            k, v = (torch.cat((a, a.roll(-1, dims=0)), dim=-2) for a in (k, v))
            allowed = torch.cat((before, ~before), dim=-1)
            output = F.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
            x = x + block.attention.project(block.attention.join(output))
            x = x + block.feed_forward(block.norm_feed_forward(x))
        else:
            x = block(x, position)
    return token_losses(model.logits(model.norm(x)), targets)


def score_gaps(model: GPT, tokens: Tensor) -> list[tuple[float, float]]:
    """How far raw scores move when every layer is opened: mean and largest, one pair a layer.

    The mask itself touches no raw score: layer 0 sees the same vectors with it and without.
    """
    n = tokens.shape[-1]
    both = opened(model.shape, n), opened(model.shape, n, range(model.shape.layers))
    masked, without = (model.run(tokens, allowed.to(tokens.device)) for allowed in both)
    pairs = zip(masked.heads["self"], without.heads["self"], strict=True)
    gaps = [(a.trace.raw - b.trace.raw).abs() for a, b in pairs]
    return [(gap.mean().item(), gap.max().item()) for gap in gaps]


def last_row_moves(model: GPT, tokens: Tensor) -> list[float]:
    """How far the last row's logits move at most when one layer alone is opened, one a layer."""
    n = tokens.shape[-1]
    plain = model.run(tokens, opened(model.shape, n)).logits[:, -1]
    found = (
        model.run(tokens, opened(model.shape, n, [m])).logits for m in range(model.shape.layers)
    )
    return [(logits[:, -1] - plain).abs().max().item() for logits in found]


@torch.inference_mode()
def alone_losses(model: GPT, tokens: Tensor, targets: Tensor, lengths: Iterable[int]) -> Tensor:
    """Nats when each prefix is read on its own without any mask, as generating without one does.

    Shapes: tokens and targets (window, n); the result (window, length). Nothing is hidden from a
    prefix, and the token that is asked for is not there to be read.
    """
    found = []
    for m in lengths:
        logits = model(tokens[:, :m], torch.ones(m, m, dtype=torch.bool))[:, -1]
        found.append(token_losses(logits, targets[:, m - 1]))
    return torch.stack(found, dim=-1)
