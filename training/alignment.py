"""Where the heads of cross-attention look while a date is written."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.models.dates import Dates
from maskviz.models.tokenizer import PAD
from training.dates import sources, targets
from training.spellings import Spelling

ROWS = {"year": (0, 1, 2, 3), "month": (5, 6), "day": (8, 9)}  # row t writes character t
PLACES = (*ROWS, "rest")


def places(spellings: Sequence[Spelling], width: int) -> Tensor:
    """Which characters are of year, month, day and the rest, 0 or 1; (text, place, character)."""
    marks = torch.zeros(len(spellings), len(PLACES), width)
    for row, spelling in zip(marks, spellings, strict=True):
        row[-1, : len(spelling.text)] = 1
        for i, part in enumerate(ROWS):
            first, end = spelling.spans[part]
            row[i, first:end], row[-1, first:end] = 1, 0
    return marks


def named(shares: Tensor) -> dict[str, float]:
    return dict(zip(PLACES, shares.tolist(), strict=True))


def alignment(model: Dates, spellings: Sequence[Spelling]) -> dict:
    """The share of weight each head puts on each place of the text while it writes each part.

    The right answer is fed, under the model's own masks. `characters` is the share of the
    characters that are in each place: what a head would give that looked everywhere alike.
    `strongest` is how often the strongest key of a row is in the part that is being written.
    """
    source = sources([s.text for s in spellings])
    run = model.run(source, targets(spellings)[:, :-1], model.own_masks(source != PAD))
    marks = places(spellings, source.shape[1])

    def by_place(weights: Tensor) -> Tensor:
        return torch.einsum("bhqk,bpk->hqp", weights, marks) / len(spellings)

    heads = []
    for layer, found in enumerate(run.heads["cross"]):
        weights = found.trace.weights
        shares = by_place(weights)
        strongest = by_place(F.one_hot(weights.argmax(dim=-1), weights.shape[-1]).float())
        heads += [
            {
                "layer": layer,
                "head": head,
                "writing": {p: named(shares[head, list(r)].mean(dim=0)) for p, r in ROWS.items()},
                "strongest": {
                    part: strongest[head, list(rows), i].mean().item()
                    for i, (part, rows) in enumerate(ROWS.items())
                },
            }
            for head in range(model.shape.heads)
        ]
    lengths = marks.sum(dim=(1, 2))
    return {
        "texts": len(spellings),
        "characters": named((marks.sum(dim=2) / lengths[:, None]).mean(dim=0)),
        "heads": heads,
    }
