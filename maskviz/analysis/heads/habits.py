"""Where each head looks: at the token before, at itself, at the first token, or everywhere."""

from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.effect import asked
from maskviz.analysis.predictions import mean_entropy, row_entropies
from maskviz.analysis.view import View


@dataclass(frozen=True, eq=False)
class Habits:
    """Means over the rows of the text, each (layer, head).

    previous, itself, first   the weight, 0 to 1, that a row gives the token before it, itself, and
                              the first real token; NaN where no row has such a key besides itself
    entropy                   bits; 0 for one key, log2(n) for n keys evenly
    """

    previous: Tensor
    itself: Tensor
    first: Tensor
    entropy: Tensor


def habits(view: View) -> Habits:
    """The habits of every head of the attention looked at, under the masks that were chosen."""
    offset = view.region.offset
    layers = view.run.heads[view.part]
    weights = torch.stack([layer.trace.weights[0, :, offset:] for layer in layers]).cpu()
    rows = asked(view)
    usual = torch.ones(weights.shape[-2]) if rows is None else rows
    queries = usual.nonzero().flatten()
    entropies = mean_entropy(row_entropies(weights), rows)
    if not view.attention.queries_are_keys:
        nothing = torch.full(entropies.shape, torch.nan)
        return Habits(nothing, nothing, weights[..., first_real(view)].mean(dim=-1), entropies)
    begin = 0 if view.attention.reads_answer else first_real(view)
    later = queries[queries + offset > begin]  # the first token has no token before it
    return Habits(
        weights[:, :, later, later + offset - 1].mean(dim=-1),
        weights[:, :, queries, queries + offset].mean(dim=-1),
        weights[:, :, later, begin].mean(dim=-1),
        entropies,
    )


def first_real(view: View) -> int:
    """The position of the first token of the text; 0 where all is padding."""
    return int(view.real.argmax())
