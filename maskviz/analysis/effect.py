"""What a mask does to the model, in numbers: compared with the model's own causal mask."""

from dataclasses import dataclass

import torch

from maskviz.analysis.predictions import (
    Guess,
    Loss,
    Work,
    entropy,
    next_tokens,
    text_loss,
    top_tokens,
    work,
)
from maskviz.analysis.view import View
from maskviz.models.gpt import Run


@dataclass(frozen=True)
class Effect:
    """One run's answers: the next tokens after the locked one, the loss, each head's entropy."""

    guesses: tuple[Guess, ...]
    loss: Loss
    entropies: tuple[float, ...]  # bits, one a head of the layer looked at


def effect(view: View, run: Run) -> Effect:
    targets, counted = next_tokens(view.ids, view.real)
    q, layer, offset = view.locked[0], view.settings["layer"], view.sight.offset
    logits = run.logits[0].cpu()
    weights = run.layers[layer].attention.weights[0, :, offset:].cpu()
    return Effect(
        top_tokens(logits[q], view.shipped.tokenizer),
        text_loss(logits, targets, counted),
        tuple(entropy(weights, view.real[offset:]).tolist()),
    )


def moved(view: View) -> float:
    """How far the locked token's output moved, as a share of its length: |x − plain| / |plain|."""
    q = view.locked[0]
    x, plain = view.run.normed[0, q], view.plain.normed[0, q]
    return (torch.linalg.norm(x - plain) / torch.linalg.norm(plain)).item()


def leak(view: View) -> float:
    """The largest weight that any blocked key keeps, 0 to 1; NaN counts as none."""
    if view.settings.recipe.bans:
        return 0.0
    weights = view.trace.weights[0, :, view.sight.offset :].cpu()
    blocked = ~torch.stack([torch.from_numpy(mask.allowed) for mask in view.shown])
    kept = weights[blocked]
    return kept[kept.isfinite()].max().item() if kept.isfinite().any() else 0.0


def work_of(view: View) -> Work:
    """Multiply-adds of the head looked at."""
    return work(view.mask.allowed, view.shipped.shape.d_head)
