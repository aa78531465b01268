"""How well the decoder predicts held-out text, as it was trained and under other masks."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.predictions import token_losses
from maskviz.models.attention import Recipe
from maskviz.models.gpt import GPT
from maskviz.models.tokenizer import START


@dataclass(frozen=True)
class Windows:
    """A text cut for a model of limited context, each window read from `<s>`.

    Shapes: inputs, targets and counted (window, token); over all windows every token of the
    text is counted once.
    """

    inputs: Tensor
    targets: Tensor
    counted: Tensor

    def some(self, number: int) -> "Windows":
        """That many whole windows at most, evenly spread over the text."""
        last = max(1, len(self.inputs) - 1)  # the last window may be short
        pick = torch.linspace(0, last - 1, min(number, last)).long()
        return Windows(self.inputs[pick], self.targets[pick], self.counted[pick])


def windows(ids: np.ndarray, context: int, step: int | None = None) -> Windows:
    """Windows that begin `step` tokens apart: side by side unless told, or overlapping.

    In an overlapping window only the tokens no earlier window counted are counted, so that each
    of them has at least context - step tokens before it.
    """
    step = step or context
    starts = range(0, max(1, len(ids) - context + step), step)
    targets = np.zeros((len(starts), context), np.int64)
    counted = np.zeros((len(starts), context), bool)
    for row, start in enumerate(starts):
        part = ids[start : start + context]
        targets[row, : len(part)] = part
        counted[row, 0 if row == 0 else context - step : len(part)] = True
    first = np.full((len(starts), 1), START)
    inputs = np.concatenate([first, targets[:, :-1]], axis=1)
    return Windows(*map(torch.from_numpy, (inputs, targets, counted)))


@torch.inference_mode()
def losses(model: GPT, text: Windows, size: int = 8) -> tuple[Tensor, Tensor]:
    """For each counted token its loss in nats, and whether the first guess was right; (token,)."""
    nats, right = [], []
    for inputs, targets in zip(text.inputs.split(size), text.targets.split(size), strict=True):
        logits = model(inputs)
        nats.append(token_losses(logits, targets))
        right.append(logits.argmax(dim=-1) == targets)
    return torch.cat(nats)[text.counted], torch.cat(right)[text.counted]


def held_out(model: GPT, ids: np.ndarray, characters: int, step: int | None = None) -> dict:
    """Loss, perplexity, bits per character and accuracy over the whole held-out text."""
    nats, right = losses(model, windows(ids, model.shape.context, step))
    mean = nats.double().mean().item()
    return {
        "loss": mean,
        "perplexity": math.exp(mean),
        "bits_per_character": mean / math.log(2) * len(nats) / characters,
        "accuracy": right.double().mean().item(),
    }


@torch.inference_mode()
def under(
    model: GPT, text: Windows, allowed: Tensor, recipe: Recipe = Recipe(), size: int = 4
) -> dict:
    """Perplexity, mean largest weight of a row and mean weight on `<s>`, under any mask.

    Shape: allowed bool (layer, query, key). The first row, which has only `<s>`, is left out of
    the two means.
    """
    nats, largest, start = [], [], []
    for inputs, targets in zip(text.inputs.split(size), text.targets.split(size), strict=True):
        run = model.run(inputs, allowed[:, None, None], recipe)
        nats.append(token_losses(run.logits, targets))
        for layer in run.heads["self"]:
            rows = layer.trace.weights[..., 1:, :]
            largest.append(rows.amax(dim=-1).mean())
            start.append(rows[..., 0].mean())
    return {
        "perplexity": torch.cat(nats)[text.counted].mean().exp().item(),
        "largest_weight": torch.stack(largest).mean().item(),
        "start_weight": torch.stack(start).mean().item(),
    }


def facts(model: GPT, text: Windows) -> dict:
    """What masks and divisors do to the trained model, on the same held-out windows each time."""
    n, layers = model.shape.context, model.shape.layers
    q, k = torch.arange(n)[:, None], torch.arange(n)
    causal = (k <= q).expand(layers, n, n)

    def opened(*chosen: int) -> Tensor:
        allowed = causal.clone()
        allowed[list(chosen)] = True
        return allowed

    def perplexity(allowed: Tensor) -> float:
        return under(model, text, allowed)["perplexity"]

    return {
        "windows": len(text.inputs),
        "tokens": int(text.counted.sum()),
        "divide": {
            by: under(model, text, causal, Recipe(divide=by)) for by in ("head", "nothing", "model")
        },
        "open_all_layers": perplexity(opened(*range(layers))),
        "open_one_layer": [perplexity(opened(layer)) for layer in range(layers)],
        "sliding_window": {
            str(w): perplexity(causal & (q - k < w)) for w in (1, 2, 4, 8, 16, 32, 64, 128)
        },
        "hide_start": perplexity(causal & ((k > 0) | (q == 0))),
    }
