"""One batch padded in every way: on either side, with the padding mask and without, with position
ids and without."""

from dataclasses import dataclass, replace
from itertools import product
from typing import get_args

import torch

from maskviz.analysis.batches.given import Given, given
from maskviz.analysis.batches.together import Difference, difference
from maskviz.analysis.reading import from_first_real, make_batch
from maskviz.models.batch import Side
from maskviz.models.run import Run
from maskviz.turns import step


@dataclass(frozen=True)
class Way:
    """How a batch may be padded, and what that does to its real rows.

    padding  whether the model's padding mask is on
    counted  whether positions count from the first real token, or from the left edge
    taken    cells of real rows that the padding mask takes, in the head and layer looked at
    moved    of the logits, over the real rows of all texts
    """

    side: Side
    padding: bool
    counted: bool
    taken: int
    moved: Difference


def ways(looked_at: Given, singles: tuple[Run | None, ...]) -> tuple[Way, ...]:
    """All eight, each one run of the batch."""
    found = []
    for side in get_args(Side):
        settings = looked_at.settings.but(pad_side=side)
        batch = make_batch(settings, looked_at.shipped)
        real = batch.real.bool()
        masks = {
            padding: given(settings.but(and_padding=padding), looked_at.shipped, batch)
            for padding in (True, False)
        }
        layer, head = settings.layer, settings.head
        on, off = (masks[padding].allowed[layer, :, head] for padding in (True, False))
        taken = int((off & ~on)[real].sum())
        for padding, counted in product((True, False), repeat=2):
            step()
            place = from_first_real(batch.real) if counted else None
            logits = replace(masks[padding], position=place).run().logits.cpu()
            pairs = [
                (logits[row][real[row]], single.logits[0].cpu())
                for row, single in enumerate(singles)
                if single is not None
            ]
            moved = difference(*map(torch.cat, zip(*pairs, strict=True)))
            found.append(Way(side, padding, counted, taken if padding else 0, moved))
    return tuple(found)
