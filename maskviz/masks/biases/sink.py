"""A learned sink: one more score in the softmax, with nothing behind it."""

from typing import Annotated

import torch

from maskviz.masks.biases.spec import Numbers, bias
from maskviz.masks.spec import Int


@bias(
    title="Sink",
    source="gpt-oss (2025): a learned number for each head; with score 0 it is the softmax of "
    "“Attention is off by one” (Miller 2023)",
    look="The weights of a row no longer add up to 1: what is missing went into the sink, and most "
    "of it where no key scores high.",
    aliases="learned sink; gpt-oss; attention off; softmax plus one; null key",
    pictures=(
        Numbers("0 0 0", "0.25 0.25 0.25", {"score": 0}, shown="weights"),
        Numbers("0 0\n1 1", "0.2119 0.2119\n0.3333 0.3333", {"score": 10}, shown="weights"),
        Numbers("0 0", "0.3923 0.3923", {"score": -6}, shown="weights"),
    ),
)
def sink(heads, q, k, *, score: Annotated[int, Int(-50, 100, "The sink's score, in tenths.")] = 0):
    """Each row may spend its attention on nothing: a sink takes it and gives nothing back.

    weight(q, k) = e^score(q, k) / (e^sink + sum of all e^score(q, k'))

    A softmax always spends a whole one, even where no key deserves it; many models then heap it on
    the first token. A sink gives them a place for it. A row with nothing to read gets weights of 0
    instead of NaN. Here every head has the same score; in a model each learns its own.
    """
    return {"sink": torch.full((heads,), score / 10)}
