"""ALiBi: the further back a key stands, the more is taken off its score."""

from typing import Annotated

import torch

from maskviz.masks.biases.spec import Numbers, bias
from maskviz.masks.spec import Flag, Int


@bias(
    title="ALiBi",
    source="Press et al. 2021, for heads that are a power of two; Bloom and MPT take the slopes of "
    "the next power, in another order, when they are not",
    look="The diagonal keeps its scores; the further from it, the more is taken off, in the first "
    "head the most.",
    aliases="linear bias; position bias; recency; BLOOM; MPT; extrapolation",
    pictures=(
        Numbers(
            "0 0 0 0\n1 1 1 1\n0 0 0 0",
            "0 0.5 1 1.5\n0.5 1 1.5 2\n-1 -0.5 0 0.5",
            {"strength": 100, "both": 0},
            head=0,
            heads=8,
        ),
        Numbers("0 0 0 0", "0 0.0625 0.125 0.1875", {"strength": 100, "both": 0}, 1, 4),
        Numbers("0 0 0\n0 0 0", "0 -1 -2\n-1 0 -1", {"strength": 200, "both": 1}, 0, 8),
        Numbers("0 0 0\n0 0 0", "0 -0.02 -0.04\n-0.02 0 -0.02", {"strength": 4, "both": 1}, 0, 8),
    ),
)
def alibi(
    heads,
    q,
    k,
    *,
    strength: Annotated[int, Int(1, 400, "Per cent of the published slopes.")] = 100,
    both: Annotated[
        int, Flag("The distance counts on both sides, for masks that read both ways.")
    ] = 0,
):
    """Each token's score loses a little for every step that it stands further back.

    slope(h) * (k - q), with slope(h) = 2^(-8 (h + 1) / heads)

    It takes the place of position embeddings, and reaches lengths never seen in training. Each head
    has its own slope: steep ones look near, flat ones far. Without a causal mask k - q is positive
    for keys to come, which are then favoured; the switch makes it -|k - q|. The models here learned
    their positions otherwise, so that it pulls them nearer than they were trained to look.
    """
    slope = 2.0 ** (-8 * (torch.arange(heads)[:, None, None] + 1) / heads)
    distance = -abs(k - q) if both else k - q
    return {"bias": strength / 100 * slope * distance}
