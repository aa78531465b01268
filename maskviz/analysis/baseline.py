"""A text under the model's own masks: what a page shows beside the mask that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from maskviz.analysis.predictions import (
    Guess,
    Loss,
    next_tokens,
    row_entropies,
    text_loss,
    top_tokens,
)
from maskviz.analysis.running import plain_outcome
from maskviz.models import Shipped

KEPT = 128  # texts; one of 256 tokens takes 350 KB, so 45 MB at most


@dataclass(frozen=True, eq=False)
class Baseline:
    """The answers of a run, without the run: a thirtieth of its memory.

    Shapes: `guesses` has one entry a row of the logits, best first, none where they are NaN;
    entropies[part] (layer, head, query) in bits; out[part] (query, d_model) is what leaves the last
    layer. `loss` is that of a decoder; `answer` is what a translator wrote, with `<s>`.
    """

    guesses: tuple[tuple[Guess, ...], ...]
    loss: Loss | None
    entropies: Mapping[str, Tensor]
    out: Mapping[str, Tensor]
    answer: tuple[int, ...]


def baseline(
    shipped: Shipped, ids: Tensor, real: Tensor, position: Tensor | None = None
) -> Baseline:
    """A text's baseline, ids, real and position (token,); most changes leave it as it was."""
    place = None if position is None else tuple(position.tolist())
    return made(shipped, tuple(ids.tolist()), tuple(real.tolist()), place)


@lru_cache(maxsize=KEPT)
def made(
    shipped: Shipped,
    ids: tuple[int, ...],
    real: tuple[int, ...],
    position: tuple[int, ...] | None,
) -> Baseline:
    tokens, kept = torch.tensor(ids), torch.tensor(real)
    place = None if position is None else torch.tensor(position)
    found = plain_outcome(shipped, tokens, kept, place)
    run, logits = found.run, found.run.logits[0].cpu()
    decodes = shipped.plan.predicts_next
    return Baseline(
        guesses=tuple(top_tokens(row, shipped.target) for row in logits),
        loss=text_loss(logits, *next_tokens(tokens, kept)) if decodes else None,
        entropies={
            part: torch.stack([row_entropies(layer.trace.weights[0].cpu()) for layer in layers])
            for part, layers in run.heads.items()
        },
        out={part: way[-1].x[0].cpu().clone() for part, way in run.residual.items()},
        answer=found.answer,
    )
